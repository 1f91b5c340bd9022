"""The two Python environments, made from the hashed pins."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from handoff.ops.setup import stamps
from handoff.ops.setup.command import Runner, SetupFailed


@dataclass(frozen=True)
class Environment:
    """`folder`, made by the interpreter `python`, holds exactly what `pins` name. `room`: bytes."""

    title: str
    folder: Path
    python: Path
    pins: tuple[Path, ...]
    room: int

    @property
    def interpreter(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.folder / ".guanjia-stamp"

    def wanted(self) -> str:
        # the folder too: scripts in an environment carry absolute paths, a moved checkout needs new ones
        return stamps.fingerprint(self.pins, str(self.folder), str(self.python.resolve()))

    def is_current(self) -> bool:
        return self.interpreter.exists() and stamps.is_current(self.stamp, self.wanted())

    def make(self, runner: Runner, uv: Path) -> None:
        """Raises SetupFailed."""
        self._check_room()
        self.stamp.unlink(missing_ok=True)
        quiet = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
        if not self._belongs_to_python():
            runner.run(
                f"Making {self.folder.name}",
                [uv, "venv", "--clear", "--python", self.python, self.folder],
                quiet,
            )
        command: list[str | Path] = [
            uv,
            "pip",
            "sync",
            "--require-hashes",
            "--python",
            self.interpreter,
            *self.pins,
        ]
        runner.run(f"Installing the pinned packages into {self.folder.name}", command, quiet)
        stamps.write(self.stamp, self.wanted())

    def _belongs_to_python(self) -> bool:
        """Whether the folder is a working environment of the wanted interpreter."""
        if not self.interpreter.exists():
            return False
        said = subprocess.run(
            [self.interpreter, "-c", "import sys; print(sys.base_prefix)"],
            capture_output=True,
            text=True,
            check=False,
        )
        return said.returncode == 0 and self.python.resolve().is_relative_to(
            Path(said.stdout.strip()).resolve()
        )

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.folder.parent).free
        if not self.interpreter.exists() and free < self.room:
            raise SetupFailed(
                f"{self.folder.name} needs about {self.room / 1e9:.1f} GB and the disk has "
                f"{free / 1e9:.1f} GB left: free some space and run make again."
            )
