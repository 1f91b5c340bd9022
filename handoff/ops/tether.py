"""Ties a process to the life of its parent, so that nothing is left behind when a parent is killed with -9.

`python -m handoff.ops.tether PROGRAM ARGUMENTS…` becomes PROGRAM, which gets SIGTERM when its parent dies.
Linux only (prctl); elsewhere it does nothing, and the stop of the demo has to do. Standard library only.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def tie_to_parent(parent: int, sign: signal.Signals = signal.SIGTERM) -> None:
    """From now on the death of `parent` sends us `sign`; sent at once when it is dead already."""
    _prctl(_PR_SET_PDEATHSIG, sign)
    if os.getppid() != parent:
        os.kill(os.getpid(), sign)


def adopt_orphans() -> None:
    """Grandchildren whose parent dies become our children, where we can see and end them."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def main() -> None:
    tie_to_parent(os.getppid())
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606


if __name__ == "__main__":
    main()
