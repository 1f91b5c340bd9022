"""The bot as users meet it, for one measurement: database, reference insurer, actions and bot, on ports of their own.

    .venv/bin/python -m bench.stack --models FOLDER

Prints one line of JSON (`{"url", "token"}`) when the bot answers, and stops everything when its standard input ends,
so that nothing is left behind however the one who measures ends.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import httpx

from bench.processes import free_port
from handoff.ops import postgres

ROOT = Path(__file__).resolve().parent.parent
BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
HUB_PYTHON = ROOT / ".venv" / "bin" / "python"
_TETHER = (str(HUB_PYTHON), "-m", "handoff.ops.tether")
_PATIENCE = 300.0


class StackFailed(Exception):
    """A part did not come up; the message is one sentence with the last words of its log."""


@contextlib.contextmanager
def part(command: list[str], env: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block, and with us if we are killed."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*_TETHER, *command],
            cwd=ROOT,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def await_ready(name: str, process: subprocess.Popen[bytes], ready: Callable[[], bool], log: Path) -> None:
    """Polls until `ready()` is true. Raises StackFailed."""
    deadline = time.monotonic() + _PATIENCE
    while not ready():
        if process.poll() is not None:
            raise StackFailed(f"The {name} ended with {process.returncode}: {_tail(log)}")
        if time.monotonic() > deadline:
            raise StackFailed(f"The {name} was not ready within {_PATIENCE:.0f} s: {_tail(log)}")
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def _tail(log: Path) -> str:
    return " / ".join(log.read_text(errors="replace").strip().splitlines()[-3:]) or "it said nothing."


@contextlib.contextmanager
def running(folder: Path, models: Path) -> Iterator[tuple[str, str]]:
    """(address, token) of a bot that answers. Logs and the database lie in `folder`. Raises StackFailed."""
    token = secrets.token_hex(16)
    var = folder / "var"
    var.mkdir()
    ports = {name: free_port() for name in ("insurer", "actions", "bot")}
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    env = {"GUANJIA_MODE": "demo", "VAR_DIR": str(var), "LOG_LEVEL": "WARNING"}
    env |= {f"{name.upper()}_URL": url for name, url in urls.items()}
    env |= {"INSURER_TOKEN": token, "BOT_TOKEN": token, "MODELS_DIR": str(models)}
    # Of whoever calls us: another address for the bot, a hub that would hear of our play.
    env |= {"BOT_LISTEN": "", "INSURER_EVENTS_URL": ""}
    with contextlib.ExitStack() as parts:
        log = folder / "database.log"
        command = [str(HUB_PYTHON), "-m", "handoff.ops.database"]
        keeper = parts.enter_context(part(command, env, log))
        await_ready("database", keeper, lambda: postgres.locate(var).is_ready(), log)
        env["DATABASE_URL"] = postgres.url(var)
        for name, command, path in (
            ("insurer", [str(HUB_PYTHON), "-m", "insurer"], "/healthz"),
            ("actions", [str(HUB_PYTHON), "-m", "actions", "--port", str(ports["actions"])], "/health"),
            ("bot", [str(BOT_PYTHON), "-m", "bot"], "/webhooks/turn"),
        ):
            log = folder / f"{name}.log"
            process = parts.enter_context(part(command, env, log))
            await_ready(name, process, functools.partial(answers, urls[name] + path), log)
        yield urls["bot"], token


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.stack", description=__doc__)
    parser.add_argument("--models", type=Path, required=True, help="the bot serves the newest model in here")
    options = parser.parse_args()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: sys.exit(0))
    with tempfile.TemporaryDirectory(prefix="guanjia-stack-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            with running(folder, options.models) as (url, token):
                print(json.dumps({"url": url, "token": token}), flush=True)
                sys.stdin.read()
        except StackFailed as failed:
            print(json.dumps({"error": str(failed)}), flush=True)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
