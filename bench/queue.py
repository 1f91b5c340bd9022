"""A queue of 100,000 waiting cases: how long its first page, a later page, one case and taking a case take over the real API.

    .venv/bin/python -m bench.queue [--cases 100000] [--calls 400] [--plans FILE]

A database of its own is filled at the migration before the desk's, migrated while full (the seconds are printed), and served by one real hub
without bot and insurer. The client asks one call after the other. Beside the calls stands the physical limit of the same run: `/healthz` (the HTTP server with
nothing behind it) and one round trip to the database. `--plans` writes the query plans as the hub's statements get them.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from bench.processes import free_port, server
from handoff.adapters.sql import migrate
from handoff.adapters.sql.engine import database_url, make_engine
from handoff.config import DEMO_PASSWORD
from handoff.ops import postgres

ROOT = Path(__file__).resolve().parent.parent
BEFORE_THE_DESK = "0002"

#: Cases of all priorities and ages with their conversation, four messages each, clock and opening. Deterministic.
FILL = (
    """
    INSERT INTO conversations (id, channel, account, channel_user_id, customer_ref, display_name, floor, floor_epoch, next_seq, next_feed_seq,
        last_user_seq, processed_seq, read_by_user_seq, read_by_desk_seq, desk_seen_seq, attempts, created_at, observed_seq)
    SELECT md5('c' || n)::uuid, 'web', 'default', 'U' || n, 'U' || n, '客户' || n, 'queue', 1, 5, 5, 3, 3, 4, 0, 0, 0,
        now() - n * interval '1 second', 3
    FROM generate_series(1, $1::int) n
    """,
    """
    INSERT INTO messages (id, conversation_id, seq, feed_seq, author, kind, text, body, floor_epoch, created_at)
    SELECT md5('m' || n || '-' || s)::uuid, md5('c' || n)::uuid, s, s, CASE s % 2 WHEN 1 THEN 'user' ELSE 'bot' END, 'text',
        '我的理赔到底什么时候有结果，已经等了很久了', '{"kind": "text", "text": "我的理赔到底什么时候有结果，已经等了很久了"}', 1, now() - n * interval '1 second'
    FROM generate_series(1, $1::int) n, generate_series(1, 4) s
    """,
    """
    INSERT INTO cases (id, number, conversation_id, status, priority, codes, evidence, summary, goal, reason, context, version, opened_at, waiting_since)
    SELECT md5('k' || n)::uuid, 'A20260101-' || n, md5('c' || n)::uuid, 'waiting', 'P' || (1 + n % 3), ARRAY['E0' || (1 + n % 8)], '[]',
        '客户问理赔进度', '想知道何时有结果', '时效争议', '{}', 1, now() - n * interval '1 second', now() - n * interval '1 second'
    FROM generate_series(1, $1::int) n
    """,
    """
    INSERT INTO clocks (id, case_id, kind, started_at, due_at, breached_at)
    SELECT md5('t' || n)::uuid, md5('k' || n)::uuid, 'first_response', now() - n * interval '1 second', now() - n * interval '1 second' + interval '30 minutes', now()
    FROM generate_series(1, $1::int) n
    """,
    """
    INSERT INTO case_events (case_id, kind, detail, at) SELECT md5('k' || n)::uuid, 'opened', '时效争议', now() - n * interval '1 second'
    FROM generate_series(1, $1::int) n
    """,
    "ANALYZE",
)


async def fill(url: str, cases: int) -> float:
    """Migrates, fills, migrates on; the seconds of the last step."""
    engine = make_engine(database_url(url, ROOT))
    await migrate.upgrade(engine, BEFORE_THE_DESK)
    await engine.dispose()
    connection = await asyncpg.connect(url)
    try:
        for statement in FILL:
            await connection.execute(statement, *([cases] if "$1" in statement else []), timeout=600)
    finally:
        await connection.close()
    engine = make_engine(database_url(url, ROOT))
    began = time.perf_counter()
    await migrate.upgrade(engine)
    spent = time.perf_counter() - began
    await engine.dispose()
    return spent


class Desk:
    """A butler's calls over HTTP."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.csrf = ""

    async def login(self) -> None:
        answer = await self.client.post(
            "/api/v1/auth/login", json={"username": "linxiao", "password": DEMO_PASSWORD}
        )
        answer.raise_for_status()
        self.csrf = answer.json()["csrf_token"]

    async def get(self, path: str) -> Any:
        answer = await self.client.get(path)
        answer.raise_for_status()
        return answer.json()

    async def post(self, path: str) -> Any:
        answer = await self.client.post(path, headers={"X-CSRF-Token": self.csrf})
        answer.raise_for_status()
        return answer.json()


async def timed(name: str, calls: int, call: Callable[[int], Awaitable[Any]]) -> None:
    """Prints p50, p99 and worst in milliseconds, after a warm-up of ten."""
    for number in range(10):
        await call(number)
    spent = []
    for number in range(calls):
        began = time.perf_counter()
        await call(10 + number)
        spent.append((time.perf_counter() - began) * 1000)
    spent.sort()
    print(
        f"{name:44s} p50 {statistics.median(spent):7.2f} ms   p99 {spent[int(calls * 0.99)]:7.2f}   max {spent[-1]:7.2f}"
    )


async def measure(base: str, url: str, calls: int) -> None:
    connection = await asyncpg.connect(url)
    async with httpx.AsyncClient(base_url=base, timeout=30) as client:
        desk = Desk(client)
        await desk.login()
        await timed("limit: /healthz", calls, lambda _: desk.get("/healthz"))
        await timed("limit: one round trip to the database", calls, lambda _: connection.fetchval("SELECT 1"))
        page = "/api/v1/cases?view=waiting&limit=50"
        await timed("queue, first page of 50", calls, lambda _: desk.get(page))
        cursor = (await desk.get(page))["next_cursor"]
        for _ in range(20):
            cursor = (await desk.get(f"{page}&cursor={cursor}"))["next_cursor"]
        await timed("queue, 22nd page of 50", calls, lambda _: desk.get(f"{page}&cursor={cursor}"))
        ids: list[str] = []
        cursor = None
        while len(ids) < calls + 10:
            got = await desk.get(f"{page}&cursor={cursor}" if cursor else page)
            ids += [item["id"] for item in got["items"]]
            cursor = got["next_cursor"]
        await timed("one case", calls, lambda n: desk.get(f"/api/v1/cases/{ids[n]}"))
        await timed("taking a case", calls, lambda n: desk.post(f"/api/v1/cases/{ids[n]}/claim"))
        await timed("my cases, first page of 50", calls, lambda _: desk.get("/api/v1/cases?view=mine"))
    await connection.close()


async def plans(url: str) -> str:
    """The plans of what the calls above ask, as PostgreSQL executed them."""
    connection = await asyncpg.connect(url)
    asked = {
        "The head of the queue": "SELECT id FROM cases WHERE status IN ('waiting', 'offered') ORDER BY queue_at, id LIMIT 51",
        "A place in the queue": "SELECT count(*) FROM cases WHERE status IN ('waiting', 'offered') AND (queue_at, id) < "
        "((SELECT queue_at FROM cases WHERE number = 'A20260101-99000'), md5('k99000')::uuid)",
        "Clocks to warn of": "SELECT id FROM clocks WHERE stopped_at IS NULL AND paused_at IS NULL AND next_warn_at IS NOT NULL AND next_warn_at <= now() "
        "ORDER BY next_warn_at LIMIT 50 FOR UPDATE SKIP LOCKED",
        "The open case of a conversation": "SELECT * FROM cases WHERE conversation_id = md5('c7')::uuid AND status <> 'resolved'",
    }
    lines = []
    for name, statement in asked.items():
        rows = await connection.fetch(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {statement}")
        lines += [f"### {name}", "", "```", *[row[0] for row in rows], "```", ""]
    await connection.close()
    return "\n".join(lines)


def run(given: argparse.Namespace, folder: Path) -> None:
    var = folder / "var"
    url = postgres.url(var)
    environment = {
        **{k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")},
        "GUANJIA_MODE": "demo",
        "VAR_DIR": str(var),
        "HUB_PORT": str(free_port()),
        "BOT_URL": f"http://127.0.0.1:{free_port()}",
        "INSURER_URL": f"http://127.0.0.1:{free_port()}",
        "LOG_LEVEL": "WARNING",
    }
    keeper = subprocess.Popen([sys.executable, "-m", "handoff.ops.database"], cwd=ROOT, env=environment)
    try:
        asyncio.run(until_ready(url))
        print(
            f"{given.cases} waiting cases; the migration of the full database took {asyncio.run(fill(url, given.cases)):.1f} s"
        )
        base = f"http://127.0.0.1:{environment['HUB_PORT']}"
        with server(
            "hub",
            [sys.executable, "-m", "handoff", "serve"],
            ROOT,
            f"{base}/healthz",
            0,
            folder / "hub.log",
            environment,
        ):
            asyncio.run(measure(base, url, given.calls))
        if given.plans:
            given.plans.write_text(asyncio.run(plans(url)))
    finally:
        keeper.terminate()
        keeper.wait(30)


async def until_ready(url: str) -> None:
    for _ in range(300):
        try:
            await (await asyncpg.connect(url)).close()
        except (OSError, asyncpg.PostgresError, TimeoutError):
            await asyncio.sleep(0.2)
        else:
            return
    raise RuntimeError("the database did not come up within 60 s")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.queue", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=400)
    parser.add_argument("--plans", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run(given, Path(folder))


if __name__ == "__main__":
    main()
