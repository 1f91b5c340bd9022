"""`python -m handoff.ops.setup.npm FOLDER ARGUMENTS…`: npm, with the Node that set-up found, in FOLDER."""

import os
import sys
from pathlib import Path

from handoff.ops.setup import node


def main() -> int:
    root = Path(__file__).resolve().parents[3]
    found = node.find(root)
    if found is None:
        print("✗ No Node.js 20 or newer here: run make setup.", file=sys.stderr)
        return 1
    os.chdir(root / sys.argv[1])
    return os.execve(found.npm, [str(found.npm), *sys.argv[2:]], {**os.environ, **found.environment()})  # noqa: S606


if __name__ == "__main__":
    sys.exit(main())
