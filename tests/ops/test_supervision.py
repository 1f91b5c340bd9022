"""The launcher and supervisord with stand-in programs: what is killed comes back, and nothing is ever left behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from handoff.ops.programs import Program
from handoff.ops.supervision import Supervision, configuration
from tests.ops.support import ROOT, processes_of, wait_for


class Launched:
    """`var` has a name that supervisord's configuration could not hold."""

    def __init__(self, folder: Path, manner: str = "polite") -> None:
        self.var = folder / "va r #1 空"
        self.var.mkdir()
        self.out = folder / "out.log"
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.ops.launch", str(self.var), manner],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for("both programs", lambda: self.server("hub") and self.server("database"))

    def server(self, name: str) -> psutil.Process | None:
        """The stand-in, once it has its child."""
        for process in processes_of(self.var):
            with contextlib.suppress(psutil.Error):  # it may end while it is looked at
                if f"stand-in-{name}" in process.cmdline() and process.children():
                    return process
        return None

    def supervisord(self) -> psutil.Process:
        return psutil.Process(int((self.var / "run" / "supervisord.pid").read_text()))

    def nothing_is_left(self, seconds: float = 20) -> None:
        wait_for("no process left", lambda: not processes_of(self.var), seconds)


@pytest.fixture
def launched(tmp_path: Path) -> Iterator[Launched]:
    launched = Launched(tmp_path)
    yield launched
    _clean_up(launched)


def _clean_up(launched: Launched) -> None:
    for process in processes_of(launched.var):
        process.kill()
    launched.process.kill()
    launched.process.wait()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_everything_ends_within_seconds(launched: Launched, sign: signal.Signals) -> None:
    started = time.monotonic()
    launched.process.send_signal(sign)
    assert launched.process.wait(20) == 0
    assert time.monotonic() - started < 8
    assert processes_of(launched.var) == []
    assert "everything has stopped" in launched.out.read_text()


def test_a_killed_program_comes_back(launched: Launched) -> None:
    before = launched.server("hub")
    assert before is not None
    before.kill()
    wait_for("a new hub", lambda: (now := launched.server("hub")) is not None and now.pid != before.pid)


def test_a_killed_launcher_takes_everything_with_it(launched: Launched) -> None:
    launched.process.kill()
    launched.process.wait()
    launched.nothing_is_left()


def test_a_killed_supervisord_takes_its_programs_with_it(launched: Launched) -> None:
    servers = [launched.server("hub"), launched.server("database")]
    launched.supervisord().kill()
    for server in servers:
        assert server is not None
        server.wait(10)


def test_launcher_and_supervisord_killed_at_once_leave_no_server(launched: Launched) -> None:
    servers = [launched.server("hub"), launched.server("database")]
    supervisord = launched.supervisord()
    launched.process.kill()
    supervisord.kill()
    for server in servers:
        assert server is not None
        server.wait(10)


def test_programs_that_ignore_the_request_are_ended_by_force(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "stubborn")
    try:
        launched.process.terminate()
        assert launched.process.wait(60) == 0
        assert processes_of(launched.var) == []
    finally:
        _clean_up(launched)


def test_a_second_request_to_stop_stops_at_once(tmp_path: Path) -> None:
    launched = Launched(tmp_path, "stubborn")
    try:
        launched.process.terminate()
        wait_for("the farewell", lambda: "stopping" in launched.out.read_text())
        launched.process.terminate()
        started = time.monotonic()
        launched.process.wait(20)
        assert time.monotonic() - started < 6
        launched.nothing_is_left()
    finally:
        _clean_up(launched)


def test_a_folder_that_supervisord_cannot_handle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="VAR_DIR"):
        Supervision([], tmp_path / "50%", ROOT).start({})


def test_no_secret_is_written_into_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "a-token-that-nobody-may-read")
    text = configuration([Program("hub", ("python", "-m", "handoff"))], "supervisor.sock", 8)
    assert "a-token-that-nobody-may-read" not in text
    assert ("user=root" in text) == (os.geteuid() == 0)
