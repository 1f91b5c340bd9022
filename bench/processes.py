"""Starting a server for a measurement: pinned to one core, awaited, always stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def server(
    name: str,
    command: list[str],
    cwd: Path,
    ready_url: str,
    core: int,
    log: Path,
    env: Mapping[str, str] | None = None,
) -> Iterator[float]:
    """Runs `command` on one processor core until the block ends; gives the seconds until `ready_url` answered 200.

    Raises RuntimeError when it ends early or is not ready within 300 s; its output is in `log`."""
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3", **(env or {})},
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),  # noqa: PLW1509 - nothing else runs in this process
        )
    try:
        _await(process, name, ready_url, began, log)
        yield time.monotonic() - began
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _await(process: subprocess.Popen[bytes], name: str, url: str, began: float, log: Path) -> None:
    while time.monotonic() - began < 300:
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended with {process.returncode}, see {log}")
        try:
            if httpx.get(url, timeout=2).status_code < 500:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{name} was not ready within 300 s, see {log}")
