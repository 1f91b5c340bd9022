"""Runs stand-ins of the product's processes under the real launcher: `python -m tests.ops.launch VAR [stubborn]`.

Stubborn stand-ins (tests/ops/stand_in.py) do not listen to SIGTERM.
"""

import os
import sys
import time
from pathlib import Path

from handoff.ops.demo import keep
from handoff.ops.programs import Program
from handoff.ops.supervision import Supervision

ROOT = Path(__file__).resolve().parents[2]


def program(name: str, group: str, manner: str) -> Program:
    tether = (sys.executable, "-m", "handoff.ops.tether")
    return Program(
        name, (*tether, sys.executable, "-m", "tests.ops.stand_in", f"stand-in-{name}", manner), group
    )


def main() -> int:
    var, manner = Path(sys.argv[1]), sys.argv[2]
    parts = [program("database", "database", manner), program("hub", "guanjia", manner)]
    supervision = Supervision(parts, var, ROOT, patience=2)

    def work() -> None:
        supervision.start({**os.environ, "VAR_DIR": str(var)})
        while not supervision.answers():
            time.sleep(0.05)
        for part in parts:
            supervision.start_program(part)
        while True:
            supervision.reap()
            print({name: state.name for name, state in supervision.states().items()}, flush=True)
            time.sleep(0.2)

    return keep(supervision, work)


if __name__ == "__main__":
    sys.exit(main())
