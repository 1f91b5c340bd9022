"""`sh requirements/setup.sh [--no-model]`: brings the checkout up to date, one line for each long step."""

import argparse
import fcntl
import io
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from handoff.ops.setup.command import Runner, SetupFailed, cause
from handoff.ops.setup.plan import Parts, due
from handoff.ops.setup.report import Report

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One set-up at a time in one checkout; a second one waits for the first and then finds its work done."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is running in this folder; waiting for it …", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(parts: Parts, log: Path, *, model: bool) -> None:
    """Raises SetupFailed."""
    runner = Runner(parts.root, log)
    steps = list(due(parts, runner, model=model))
    if not steps:
        return
    started = time.monotonic()
    report = Report(len(steps))
    for step in steps:
        with report.step(step.title):
            step.do()
    print(f"Set-up done in {time.monotonic() - started:.0f} s.", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="requirements/setup.sh", description=__doc__)
    parser.add_argument("--uv", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--bot-python", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--no-model", action="store_true", help="do not train a model")
    given = parser.parse_args()
    # a terminated set-up ends the tool it is running, too
    signal.signal(signal.SIGTERM, _interrupted)
    parts = Parts.of(ROOT, given.uv, Path(sys.executable), given.bot_python)
    try:
        with alone(ROOT / "var" / "setup" / "lock"):
            set_up(parts, ROOT / "var" / "log" / "setup.log", model=not given.no_model)
    except SetupFailed as failure:
        return _fail(str(failure), failure.detail)
    except OSError as error:
        return _fail(f"Set-up stopped: {cause(str(error), 0) or error}.")
    except KeyboardInterrupt:
        return _fail("Set-up interrupted; the next run goes on from here.", code=130)
    return 0


def _interrupted(_sign: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _fail(message: str, detail: str = "", code: int = 1) -> int:
    if detail:
        print(detail, file=sys.stderr)
    print(f"✗ {message}", file=sys.stderr)
    return code


if __name__ == "__main__":
    # progress must not be lost to a terminal that cannot write every character
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(main())
