"""Pieces of a training that do not need each other, on two cores.

NumPy and scikit-learn hold the interpreter for most of a fit, so threads hardly help. Forked processes share what is
already in memory; only results travel. Every piece gives the same result wherever it runs."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_AT_ONCE = 2
#: What the forked processes find; they are told a number only.
_tasks: Sequence[Callable[[], Any]] = ()


def side_by_side(tasks: Sequence[Callable[[], T]]) -> list[T]:
    """The results in order. One after the other where there is one core, or no safe fork (macOS, Windows).

    Raises what a task raises; BrokenProcessPool when the system kills one of the processes."""
    if len(tasks) < 2 or not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < _AT_ONCE:
        return [task() for task in tasks]
    global _tasks  # noqa: PLW0603 - closures cannot be pickled, but a fork has them
    _tasks = tasks
    try:
        with ProcessPoolExecutor(_AT_ONCE, mp_context=multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_run, range(len(tasks))))
    finally:
        _tasks = ()


def _run(number: int) -> Any:
    return _tasks[number]()
