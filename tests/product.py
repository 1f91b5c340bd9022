"""The whole product as real processes on free ports and a database of its own, for the browser story and the chaos tests."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from handoff.ops import postgres

ROOT = Path(__file__).resolve().parent.parent
#: What a process of the product is recognised by.
_COMMANDS = {
    "hub": ("-m", "handoff", "serve"),
    "bot": ("-m", "bot"),
    "actions": ("-m", "actions"),
    "insurer": ("-m", "insurer"),
}


@dataclass
class Product:
    """A running demo. `url` is the hub's; `identity_secret` lets a test speak for any customer."""

    url: str
    var: Path
    identity_secret: str
    launcher: subprocess.Popen[bytes]

    @property
    def database_url(self) -> str:
        return postgres.url(self.var)

    def pids(self, name: str) -> list[int]:
        """The processes that do the work of `name` (not the tethers that hold them)."""
        wanted = _COMMANDS[name]
        found = []
        for process in psutil.Process(self.launcher.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                words = process.cmdline()
                if tuple(words[1 : 1 + len(wanted)]) == wanted:
                    found.append(process.pid)
        return found

    def kill_nine(self, name: str) -> bool:
        """True when there was a process to kill."""
        pids = self.pids(name)
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return bool(pids)

    def bot_ready(self) -> bool:
        try:
            ready = httpx.get(f"{self.url}/readyz", timeout=5).json()
        except (httpx.HTTPError, ValueError):
            return False
        return bool(ready.get("parts", {}).get("bot") == "ok")

    def log_tail(self) -> str:
        logs = sorted((self.var / "log").glob("*.log"))
        return "\n".join(f"== {log.name}\n" + log.read_text(errors="replace")[-3000:] for log in logs)


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


@contextlib.contextmanager
def running_product(folder: Path, **settings: str) -> Iterator[Product]:
    """A demo that is up when the block begins (the bot may still be joining) and leaves no process when it ends."""
    hub, insurer, actions, bot = free_ports(4)
    secret = secrets.token_hex(24)
    var = folder / "var"
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")},
        "GUANJIA_MODE": "demo",
        "VAR_DIR": str(var),
        "HUB_PORT": str(hub),
        "PUBLIC_URL": f"http://127.0.0.1:{hub}",
        "INSURER_URL": f"http://127.0.0.1:{insurer}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "BOT_URL": f"http://127.0.0.1:{bot}",
        "CHAT_IDENTITY_SECRET": secret,
        **settings,
    }
    with (folder / "demo.out").open("wb") as out:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "handoff", "demo"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    product = Product(f"http://127.0.0.1:{hub}", var, secret, launcher)
    try:
        _until_up(product, folder / "demo.out")
        yield product
    finally:
        _stop(launcher)


def _until_up(product: Product, out: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if product.launcher.poll() is not None:
            raise AssertionError(f"the demo ended: {out.read_text()}\n{product.log_tail()}")
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{product.url}/readyz", timeout=5).status_code == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"the demo was not up within 120 s: {out.read_text()}\n{product.log_tail()}")


def _stop(launcher: subprocess.Popen[bytes]) -> None:
    if launcher.poll() is not None:
        return
    family = psutil.Process(launcher.pid).children(recursive=True)
    launcher.send_signal(signal.SIGINT)
    try:
        launcher.wait(40)
    except subprocess.TimeoutExpired:
        os.killpg(launcher.pid, signal.SIGKILL)
        launcher.wait()
    _, alive = psutil.wait_procs(family, timeout=5)
    for process in alive:
        process.kill()
    assert not alive, f"processes left behind by the demo: {alive}"
