"""Live streams: nothing is skipped or repeated, however often and wherever the connection breaks; slow readers cost nothing."""

import asyncio
import json
import random
import socket
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest

from handoff.web import app, sse
from handoff.web.routes import desk
from tests.handoff.web.support import Customer, Desk, Event


async def take(events: Any, count: int, name: str = "message") -> list[Event]:
    found: list[Event] = []
    async with asyncio.timeout(20):
        async for event in events:
            if event.name == name:
                found.append(event)
            if len(found) == count:
                break
    return found


async def test_history_first_then_what_comes(customer: Customer) -> None:
    first = await customer.say("在吗")
    async with customer.stream() as live:
        (event,) = await take(live, 1)
        assert (event.id, event.data["text"]) == (str(first["seq"]), "在吗")
        await take(live, 1)
        said = await customer.say("还在吗")
        (event,) = await take(live, 1)
        assert event.data["id"] == said["id"]


async def test_the_state_comes_with_the_stream_and_when_it_changes(customer: Customer) -> None:
    async with customer.stream() as live:
        (state,) = await take(live, 1, "state")
        assert (state.id, state.data["floor"]) == (None, "bot")
        await customer.say("凭什么拒我，条款第几条你指给我看")
        async with asyncio.timeout(20):
            async for event in live:
                if event.name == "state" and event.data["floor"] == "queue":
                    assert event.data["case"]["number"]
                    break


async def test_last_event_id_wins_over_the_url(customer: Customer) -> None:
    for n in range(3):
        await customer.say(f"第{n}句")
    async with customer.stream(after=0, last_event_id="2") as live:
        (event,) = await take(live, 1)
        assert event.id == "3"


@pytest.mark.parametrize("broken", ["x", "-1", "1.5", "9" * 30, "١"])
async def test_a_broken_last_event_id_is_refused(customer: Customer, broken: str) -> None:
    ticket = (await customer.post("/tickets")).json()["ticket"]
    answer = await customer.http.get(
        "/api/v1/chat/stream", params={"ticket": ticket}, headers={"Last-Event-ID": broken.encode()}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_torn_connections_lose_and_repeat_nothing(customer: Customer, seed: int) -> None:
    """The stream is torn at random bytes while messages are written; the reader goes on after the last event it had whole."""
    chance = random.Random(seed)
    total = 30

    async def write() -> None:
        for n in range(total):
            await customer.say(f"第{n}条", f"m{n}")
            await asyncio.sleep(chance.random() * 0.02)

    writer = asyncio.create_task(write())
    seen: list[int] = []
    mine = 0
    async with asyncio.timeout(60):
        while mine < total:
            last = seen[-1] if seen else 0
            for event in await read_torn(customer, last, chance.randrange(200, 6000)):
                seen.append(int(event["id"]))
                mine += event["author"] == "user"
    await writer
    assert seen == list(range(1, len(seen) + 1))


async def read_torn(customer: Customer, last: int, size: int) -> list[dict[str, Any]]:
    """Whole message events within the first `size` bytes of a stream that is then torn."""
    ticket = (await customer.post("/tickets")).json()["ticket"]
    query = {"ticket": ticket, "after": last}
    blocks = await torn(customer.http, "/api/v1/chat/stream", size, params=query)
    messages = [block for block in blocks if block.get("event") == "message"]
    return [{"id": m["id"], "author": json.loads(m["data"])["author"]} for m in messages]


async def torn(
    http: httpx.AsyncClient, path: str, size: int, seconds: float = 1.5, **request: Any
) -> list[dict[str, str]]:
    """The events that came whole within the first `size` bytes, or `seconds`, of a stream."""
    got = b""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds), http.stream("GET", path, **request) as response:
            async for part in response.aiter_raw():  # unchunked: what has come counts, not full chunks
                got += part
                if len(got) >= size:
                    break
    blocks = got[:size].decode(errors="ignore").split("\n\n")[:-1]
    return [dict(line.split(": ", 1) for line in block.splitlines() if ": " in line) for block in blocks]


async def test_torn_desk_streams_miss_no_commit(http: httpx.AsyncClient, suyan: Desk) -> None:
    """Many transactions commit at once and in any order; whoever follows by cursor sees each event once, in one order."""
    chance = random.Random(7)
    customers = [await Customer.enter(http, f"T{uuid4().hex[:12]}") for _ in range(5)]
    async with suyan.events() as live:
        start = cursor = (await anext(live)).data["cursor"]

    async def write(one: Customer) -> None:
        for n in range(6):
            await one.say(f"第{n}条")
            await asyncio.sleep(chance.random() * 0.05)

    writers = asyncio.gather(*(write(one) for one in customers))
    wanted = {one.conversation_id for one in customers}
    seen: list[str] = []
    quiet = 0
    while quiet < 2:
        blocks = await torn(
            suyan.http, "/api/v1/events", chance.randrange(300, 3000), headers={"Last-Event-ID": cursor}
        )
        news = [b for b in blocks if "data" in b and b["event"] != "hello"]
        seen += [b["id"] for b in news if json.loads(b["data"])["conversation_id"] in wanted]
        cursor = news[-1]["id"] if news else cursor
        quiet = 0 if news or not writers.done() else quiet + 1
    await writers
    # long enough for a loaded machine: a cut here would look like a lost event
    whole = await torn(suyan.http, "/api/v1/events", 10**6, 6.0, headers={"Last-Event-ID": start})
    events = [b for b in whole if "data" in b and b["event"] != "hello"]
    assert seen == [b["id"] for b in events if json.loads(b["data"])["conversation_id"] in wanted]
    assert len(seen) >= 30


async def test_hanging_up_loses_and_doubles_nothing(site: Any, customer: Customer) -> None:
    """The caller is gone before the answer: the same message sent again is stored once, all the same."""
    loop = asyncio.get_running_loop()
    for n in range(10):
        body = json.dumps({"client_msg_id": f"gone{n}", "text": f"第{n}句"}).encode()
        head = (
            f"POST /api/v1/chat/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {customer.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.socket() as hasty:
            hasty.setblocking(False)
            await loop.sock_connect(hasty, (site.address.host, site.address.port))
            await loop.sock_sendall(hasty, head.encode() + body)
    for n in range(10):
        await customer.say(f"第{n}句", f"gone{n}")
    feed = (await customer.page(limit=200))["messages"]
    assert sorted(m["client_msg_id"] for m in feed if m["author"] == "user") == [
        f"gone{n}" for n in range(10)
    ]


async def test_the_long_poll_answers_as_soon_as_there_is_news(customer: Customer) -> None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    waiting = asyncio.create_task(customer.page(after=0, wait=20))
    said = await customer.say("醒醒")
    page = await waiting
    assert page["messages"][0]["id"] == said["id"]
    assert loop.time() - started < 10
    empty = await customer.page(after=10_000, wait=0)
    assert empty["messages"] == []


async def test_history_is_read_backwards(customer: Customer) -> None:
    for n in range(5):
        await customer.say(f"第{n}句")
    last = (await customer.page(limit=200))["last_seq"]
    older = (await customer.page(before=last, limit=2))["messages"]
    assert [m["seq"] for m in older] == [last - 2, last - 1]


async def test_a_reader_that_takes_nothing_is_cut_off(
    make_site: Any, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel's own buffers are made small, so that a stuck reader is felt at once."""

    def small(host: str, port: int) -> socket.socket:
        listening = socket.create_server((host, port))
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        return listening

    monkeypatch.setattr(app, "listen", small)
    monkeypatch.setattr(sse, "SEND_TIMEOUT", 0.3)
    for n in range(12):
        await customer.say(f"{n}" + "长" * 3900)
    ticket = (await customer.post("/tickets")).json()["ticket"]
    loop = asyncio.get_running_loop()
    async with make_site() as site:
        with socket.socket() as stuck:
            stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            stuck.setblocking(False)
            await loop.sock_connect(stuck, (site.address.host, site.address.port))
            request = f"GET /api/v1/chat/stream?{urlencode({'ticket': ticket})} HTTP/1.1\r\nHost: x\r\n\r\n"
            await loop.sock_sendall(stuck, request.encode())
            await site.until(lambda: site.app.streams.open == 1)
            await site.until(lambda: site.app.streams.open == 0)


async def test_desk_events_resume_by_cursor(customer: Customer, suyan: Desk) -> None:
    async with suyan.events() as live:
        cursor = (await anext(live)).data["cursor"]
    await customer.say("凭什么拒我，条款第几条你指给我看")
    await customer.hears("bot")
    async with suyan.events(after=cursor) as live:
        assert (await anext(live)).data["cursor"] == cursor
        mine = await desk_events(live, customer, "case_opened")
    assert mine[-1].name == "case_opened"
    assert all(e.id for e in mine)
    assert len(mine) > 1, "a supervisor sees the message come before the case"
    async with suyan.events(after=mine[0].id) as live:
        again = await desk_events(live, customer, "case_opened")
    assert [e.id for e in again] == [e.id for e in mine[1:]], "after a cursor comes exactly the rest"


async def desk_events(live: Any, customer: Customer, until: str) -> list[Event]:
    found: list[Event] = []
    async with asyncio.timeout(20):
        async for event in live:
            if event.data.get("conversation_id") == customer.conversation_id:
                found.append(event)
                if event.name == until:
                    return found
    return found


async def test_heartbeats(customer: Customer, suyan: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sse, "PING_EVERY", timedelta(0))
    ticket = (await customer.post("/tickets")).json()["ticket"]
    query = {"ticket": ticket}
    async with (
        asyncio.timeout(10),
        customer.http.stream("GET", "/api/v1/chat/stream", params=query) as response,
    ):
        assert await anext(line async for line in response.aiter_lines() if line.startswith(":")) == ": ping"
    async with asyncio.timeout(10), suyan.http.stream("GET", "/api/v1/events") as response:
        lines: list[str] = []
        async for line in response.aiter_lines():
            if line == ": ping":
                break
            lines.append(line)
    assert lines[-1].startswith("id: "), "a reader moves on past what it may not see"


@pytest.mark.parametrize("cursor", ["nonsense", "-1", "'; drop table events", "x" * 300])
async def test_a_cursor_that_is_none_is_refused(linxiao: Desk, cursor: str) -> None:
    answer = await linxiao.get("/events", after=cursor)
    assert answer.status_code in (410, 422)
    assert answer.json()["code"] in ("cursor_expired", "invalid")


async def test_events_carry_references_only(customer: Customer, linxiao: Desk) -> None:
    async with linxiao.events() as live:
        await anext(live)
        await customer.say("凭什么拒我，条款第几条你指给我看")
        for event in await desk_events(live, customer, "case_opened"):
            assert set(event.data) == {"kind", "case_id", "conversation_id", "version"}


async def test_a_stream_ends_when_its_session_is_revoked(
    linxiao: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "RECHECK_SESSION", timedelta(0))
    async with linxiao.events() as live:
        await anext(live)
        assert (await linxiao.post("/auth/logout")).status_code == 204
        async with asyncio.timeout(10):
            assert [event async for event in live if event.name == "hello"] == []


async def test_stopping_the_server_ends_streams_cleanly(make_site: Any) -> None:
    async with make_site() as site:
        customer = await Customer.enter(site.http(), "C001")
        ended = asyncio.Event()
        opened = asyncio.Event()

        async def follow() -> None:
            async with customer.stream() as live:
                async for _ in live:
                    opened.set()
            ended.set()  # reached only when the stream ended with its last chunk, not by a torn connection

        follower = asyncio.create_task(follow())
        await asyncio.wait_for(opened.wait(), 10)
    await asyncio.wait_for(ended.wait(), 5)
    await follower
