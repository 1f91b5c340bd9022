"""One turn without contention: the bot's turn endpoint beside stock Rasa's REST channel and a bare HTTP echo, in one run.

    .venv/bin/python -m bench.turns [--turns 300] [--epochs 30]

Every server runs alone on core 0 (ours together with the actions server and the reference insurer it asks), the client on core 1. The same
messages go to both, five to a conversation, one after the other: p50, p99 and turns/s of that closed loop. Stock Rasa is trained on the same data/nlu
with its default pipeline; with too few epochs it falls back instead of answering, which is
quicker: the share of turns with an answer is printed, and only rows that answer compare. The echo is the
physical limit: the same HTTP server with no understanding behind it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import yaml

from bench import stock
from bench.processes import free_port, server
from handoff.ops import postgres

ROOT = Path(__file__).resolve().parent.parent
BOT_PYTHON = ROOT / ".venv-bot" / "bin" / "python"
HUB_PYTHON = ROOT / ".venv" / "bin" / "python"
PER_CONVERSATION = 5
#: Percent of turns with an answer below which a row is no comparison.
LEAST_ANSWERED = 90


def sample(turns: int) -> tuple[list[str], list[str]]:
    """(messages, intents): a fixed shuffle over all examples of data/nlu."""
    texts: list[str] = []
    intents: dict[str, None] = {}
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text())["nlu"]:
            if "intent" in block:
                intents[block["intent"]] = None
                texts += [line[2:] for line in str(block["examples"]).splitlines()]
    random.Random(7).shuffle(texts)
    return texts[:turns], list(intents)


def measure(say: Callable[[int, str], bool], texts: list[str]) -> dict[str, float]:
    """Runs every text once after a warm-up; milliseconds per turn. `say` tells whether there was an answer."""
    for number, text in enumerate(texts[:20]):
        say(-1 - number // PER_CONVERSATION, text)
    spent: list[float] = []
    answered = 0
    began = time.perf_counter()
    for number, text in enumerate(texts):
        at = time.perf_counter()
        answered += say(number // PER_CONVERSATION, text)
        spent.append((time.perf_counter() - at) * 1000)
    total = time.perf_counter() - began
    spent.sort()
    return {
        "p50": statistics.median(spent),
        "p99": spent[min(len(spent) - 1, int(len(spent) * 0.99))],
        "turns_s": len(texts) / total,
        "answered": 100 * answered / len(texts),
    }


class OurTurns:
    """Sends turns as the hub does: the state goes along and comes back."""

    def __init__(self, url: str, token: str) -> None:
        self.http = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        self.states: dict[int, Any] = {}
        self.run = secrets.token_hex(4)

    def __call__(self, conversation: int, text: str) -> bool:
        now = datetime.now(UTC).isoformat()
        body = {
            "conversation_id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.run}{conversation}")),
            "turn_id": str(uuid.uuid4()),
            "now": now,
            "deadline_ms": 8000,
            "state": self.states.get(conversation),
            "messages": [{"id": str(uuid.uuid4()), "text": text, "sent_at": now}],
            "user": {
                "customer_ref": "C001",
                "channel": "web",
                "display_name": "王*明",
                "butler_name": "林晓",
                "locale": "zh-CN",
            },
            "facts": {
                "desk": {"in_hours": True, "on_duty": 2, "butler_on_duty": True, "opens_at": None},
                "response_minutes": {"P0": 1, "P1": 5, "P2": 30, "P3": 240},
                "open_case": None,
                "last_case": None,
            },
        }
        answer = self.http.post("/webhooks/turn", json=body)
        answer.raise_for_status()
        self.states[conversation] = answer.json()["state"]
        return bool(answer.json()["replies"])


@contextlib.contextmanager
def database(folder: Path, env: dict[str, str]) -> Iterator[None]:
    """An embedded PostgreSQL below VAR_DIR, on the client's core: it is not what is measured."""
    with (folder / "database.log").open("wb") as out:
        command = [str(HUB_PYTHON), "-m", "handoff", "database"]
        keeper = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **env}, stdout=out, stderr=subprocess.STDOUT
        )
    try:
        while not postgres.locate(Path(env["VAR_DIR"])).is_ready():
            if keeper.poll() is not None:
                raise RuntimeError(f"the database ended, see {folder / 'database.log'}")
            time.sleep(0.1)
        yield
    finally:
        keeper.send_signal(signal.SIGTERM)
        keeper.wait(20)


def our_row(texts: list[str], folder: Path) -> tuple[dict[str, float], float]:
    token = secrets.token_hex(16)
    ports = {name: free_port() for name in ("insurer", "actions", "bot")}
    urls = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    var = folder / "var"
    var.mkdir()
    with contextlib.ExitStack() as stack:
        env = {"GUANJIA_MODE": "demo", "VAR_DIR": str(var)}
        stack.enter_context(database(folder, env))
        env |= {
            "DATABASE_URL": postgres.url(var),
            "INSURER_TOKEN": token,
            "BOT_TOKEN": token,
            **{f"{name.upper()}_URL": url for name, url in urls.items()},
        }
        for name, command, path in (
            ("insurer", [str(HUB_PYTHON), "-m", "insurer"], "/healthz"),
            ("actions", [str(HUB_PYTHON), "-m", "actions", "--port", str(ports["actions"])], "/health"),
            ("bot", [str(BOT_PYTHON), "-m", "bot"], "/webhooks/turn"),
        ):
            log = folder / f"{name}.log"
            start = stack.enter_context(server(name, command, ROOT, urls[name] + path, 0, log, env))
        return measure(OurTurns(urls["bot"], token), texts), start


def stock_row(
    texts: list[str], intents: list[str], folder: Path, epochs: int
) -> tuple[dict[str, float], float]:
    project = folder / "stock"
    stock.write_project(project, intents, ROOT / "data" / "nlu", epochs)
    print("training stock Rasa …", flush=True)
    stock.train(project, BOT_PYTHON, folder / "stock-train.log")
    port = free_port()
    command, cwd = stock.server_command(project, BOT_PYTHON, port)
    with server(
        "stock", command, cwd, f"http://127.0.0.1:{port}/webhooks/rest/", 0, folder / "stock.log"
    ) as start:
        http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

        def say(conversation: int, text: str) -> bool:
            answer = http.post("/webhooks/rest/webhook", json={"sender": str(conversation), "message": text})
            answer.raise_for_status()
            return bool(answer.json())

        return measure(say, texts), start


def echo_row(texts: list[str], folder: Path) -> tuple[dict[str, float], float]:
    port = free_port()
    command = [str(BOT_PYTHON), "-m", "bench.echo", str(port)]
    with server("echo", command, ROOT, f"http://127.0.0.1:{port}/", 0, folder / "echo.log") as start:
        http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)
        return measure(lambda _, text: http.post("/", json={"message": text}).is_success, texts), start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--without-stock", action="store_true")
    options = parser.parse_args()
    os.sched_setaffinity(0, {os.cpu_count() - 1 if os.cpu_count() else 0})
    texts, intents = sample(options.turns)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        rows = {"HTTP echo (limit)": echo_row(texts, folder), "this bot": our_row(texts, folder)}
        if not options.without_stock:
            rows["stock Rasa"] = stock_row(texts, intents, folder, options.epochs)
    print(f"{'':20}{'p50 ms':>9}{'p99 ms':>9}{'turns/s':>9}{'answered':>10}{'start s':>9}")
    mute = [label for label, (row, _) in rows.items() if row["answered"] < LEAST_ANSWERED]
    for label, (row, start) in rows.items():
        print(
            f"{label:20}{row['p50']:9.2f}{row['p99']:9.2f}{row['turns_s']:9.1f}{row['answered']:9.0f}%{start:9.1f}"
        )
    if mute:
        sys.exit(
            f"No comparison: {', '.join(mute)} left more than {100 - LEAST_ANSWERED} % of the turns without an answer."
        )


if __name__ == "__main__":
    main()
