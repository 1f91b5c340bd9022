"""The doctor: every finding is one line that says how to mend it."""

import socket
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from handoff.ops import postgres
from handoff.ops.doctor import installed, running
from handoff.ops.doctor.command import findings
from handoff.ops.doctor.finding import Verdict, all_well, bad, ok, warning
from handoff.ops.programs import Listens
from handoff.ops.setup import stamps
from handoff.ops.setup.environments import Environment


def test_a_warning_does_not_fail_but_a_broken_part_does() -> None:
    assert all_well([ok("a", "b"), warning("a", "b", "c")])
    assert not all_well([ok("a", "b"), bad("a", "b", "c")])
    assert (
        bad("机器人 bot", "没有 missing", "make demo").line()
        == "✗ 机器人 bot             没有 missing → make demo"
    )


def test_environments(tmp_path: Path) -> None:
    pins = tmp_path / "hub.txt"
    pins.write_text("x==1\n")
    made = Environment("hub", tmp_path / ".venv", Path(sys.executable), (pins,), room=0)
    assert installed.environment("Python", made).verdict is Verdict.BAD
    made.interpreter.parent.mkdir(parents=True)
    made.interpreter.symlink_to(sys.executable)
    assert installed.environment("Python", made).verdict is Verdict.WARNING
    stamps.write(made.stamp, made.wanted())
    assert installed.environment("Python", made).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("free", "verdict"), [(10**8, Verdict.BAD), (10**9, Verdict.WARNING), (10**10, Verdict.OK)]
)
def test_disk(free: int, verdict: Verdict, tmp_path: Path) -> None:
    assert installed.disk(tmp_path, free).verdict is verdict


class Server(HTTPServer):
    """Answers every request with `status`."""

    status = 200


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b'{"status": "ok", "model_id": "m-1"}'
        assert isinstance(self.server, Server)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def listens(port: int) -> Listens:
    return Listens("127.0.0.1", port, "BOT_URL")


def test_a_bot_is_well_starting_refusing_or_absent(server: Server, tmp_path: Path) -> None:
    where, log = listens(server.server_port), tmp_path / "bot.log"
    assert "m-1" in running.bot(where, "t", log).words
    server.status = 503
    assert running.bot(where, "t", log).verdict is Verdict.WARNING
    server.status = 401
    assert "BOT_TOKEN" in running.bot(where, "t", log).mend


def test_a_silent_port_and_a_free_one_are_told_apart(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        other.listen(0)
        taken = running.answers("insurer", listens(port), "/healthz", tmp_path)
        other.close()
    free = running.answers("insurer", listens(port), "/healthz", tmp_path)
    assert f"BOT_URL=http://127.0.0.1:{port + 1}" in taken.mend
    assert "make demo" in free.mend


def test_pages_that_are_missing_are_told(server: Server, tmp_path: Path) -> None:
    assert running.hub(listens(server.server_port), tmp_path).verdict is Verdict.OK
    server.status = 404
    found = running.hub(listens(server.server_port), tmp_path)
    assert found.verdict is Verdict.BAD
    assert "404" in found.words


def test_redis_and_database_that_are_not_there(tmp_path: Path) -> None:
    assert running.redis(None).verdict is Verdict.OK
    assert running.redis("redis://127.0.0.1:1/0").verdict is Verdict.BAD
    assert running.redis("nonsense").verdict is Verdict.BAD
    assert running.database(postgres.url(tmp_path)).verdict is Verdict.BAD
    assert "DATABASE_URL" in running.database("mysql://x/y").words


def test_without_settings_it_still_says_something_about_every_installed_part(tmp_path: Path) -> None:
    found = list(findings({"GUANJIA_MODE": "production", "VAR_DIR": str(tmp_path)}))
    assert found[-1].verdict is Verdict.BAD
    assert "SECRET" in found[-1].words
    assert len(found) >= 4
