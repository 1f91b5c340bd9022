"""Starting the bot with actions, reference insurer and database for one evaluation (bench/stack.py does the work)."""

from __future__ import annotations

import contextlib
import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge import ROOT

_HUB_PYTHON = ROOT / ".venv" / "bin" / "python"


class StackRefused(Exception):
    """The processes could not be started; the message is one sentence."""


@dataclass(frozen=True)
class Address:
    """Of a bot: `token` may be empty."""

    url: str
    token: str


@contextlib.contextmanager
def running(model: Path) -> Iterator[Address]:
    """A bot that serves `model`, until the block ends. Raises StackRefused."""
    if not _HUB_PYTHON.exists():
        raise StackRefused("There is no .venv here: run `make setup` first.")
    with tempfile.TemporaryDirectory(prefix="guanjia-model-") as folder:
        (Path(folder) / model.name).symlink_to(model.resolve())
        process = subprocess.Popen(  # noqa: S603 - our own program
            [str(_HUB_PYTHON), "-m", "bench.stack", "--models", folder],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        try:
            yield _address(process)
        finally:
            _stop(process)


def _address(process: subprocess.Popen[bytes]) -> Address:
    assert process.stdout is not None  # noqa: S101 - opened above
    line = process.stdout.readline()
    told = json.loads(line) if line.strip() else {"error": "The processes ended before the bot answered."}
    if "error" in told:
        raise StackRefused(told["error"])
    return Address(told["url"], told["token"])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The end of its input tells the stack to stop everything it started."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        process.communicate(timeout=60)
    if process.poll() is None:
        process.kill()
        process.wait()
