"""What a person watching the set-up sees: one line per long step, with its time."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Report:
    """Writes `[2/5] bot environment … 14.2 s`; on a terminal the seconds count while the step runs."""

    def __init__(self, total: int, out: TextIO | None = None, tick: float = 1.0) -> None:
        self._total = total
        self._out = out or sys.stdout
        self._tick = tick
        self._number = 0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self._number += 1
        head = f"[{self._number}/{self._total}] {title} … "
        self._write(head)
        started = time.monotonic()
        done = threading.Event()
        ticker = threading.Thread(target=self._count, args=(head, started, done), daemon=True)
        if self._out.isatty():
            ticker.start()
        outcome = "failed after "
        try:
            yield
            outcome = ""
        finally:
            done.set()
            if ticker.is_alive():
                ticker.join()
            seconds = f"{outcome}{time.monotonic() - started:.1f} s\n"
            self._write(f"\r{head}{seconds}" if self._out.isatty() else seconds)

    def _count(self, head: str, started: float, done: threading.Event) -> None:
        while not done.wait(self._tick):
            self._write(f"\r{head}{time.monotonic() - started:.0f} s")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()
