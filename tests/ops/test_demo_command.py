"""What the demo decides before it starts anything, and what it says."""

import json
import socket
from pathlib import Path

import pytest

from handoff.config import SettingsRefused
from handoff.ops.demo import DemoFailed, only_demo, run
from handoff.ops.environment import demo_environment, is_demo, production_environment
from handoff.ops.programs import Addresses, programs, taken_port, url
from handoff.ops.supervision import State
from handoff.ops.watch import TRY_AGAIN, Watcher
from handoff.ops.words import banner, last_words
from tests.ops.support import ROOT


def test_a_taken_port_is_named_with_its_setting() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        addresses = Addresses.of({"HUB_PORT": str(port)})
        said = taken_port([part for part in programs(addresses) if part.name == "hub"])
    assert said is not None
    assert f"Port {port} for the hub is taken" in said
    assert "HUB_PORT=" in said
    assert f"HUB_PORT={port} " not in said


def test_a_free_port_is_no_complaint() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
    addresses = Addresses.of({"INSURER_URL": f"http://127.0.0.1:{port}"})
    assert taken_port([part for part in programs(addresses) if part.name == "insurer"]) is None


def test_a_taken_port_ends_the_demo_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        given = {"VAR_DIR": str(tmp_path), "INSURER_URL": f"http://127.0.0.1:{other.getsockname()[1]}"}
        assert run(given) == 1
    said = capsys.readouterr().err
    assert said.startswith("✗ Port")
    assert said.count("\n") == 1


def test_a_second_demo_in_the_same_folder_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with only_demo(tmp_path, "http://127.0.0.1:8000"):
        with pytest.raises(DemoFailed, match=r"already running in this folder: http://127\.0\.0\.1:8000"):
            only_demo(tmp_path, "http://127.0.0.1:8001").__enter__()
        assert run({"VAR_DIR": str(tmp_path)}) == 1
        assert "already running" in capsys.readouterr().err
    with only_demo(tmp_path, "http://127.0.0.1:8001"):
        pass


def test_what_somebody_else_runs_is_not_started() -> None:
    given = {"DATABASE_URL": "postgresql://db.example/x", "INSURER_URL": "https://core.example"}
    names = [part.name for part in programs(Addresses.of(given))]
    assert names == ["hub", "actions", "bot"]
    assert [part.name for part in programs(Addresses.of({}))] == [
        "database",
        "insurer",
        "hub",
        "actions",
        "bot",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"HUB_PORT": "eighty"}, "HUB_PORT must be a port number"),
        ({"HUB_PORT": "70000"}, "HUB_PORT must be a port number"),
        ({"BOT_URL": "127.0.0.1:5005"}, "BOT_URL must look like"),
        ({"INSURER_URL": "http://127.0.0.1:x"}, "INSURER_URL must look like"),
        ({"GUANJIA_MODE": "production"}, "unset GUANJIA_MODE"),
        ({"TURN_WORKERS": "many"}, "TURN_WORKERS"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "DATABASE_URL: the database does not answer"),
        ({"DATABASE_URL": "mysql://127.0.0.1/x"}, "DATABASE_URL must be PostgreSQL"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    given: dict[str, str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run({**given, "VAR_DIR": str(tmp_path)}) == 1
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1


def test_all_processes_get_the_same_secrets_and_addresses(tmp_path: Path) -> None:
    given = {"VAR_DIR": str(tmp_path), "HUB_PORT": "8123"}
    first = demo_environment(given, Addresses.of(given), ROOT)
    assert first == demo_environment(given, Addresses.of(given), ROOT)
    assert first["PUBLIC_URL"] == "http://127.0.0.1:8123"
    assert first["DATABASE_URL"].startswith("postgresql://postgres@/guanjia?host=")
    assert min(len(first[name]) for name in ("GUANJIA_SECRET", "BOT_TOKEN", "INSURER_TOKEN")) >= 32
    assert (tmp_path / "demo.env").stat().st_mode & 0o077 == 0


def test_a_folder_where_a_demo_was_started_means_the_demo(tmp_path: Path) -> None:
    given = {"VAR_DIR": str(tmp_path)}
    assert not is_demo(given, ROOT)
    demo_environment(given, Addresses.of(given), ROOT)
    assert is_demo(given, ROOT)
    assert not is_demo({**given, "GUANJIA_MODE": "production"}, ROOT)
    with pytest.raises(SettingsRefused):
        production_environment({**given, "GUANJIA_MODE": "production"})


def test_addresses_as_a_browser_needs_them() -> None:
    assert url(Addresses.of({"HUB_HOST": "0.0.0.0"}).hub, "/chat") == "http://127.0.0.1:8000/chat"  # noqa: S104
    assert url(Addresses.of({"BOT_URL": "http://[::1]:5005"}).bot) == "http://[::1]:5005"


class Heard:
    def __init__(self, logs: Path) -> None:
        self.said: list[str] = []
        self.started: list[str] = []
        self.watcher = Watcher(logs, self.started.append, self.said.append)


def test_a_restart_is_told_once(tmp_path: Path) -> None:
    heard = Heard(tmp_path)
    for pid in (7, 7, 8, 8, 9):
        heard.watcher.saw({"hub": State("RUNNING", pid)}, 100)
    assert len(heard.said) == 1
    assert "hub ended unexpectedly" in heard.said[0]


def test_a_program_that_was_given_up_is_told_with_its_last_words_and_tried_again(tmp_path: Path) -> None:
    (tmp_path / "bot.log").write_text("starting\nNo model in models/\n")
    heard = Heard(tmp_path)
    for now in (0.0, 1.0, TRY_AGAIN + 1, TRY_AGAIN + 2):
        heard.watcher.saw({"bot": State("FATAL", 0)}, now)
    assert len(heard.said) == 1
    assert "No model in models/" in heard.said[0]
    assert heard.started == ["bot"]


def test_the_bot_is_announced_when_it_comes_and_when_it_goes(tmp_path: Path) -> None:
    heard = Heard(tmp_path)
    for ready in (False, True, True, False, True):
        heard.watcher.saw_bot(ready, 42)
    assert [("joined" in line, "away" in line) for line in heard.said] == [
        (True, False),
        (False, True),
        (True, False),
    ]


def test_the_banner_has_every_address_and_login(tmp_path: Path) -> None:
    said = banner(7.25, "http://127.0.0.1:8000", tmp_path)
    for word in (
        "/chat",
        "/console/",
        "/docs",
        "linxiao",
        "zhoukai",
        "suyan",
        "trainer",
        "admin",
        "C001",
        "Ctrl-C",
    ):
        assert word in said


def test_last_words_of_a_log(tmp_path: Path) -> None:
    log = tmp_path / "hub.log"
    assert last_words(log) == ""
    log.write_text("x" * 20000 + "\nthe end\n\n")
    assert last_words(log) == "the end"
    log.write_text(json.dumps({"event": "start refused", "error": "OSError", "customer": "王建明"}) + "\n")
    assert last_words(log) == "start refused OSError"
