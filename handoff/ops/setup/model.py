"""A trained model for today's training data."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from handoff.ops.setup.command import Runner


@dataclass(frozen=True)
class Model:
    """`python -m bot.train`, in the bot's environment, knows whether models/ has today's model."""

    root: Path
    python: Path

    def exists(self) -> bool:
        return (self.root / "bot" / "train.py").exists()

    def is_current(self) -> bool:
        said = subprocess.run(
            [self.python, "-m", "bot.train", "--check"],
            cwd=self.root,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        return said.returncode == 0

    def make(self, runner: Runner) -> None:
        """Raises SetupFailed."""
        runner.run("Training the model", [self.python, "-m", "bot.train"])
