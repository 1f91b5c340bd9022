"""What the tests of set-up and operation share."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]


def wait_for(what: str, probe: Callable[[], object], seconds: float = 20.0) -> None:
    """Polls until `probe` gives something true; fails naming `what`."""
    deadline = time.monotonic() + seconds
    while not probe():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for: {what}"
        time.sleep(0.05)


def processes_of(folder: Path) -> list[psutil.Process]:
    """Living processes that name the folder on their command line or work in it."""
    found = []
    for process in psutil.process_iter():
        try:
            ours = any(str(folder) in word for word in process.cmdline()) or process.cwd().startswith(
                str(folder)
            )
            if ours and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except psutil.Error:
            continue
    return found


def python(code: str, *arguments: str, output: Path) -> subprocess.Popen[bytes]:
    """Runs code in a process of its own, in a session of its own."""
    with output.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
