"""`python -m bot.evaluate`: measures the bot on files it has never seen (docs/evaluation.md)."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")

from bot.evaluation.command import main

if __name__ == "__main__":
    sys.exit(main())
