"""`python -m handoff demo`: the whole product with demo data on this machine, until Ctrl-C.

`python -m handoff.ops.demo` is the same without loading the hub first: the pages are up a second sooner.
"""

import argparse
import asyncio
import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from handoff.config import SettingsRefused
from handoff.ops import postgres, tether
from handoff.ops.environment import demo_environment
from handoff.ops.postgres import DatabaseRefused
from handoff.ops.programs import Addresses, programs, taken_port, url
from handoff.ops.supervision import Supervision
from handoff.ops.watch import Watcher
from handoff.ops.words import banner, last_words

ROOT = Path(__file__).resolve().parents[2]
#: Seconds for the pages to answer before a start counts as failed.
_PAGES_WITHIN = 90.0
#: A process that has to be started more often than this in that time does not come up.
_STARTS = 3
_AFTER_THE_PAGES = ("actions", "bot")


class DemoFailed(Exception):
    """The message is one clear sentence."""


class Stopped(BaseException):
    """Somebody asked us to stop."""


@contextmanager
def only_demo(var: Path, address: str) -> Iterator[None]:
    """Raises DemoFailed when a demo runs in this folder already."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "demo.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            raise DemoFailed(f"A demo is already running in this folder: {handle.read().strip()}") from None
        handle.truncate(0)
        handle.write(f"{address} (process {os.getpid()})")
        handle.flush()
        yield


class Demo:
    """Starts, announces and watches the processes."""

    def __init__(self, environment: dict[str, str], addresses: Addresses, var: Path) -> None:
        self._environment = environment
        self._var = var
        self._addresses = addresses
        self._began = time.monotonic()
        self.supervision = Supervision(programs(self._addresses), var, ROOT)
        self._watcher = Watcher(var / "log", self._start, _say)

    def run(self) -> None:
        """Until Stopped. Raises DemoFailed when the pages do not come up."""
        self._start_all()
        _say(banner(time.monotonic() - self._began, url(self._addresses.hub), self._var / "log"))
        while True:
            self._watch()
            time.sleep(1)

    def _start_all(self) -> None:
        """Database, then what the pages need; the bot's start takes all cores, so the pages come first."""
        self.supervision.start(self._environment)
        self._until(self.supervision.answers, "The process manager", "supervisord")
        names = [part.name for part in self.supervision.parts]
        if "database" in names:
            self._start("database")
            self._until(postgres.locate(self._var).is_ready, "The database", "database")
        for name in names:
            if name not in ("database", *_AFTER_THE_PAGES):
                self._start(name)
        self._until(self._pages_answer, "The hub", "hub")
        for name in names:
            if name in _AFTER_THE_PAGES:
                self._start(name)

    def _start(self, name: str) -> None:
        self.supervision.start_program(next(part for part in self.supervision.parts if part.name == name))

    def _until(self, ready: Callable[[], bool], what: str, name: str) -> None:
        deadline = time.monotonic() + _PAGES_WITHIN
        pids = {0}
        while not ready():
            state = self.supervision.states().get(name)
            if state is not None:
                pids.add(state.pid)
            over = state is not None and (state.name == "FATAL" or len(pids) > _STARTS + 1)
            if over or not self.supervision.is_alive() or time.monotonic() > deadline:
                log = self._var / "log" / f"{name}.log"
                raise DemoFailed(f"{what} does not start: {last_words(log) or 'it says nothing'} ({log})")
            time.sleep(0.1)

    def _pages_answer(self) -> bool:
        base = url(self._addresses.hub)
        try:
            return all(httpx.get(base + path, timeout=5).status_code == 200 for path in ("/readyz", "/chat"))
        except httpx.HTTPError:
            return False

    def _watch(self) -> None:
        self.supervision.reap()
        if not self.supervision.is_alive():
            _say("supervisord ended unexpectedly; everything is started again")
            self.supervision.end_orphans()
            self._watcher.forget()
            self._start_all()
        self._watcher.saw(self.supervision.states(), time.monotonic())
        self._watcher.saw_bot(self._bot_answers(), time.monotonic() - self._began)

    def _bot_answers(self) -> bool:
        headers = {"Authorization": f"Bearer {self._environment.get('BOT_TOKEN', '')}"}
        try:
            address = url(self._addresses.bot, "/webhooks/turn")
            return httpx.get(address, headers=headers, timeout=5).status_code == 200
        except httpx.HTTPError:
            return False


def run(given: dict[str, str]) -> int:
    """The exit code; `given` is the environment."""
    try:
        addresses = Addresses.of(given)
        environment = demo_environment(given, addresses, ROOT)
        var = Path(environment["VAR_DIR"])
        with only_demo(var, url(addresses.hub)):
            demo = Demo(environment, addresses, var)
            if addresses.database is not None:
                _check_database(addresses.database)
            if demo.supervision.is_left_over():
                _say("The demo before this one is still stopping; waiting for it …")
                demo.supervision.await_left_over()
            taken = taken_port(demo.supervision.parts)
            if taken:
                return _fail(taken)
            return keep(demo.supervision, demo.run)
    except (DemoFailed, SettingsRefused, DatabaseRefused, ValueError) as refused:
        return _fail(str(refused))
    except OSError as error:
        return _fail(f"The demo cannot run: {error.strerror or error} {error.filename or ''}".rstrip())
    except Stopped:
        return 0


def _check_database(address: str) -> None:
    """Raises DemoFailed at once where the hub would wait for a database that is just starting."""
    from handoff.adapters.sql.engine import async_url, make_engine  # noqa: PLC0415 - half a second,
    from handoff.adapters.sql.store import SqlStore  # noqa: PLC0415 - for those who bring a database

    async def problem() -> str | None:
        engine = make_engine(async_url(address), pool=1)
        try:
            return await SqlStore(engine).answers()
        finally:
            await engine.dispose()

    wrong = asyncio.run(problem())
    if wrong is not None:
        raise DemoFailed(f"DATABASE_URL: {wrong}; start that database, or unset it to use the embedded one.")


def keep(supervision: Supervision, work: Callable[[], None]) -> int:
    """Does `work` until somebody asks to stop, then stops every process, whatever happened. The exit code."""
    tether.adopt_orphans()
    parent = psutil.Process().parent()
    if parent is not None and parent.name() in ("make", "gmake"):
        # who kills make means the demo; a shell that ends may want the demo to go on (nohup)
        tether.tie_to_parent(parent.pid)
    # a hang-up that somebody chose to ignore (nohup) stays ignored
    ignored = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    signs = [signal.SIGINT, signal.SIGTERM, *([] if ignored else [signal.SIGHUP])]
    for sign in signs:
        signal.signal(sign, _stopped)
    try:
        work()
    except Stopped:
        _say("\n打烊了，正在停止… · stopping …")
        return 0
    finally:
        # asked a second time: no more politeness
        for sign in signs:
            signal.signal(sign, lambda *_: supervision.kill())
        supervision.stop()
        _say("全部停止了 · everything has stopped")
    return 0


def _stopped(_sign: int, _frame: object) -> None:
    raise Stopped


def _say(words: str) -> None:
    try:
        print(words, flush=True)
    except OSError:
        # the terminal is gone; the processes still have to be stopped
        return


def _fail(words: str) -> int:
    print(f"✗ {words}", file=sys.stderr)
    return 1


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("demo", help="run the whole product with demo data until Ctrl-C")
    parser.set_defaults(run=lambda _given: run(dict(os.environ)))


if __name__ == "__main__":
    sys.exit(run(dict(os.environ)))
