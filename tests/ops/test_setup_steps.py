"""The second half of set-up: what is due, what is done, and what is said when it fails."""

import io
import signal
import sys
from pathlib import Path

import pytest

from handoff.ops.setup import node, stamps
from handoff.ops.setup.command import Runner, SetupFailed, cause
from handoff.ops.setup.environments import Environment
from handoff.ops.setup.node import WebBuild
from handoff.ops.setup.report import Report
from tests.ops.support import processes_of, python, wait_for


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path, tmp_path / "log" / "setup.log")


def test_a_failing_tool_is_told_in_one_sentence_with_its_last_words(runner: Runner) -> None:
    with pytest.raises(SetupFailed) as failed:
        runner.run("Installing", [sys.executable, "-c", "print('strange thing'); raise SystemExit(3)"])
    assert str(failed.value) == "Installing failed: the full story is in log/setup.log."
    assert failed.value.detail == "strange thing"
    assert "strange thing" in runner.log.read_text()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: dns error: failed to lookup address information", "check the network"),
        ("npm error code ENOTFOUND", "check the network"),
        ("Hash mismatch for `sanic==25.12.1`", "hash mismatch"),
        ("npm error code EINTEGRITY", "hash mismatch"),
        ("error: failed to create directory: Permission denied (os error 13)", "who owns this folder"),
    ],
)
def test_known_causes_are_named(runner: Runner, said: str, told: str) -> None:
    with pytest.raises(SetupFailed, match=told):
        runner.run("Installing", [sys.executable, "-c", f"print({said!r}); raise SystemExit(1)"])


def test_an_earlier_failure_in_the_log_is_not_blamed(runner: Runner) -> None:
    with pytest.raises(SetupFailed, match="disk is full"):
        runner.run("One", [sys.executable, "-c", "print('No space left on device'); raise SystemExit(1)"])
    with pytest.raises(SetupFailed, match="full story"):
        runner.run("Two", [sys.executable, "-c", "raise SystemExit(1)"])


def test_killed_by_the_system_is_told(runner: Runner) -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    with pytest.raises(SetupFailed, match="want of memory"):
        runner.run("Training", [sys.executable, "-c", code])
    assert cause("", 137) == cause("", -signal.SIGKILL)


def test_a_tool_that_is_missing_is_told(runner: Runner) -> None:
    with pytest.raises(SetupFailed, match="No such file"):
        runner.run("Building", [runner.root / "no-such-tool"])


def test_a_terminated_set_up_ends_the_tool_and_its_children(tmp_path: Path) -> None:
    code = """
import signal, sys
from pathlib import Path
from handoff.ops.setup import __main__ as main
from handoff.ops.setup.command import Runner
signal.signal(signal.SIGTERM, main._interrupted)
root = Path(sys.argv[1])
child = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"
Runner(root, root / "log").run("x", [sys.executable, "-c", child], cwd=root)
"""
    process = python(code, str(tmp_path), output=tmp_path / "out")
    wait_for(
        "tool and child", lambda: len([p for p in processes_of(tmp_path) if p.cwd() == str(tmp_path)]) == 2
    )
    process.terminate()
    process.wait(10)
    wait_for("nothing left", lambda: not processes_of(tmp_path))


def test_stamps_change_with_contents_and_names(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("x")
    first = stamps.fingerprint([one], "3.13")
    assert stamps.fingerprint([one], "3.10") != first
    two.write_text("x")
    assert stamps.fingerprint([two], "3.13") != first
    one.write_text("y")
    assert stamps.fingerprint([one], "3.13") != first


def test_built_and_installed_files_are_no_sources(tmp_path: Path) -> None:
    for name in ("src/app.ts", "node_modules/vue/index.js", "dist/index.html", "package.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in stamps.sources(tmp_path)] == [
        "package.json",
        "src/app.ts",
    ]


def test_an_environment_is_current_until_its_pins_change(tmp_path: Path) -> None:
    pins = tmp_path / "hub.txt"
    pins.write_text("sanic==25.12.1\n")
    environment = Environment("hub", tmp_path / ".venv", Path(sys.executable), (pins,), room=0)
    assert not environment.is_current()
    environment.interpreter.parent.mkdir(parents=True)
    environment.interpreter.symlink_to(sys.executable)
    stamps.write(environment.stamp, environment.wanted())
    assert environment.is_current()
    pins.write_text("sanic==25.12.2\n")
    assert not environment.is_current()


def test_an_environment_whose_interpreter_is_gone_is_not_current(tmp_path: Path) -> None:
    environment = Environment("hub", tmp_path / ".venv", Path(sys.executable), (), room=0)
    environment.interpreter.parent.mkdir(parents=True)
    environment.interpreter.symlink_to(tmp_path / "removed")
    stamps.write(environment.stamp, environment.wanted())
    assert not environment.is_current()


def test_a_disk_without_room_is_told_before_anything_is_made(tmp_path: Path, runner: Runner) -> None:
    environment = Environment("bot", tmp_path / ".venv-bot", Path(sys.executable), (), room=10**18)
    with pytest.raises(SetupFailed, match="free some space"):
        environment.make(runner, Path("/nonexistent/uv"))
    assert not environment.folder.exists()


def web_folder(root: Path) -> WebBuild:
    """A project whose packages and build are an `npm` of three lines."""
    folder = root / "console"
    (folder / "src").mkdir(parents=True)
    (folder / "package.json").write_text("{}")
    (folder / "src" / "main.ts").write_text("1")
    return WebBuild("console", folder, "index.html", root / "var")


def npm(root: Path, build: str) -> node.Node:
    (root / "bin").mkdir(exist_ok=True)
    program = root / "bin" / "npm"
    program.write_text(f'#!/bin/sh\nif [ "$1" = ci ]; then mkdir -p node_modules; else {build}; fi\n')
    program.chmod(0o755)
    return node.Node(root / "bin")


def test_a_web_folder_is_built_again_only_when_a_source_changed(tmp_path: Path, runner: Runner) -> None:
    build, found = web_folder(tmp_path), npm(tmp_path, "mkdir -p dist; date +%N > dist/index.html")
    build.make(runner, found)
    assert build.is_current()
    assert build.has_modules()
    (build.folder / "src" / "main.ts").write_text("2")
    assert not build.is_current()
    assert build.has_modules()


def test_a_failed_build_is_not_taken_for_a_finished_one(tmp_path: Path, runner: Runner) -> None:
    build = web_folder(tmp_path)
    build.make(runner, npm(tmp_path, "mkdir -p dist; echo ok > dist/index.html"))
    (build.folder / "src" / "main.ts").write_text("2")
    with pytest.raises(SetupFailed, match="Building the console failed"):
        build.make(runner, npm(tmp_path, "exit 1"))
    assert not build.is_current()


def test_node_below_20_is_not_good_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in (("node", "#!/bin/sh\necho v18.19.0\n"), ("npm", "#!/bin/sh\n")):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert node.find(tmp_path) is None
    (tmp_path / "node").write_text("#!/bin/sh\necho v22.1.0\n")
    assert node.find(tmp_path) == node.Node(tmp_path)


def test_each_step_is_one_line_with_its_time() -> None:
    out = io.StringIO()
    report = Report(2, out)
    with report.step("bot environment"):
        pass
    with pytest.raises(SetupFailed), report.step("console"):
        raise SetupFailed("no")
    first, second = out.getvalue().splitlines()
    assert first.startswith("[1/2] bot environment … 0.")
    assert first.endswith(" s")
    assert second.startswith("[2/2] console … failed after 0.")


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    hold = """
import sys, time
from pathlib import Path
from handoff.ops.setup.__main__ import alone
with alone(Path(sys.argv[1])):
    print("holding", flush=True)
    while not Path(sys.argv[2]).exists():
        time.sleep(0.02)
"""
    go, out = tmp_path / "go", [tmp_path / "first", tmp_path / "second"]
    first = python(hold, str(lock), str(go), output=out[0])
    wait_for("the first", lambda: "holding" in out[0].read_text())
    second = python(hold, str(lock), str(go), output=out[1])
    wait_for("the notice", lambda: "Another set-up is running" in out[1].read_text())
    assert "holding" not in out[1].read_text()
    go.touch()
    assert (first.wait(10), second.wait(10)) == (0, 0)
    assert "holding" in out[1].read_text()
