"""`python -m handoff database`: makes the embedded PostgreSQL, keeps it running, stops it cleanly.

`python -m handoff.ops.database` is the same without loading the rest of the hub.
"""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handoff.ops import postgres, tether
from handoff.ops.postgres import Cluster, DatabaseRefused

#: A server that ends sooner than this many seconds after its start has failed to start.
_SOON = 5.0
_TRIES = 8


@contextmanager
def only_keeper(cluster: Cluster) -> Iterator[None]:
    """Raises DatabaseRefused when another keeper serves the same folder."""
    cluster.data.parent.mkdir(parents=True, exist_ok=True)
    with cluster.data.with_name("postgres.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseRefused(
                f"The embedded database in {cluster.data} is already being run by another process."
            ) from None
        yield


@dataclass
class Keeper:
    """Watches one server. `stop` may be called from a signal handler."""

    cluster: Cluster
    say: Callable[[str], None]
    stopping: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """Until stopped; the exit code. 1 when the server does not stay up."""
        self._end_left_over()
        failures = 0
        while not self.stopping.is_set():
            started = time.monotonic()
            code = self._serve_once()
            if self.stopping.is_set():
                break
            failures = failures + 1 if time.monotonic() - started < _SOON else 1
            if failures > _TRIES:
                self.say(f"PostgreSQL does not stay up (exit {code}); its own words are above.")
                return 1
            self.say(f"PostgreSQL ended (exit {code}) and is started again.")
            self._end_left_over()
            self.stopping.wait(0.3 * failures)
        self.say("stopped")
        return 0

    def _serve_once(self) -> int:
        options: dict[str, Any] = {"cwd": "/", "env": {**os.environ, "LC_ALL": "C"}, **self.cluster.as_user}
        parent = os.getpid()
        server = subprocess.Popen(
            self.cluster.server_command(),
            stdin=subprocess.DEVNULL,
            # runs after the change of user, which would undo it: if we are killed, the server shuts down
            preexec_fn=lambda: tether.tie_to_parent(parent, signal.SIGINT),  # noqa: PLW1509
            start_new_session=True,
            **options,
        )
        announced = False
        while server.poll() is None:
            if self.stopping.wait(0.1 if not announced else 0.5):
                return _shut_down(server)
            if not announced and self.cluster.is_ready():
                announced = True
                self.say("ready")
        return server.returncode

    def _end_left_over(self) -> None:
        """A server of this folder that nobody keeps (its keeper was killed) ends before a new one starts."""
        pid = self.cluster.running()
        if pid is not None:
            self.say("a server left over from an earlier run is shut down first")
            os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + 20
        while self.cluster.processes() and time.monotonic() < deadline and not self.stopping.is_set():
            self.stopping.wait(0.1)
        if not self.cluster.processes():
            # a stale file whose number some other program has by now would keep PostgreSQL from starting
            (self.cluster.data / "postmaster.pid").unlink(missing_ok=True)


def _shut_down(server: subprocess.Popen[bytes]) -> int:
    """Fast shutdown, then immediate, then by force."""
    for sign, patience in ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
        server.send_signal(sign)
        try:
            return server.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    return -1


def run(var: Path) -> int:
    """Keeps the database below `var` until SIGTERM or SIGINT; the exit code."""
    try:
        cluster = postgres.locate(var)
        with only_keeper(cluster):
            postgres.make(cluster)
            keeper = Keeper(cluster, _say)
            for sign in (signal.SIGTERM, signal.SIGINT):
                signal.signal(sign, lambda *_: keeper.stopping.set())
            return keeper.run()
    except DatabaseRefused as refused:
        _say(str(refused))
    except OSError as error:
        _say(f"The embedded database cannot be run: {error.strerror}: {error.filename}")
    return 1


def _say(words: str) -> None:
    print(f"database: {words}", file=sys.stderr, flush=True)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "database", help="run the embedded PostgreSQL (used when DATABASE_URL is unset)"
    )
    parser.set_defaults(run=_command)


def _command(_given: argparse.Namespace) -> int:
    return run(Path(os.environ.get("VAR_DIR") or "var"))


if __name__ == "__main__":
    sys.exit(_command(argparse.Namespace()))
