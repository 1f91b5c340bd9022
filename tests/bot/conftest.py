"""The bot's tests run in its own environment (Python 3.10): .venv-bot/bin/python -m pytest tests/bot."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if sys.version_info[:2] != (3, 10):
    collect_ignore_glob = ["test_*.py"]
else:
    from bot import lean

    lean.hush()
    lean.install()

    import pytest

    from bot import fingerprint, model_files
    from tests.bot.doubles import ActionsDouble
    from tests.bot.turns import Bot

    def free_port() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    @pytest.fixture(scope="session")
    def model() -> Path:
        """Today's model; trained if models/ has none."""
        found = model_files.of_fingerprint(model_files.folder(), fingerprint.short())
        if found is None:
            # in a process of its own: this one leaves out what training needs (bot/lean.py)
            subprocess.run([sys.executable, "-m", "bot.train"], cwd=ROOT, check=True)
            found = model_files.of_fingerprint(model_files.folder(), fingerprint.short())
        assert found is not None
        return found

    @pytest.fixture(scope="session")
    def actions() -> Iterator[ActionsDouble]:
        with ActionsDouble(free_port()) as double:
            yield double

    @pytest.fixture(scope="session")
    def bot_process(
        model: Path, actions: ActionsDouble, tmp_path_factory: pytest.TempPathFactory
    ) -> Iterator[Bot]:
        """`python -m bot` with today's model, once for all tests."""
        folder = tmp_path_factory.mktemp("bot")
        models = folder / "models"
        models.mkdir()
        (models / model.name).symlink_to(model)
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        env = {
            **os.environ,
            "BOT_URL": url,
            "BOT_TOKEN": "test-token",
            "ACTIONS_URL": actions.url,
            "MODELS_DIR": str(models),
            "LOG_LEVEL": "DEBUG",
            "LOG_FORMAT": "json",
        }
        log = folder / "bot.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot"], cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT
            )
        try:
            bot = Bot(url, "test-token", log, process.pid)
            bot.wait_until_ready(process)
            yield bot
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @pytest.fixture
    def bot(bot_process: Bot, actions: ActionsDouble) -> Iterator[Bot]:
        actions.reset()
        yield bot_process
        actions.reset()

    @pytest.fixture(scope="session")
    def stack(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
        """Database, insurer, actions and bot, once for all conversations."""
        models = tmp_path_factory.mktemp("stack-models")
        (models / model.name).symlink_to(model)
        command = [str(ROOT / ".venv" / "bin" / "python"), "-m", "bench.stack", "--models", str(models)]
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            up = json.loads(process.stdout.readline() or '{"error": "the stack said nothing"}')
            assert "url" in up, up
            yield Bot(up["url"], up["token"], Path("/dev/null"), process.pid)
        finally:
            process.stdin.close()
            process.wait(60)

    def wait_for(condition: object, seconds: float = 10.0) -> None:
        """Polls until `condition()` is true. Raises AssertionError at the deadline."""
        deadline = time.monotonic() + seconds
        while not condition():  # type: ignore[operator]
            assert time.monotonic() < deadline, "the condition did not come true"
            time.sleep(0.02)
