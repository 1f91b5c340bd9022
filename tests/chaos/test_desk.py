"""A desk at work while hubs are killed, Redis goes away and butlers vanish: every case ends with one holder at a time, and the books agree.

Everything is real: two hubs on one database and one Redis, the bot that decides who needs a person, butlers over the console's API."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from handoff.config import DEMO_PASSWORD
from tests.chaos.test_kill_nine import identity
from tests.handoff.adapters.test_bus import RealRedis, running_redis
from tests.product import ROOT, Product, free_ports, running_product

SEED = 20261123
BUTLERS = 6
CUSTOMERS = 60
#: What a person is called for without fail.
WISHES = ("转人工", "我要找真人客服", "别让机器跟我说话，叫个人来", "凭什么拒赔，我不认这个结果，给我转人工")
API = "/api/v1"


@dataclass
class SecondHub:
    """Another replica on the same database and Redis, started again whenever it is killed."""

    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "handoff", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill_nine(self) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Books:
    """What the people of the test have seen."""

    resolved: set[str] = field(default_factory=set)
    taken: int = 0
    vanished: int = 0
    killed: dict[str, int] = field(default_factory=lambda: {"hub": 0, "second hub": 0, "redis": 0})


class Person:
    """A client that goes to whichever hub answers; a call is repeated, under one key, until one has."""

    def __init__(self, urls: list[str], chance: random.Random) -> None:
        self.https = [httpx.AsyncClient(base_url=url, timeout=10) for url in urls]
        self.chance = chance
        self.headers: dict[str, str] = {}

    async def call(self, method: str, path: str, *allowed: int, **more: Any) -> httpx.Response:
        """`allowed`: client errors that are an answer too. Raises AssertionError for any other."""
        key = uuid.UUID(int=self.chance.getrandbits(128)).hex
        end = time.monotonic() + 120
        while time.monotonic() < end:
            http = self.chance.choice(self.https)
            headers = dict(self.headers)
            if method == "POST" and "X-CSRF-Token" in headers:
                headers["Idempotency-Key"] = key
            with contextlib.suppress(httpx.TransportError):
                answer = await http.request(method, f"{API}{path}", headers=headers, **more)
                again = answer.status_code >= 500 or answer.status_code == 429 or _in_progress(answer)
                if not again:
                    fine = answer.is_success or answer.status_code in allowed
                    assert fine, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
                    return answer
            await asyncio.sleep(0.3)
        raise AssertionError(f"{method} {path} was never answered")

    async def close(self) -> None:
        for http in self.https:
            await http.aclose()


def _in_progress(answer: httpx.Response) -> bool:
    return answer.status_code == 409 and answer.json().get("code") == "in_progress"


async def write(person: Person, product: Product, number: int) -> None:
    """One customer: comes at some moment, asks for a person, adds a word later."""
    await asyncio.sleep(person.chance.uniform(0, 45))
    opened = await person.call(
        "POST", "/chat/sessions", json={"identity": identity(product.identity_secret, f"desk{number}")}
    )
    person.headers["Authorization"] = f"Bearer {opened.json()['token']}"
    for turn, text in enumerate((person.chance.choice(WISHES), "还有一件事，等你们来了再说")):
        body = {"client_msg_id": f"d{number}-{turn}", "text": text}
        await person.call("POST", "/chat/messages", json=body)
        await asyncio.sleep(person.chance.uniform(0.5, 3))


class Butler(Person):
    """Beats, takes what rings, answers and settles; may vanish once, with what he holds."""

    def __init__(self, urls: list[str], chance: random.Random, name: str, books: Books) -> None:
        super().__init__(urls, chance)
        self.name, self.books = name, books

    async def work(self, done: asyncio.Event, vanishes: bool) -> None:
        logged_in = await self.call(
            "POST", "/auth/login", json={"username": self.name, "password": DEMO_PASSWORD}
        )
        for http in self.https:
            http.cookies = httpx.Cookies({"gj_session": logged_in.cookies["gj_session"]})
        self.headers["X-CSRF-Token"] = logged_in.json()["csrf_token"]
        tasks: list[asyncio.Task[None]] = []
        gone_at = time.monotonic() + self.chance.uniform(15, 25) if vanishes else None
        while not done.is_set():
            if gone_at is not None and time.monotonic() > gone_at:
                await self._vanish(tasks)
                gone_at = None
            seen = await self.call("POST", "/desk/presence", json={"state": "available"})
            for offer in seen.json()["offers"]:
                got = await self.call("POST", f"/offers/{offer['id']}/accept", 409)
                if got.status_code == 200:
                    self.books.taken += 1
                    tasks.append(asyncio.create_task(self._settle(got.json()["id"])))
            await asyncio.sleep(1.0)
        await asyncio.gather(*tasks)

    async def _vanish(self, tasks: list[asyncio.Task[None]]) -> None:
        """The browser is closed; a minute later he is back, with nothing in his hands."""
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        tasks.clear()
        self.books.vanished += 1
        await asyncio.sleep(75)

    async def _settle(self, case_id: str) -> None:
        await asyncio.sleep(self.chance.uniform(0.5, 4))
        body = {"client_msg_id": f"{self.name}-hello", "text": "您好，我是您的管家，前面的话我都看过了。"}
        answered = await self.call("POST", f"/cases/{case_id}/messages", 403, 409, json=body)
        if not answered.is_success:
            return
        await asyncio.sleep(self.chance.uniform(0.5, 4))
        end = {"outcome": "explained", "reason": "已说明", "message_to_user": "这件事办好了，随时找我。"}
        ended = await self.call("POST", f"/cases/{case_id}/resolve", 403, 409, json=end)
        if ended.is_success:
            self.books.resolved.add(case_id)


async def killer(product: Product, second: SecondHub, redis: RealRedis, books: Books, until: float) -> None:
    chance = random.Random(SEED)
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(4, 8))
        what = chance.choice(["hub", "second hub", "redis"])
        books.killed[what] += 1
        if what == "hub":
            product.kill_nine("hub")
        elif what == "second hub":
            second.kill_nine()
            second.start()
        else:
            await redis.kill()
            await asyncio.sleep(chance.uniform(2, 6))
            await redis.start()


async def add_butlers(database: asyncpg.Connection[Any]) -> list[str]:
    """Colleagues of linxiao with the same demo password."""
    names = [f"chaos{n}" for n in range(BUTLERS)]
    for name in names:
        await database.execute(
            "INSERT INTO users (id, username, display_name, roles, password_hash, active, created_at) "
            "SELECT gen_random_uuid(), $1, '管家' || $1, roles, password_hash, true, now() FROM users WHERE username = 'linxiao'",
            name,
        )
    await database.execute(
        "INSERT INTO settings (key, value, version, changed_at) VALUES ('routing', "
        '\'{"offer_seconds": 10, "present_seconds": 20, "vanish_seconds": 60}\'::jsonb, 1, now())'
    )
    return names


async def until_settled(database: asyncpg.Connection[Any], seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        cases = await database.fetchval("SELECT count(DISTINCT conversation_id) FROM cases")
        left = await database.fetchval(
            "SELECT (SELECT count(*) FROM cases WHERE status <> 'resolved') + "
            "(SELECT count(*) FROM outbox WHERE status = 'pending')"
        )
        if cases == CUSTOMERS and left == 0:
            return
        await asyncio.sleep(1)
    raise AssertionError(
        f"after {seconds} s {left} cases or sends are open, {cases} of {CUSTOMERS} have come"
    )


async def check(database: asyncpg.Connection[Any]) -> None:
    """One holder at a time in every case's history, and the moves lead to where it stands."""
    rows = await database.fetch("SELECT case_id, kind, actor_id FROM case_events ORDER BY case_id, id")
    holder: dict[Any, Any] = {}
    for row in rows:
        if row["kind"] == "claimed":
            assert holder.get(row["case_id"]) is None, f"{row['case_id']} was claimed while it was held"
            holder[row["case_id"]] = row["actor_id"]
        elif row["kind"] in ("released", "vanished", "resolved"):
            holder[row["case_id"]] = None
    open_offers = await database.fetchval("SELECT count(*) FROM offers WHERE outcome IS NULL")
    assert open_offers == 0, "an offer rings for a case that is settled"
    gaps = await database.fetchval(
        "SELECT count(*) FROM (SELECT seq - lag(seq, 1, 0) OVER (PARTITION BY conversation_id ORDER BY seq) AS step FROM messages) s WHERE step <> 1"
    )
    assert gaps == 0, "a transcript has a gap"


@asynccontextmanager
async def hubs(product: Product, redis: RealRedis, folder: Path) -> AsyncIterator[SecondHub]:
    (port,) = free_ports(1)
    launcher = {
        name: value
        for name, value in _environment_of(product).items()
        if name not in ("HUB_PORT", "PYTHONUNBUFFERED")
    }
    second = SecondHub({**launcher, "HUB_PORT": str(port), "REDIS_URL": redis.url}, folder / "second.log")
    second.start()
    try:
        yield second
    finally:
        second.kill_nine()


def _environment_of(product: Product) -> dict[str, str]:
    """What the first hub was started with."""
    (pid, *_) = product.pids("hub")
    raw = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    return dict(line.decode().split("=", 1) for line in raw if b"=" in line)


async def play(product: Product, redis: RealRedis, folder: Path) -> Books:
    books, chance, done = Books(), random.Random(SEED), asyncio.Event()
    database = await asyncpg.connect(product.database_url)
    async with hubs(product, redis, folder) as second:
        urls = [product.url, f"http://127.0.0.1:{second.environment['HUB_PORT']}"]
        people = [Person(urls, random.Random(SEED + n)) for n in range(CUSTOMERS)]
        try:
            names = await add_butlers(database)
            butlers = [Butler(urls, random.Random(f"{SEED}{name}"), name, books) for name in names]
            people += butlers
            working = [asyncio.create_task(b.work(done, vanishes=n < 2)) for n, b in enumerate(butlers)]
            killing = asyncio.create_task(killer(product, second, redis, books, time.monotonic() + 50))
            await asyncio.gather(*(write(p, product, n) for n, p in enumerate(people[:CUSTOMERS])))
            await killing
            await until_settled(database, 240)
            done.set()
            await asyncio.gather(*working)
            await check(database)
            await _books_agree(urls, chance)
        finally:
            done.set()
            for person in people:
                await person.close()
            await database.close()
    return books


async def _books_agree(urls: list[str], chance: random.Random) -> None:
    boss = Person(urls, chance)
    logged_in = await boss.call("POST", "/auth/login", json={"username": "suyan", "password": DEMO_PASSWORD})
    for http in boss.https:
        http.cookies = httpx.Cookies({"gj_session": logged_in.cookies["gj_session"]})
    found = (await boss.call("GET", "/reconciliation")).json()
    await boss.close()
    assert found["differences"] == [], found


@pytest.mark.redis
def test_a_desk_survives_kills_lost_redis_and_vanished_butlers(tmp_path: Path) -> None:
    async def whole() -> Books:
        async with running_redis(tmp_path) as redis:
            with running_product(tmp_path, LOG_LEVEL="WARNING", REDIS_URL=redis.url) as product:
                return await play(product, redis, tmp_path)

    # in a thread of its own: the browser tests of the same run leave a loop running in the main one
    with ThreadPoolExecutor(1) as pool:
        books = pool.submit(asyncio.run, whole()).result()
    print(f"killed: {books.killed}; vanished: {books.vanished}; taken: {books.taken} for {CUSTOMERS} cases")
    assert all(books.killed.values())
    assert books.vanished == 2
