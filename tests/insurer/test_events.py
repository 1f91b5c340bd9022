"""Events out: what is written with a change, how it is sent, and the warnings of clocks. Time is injected; the receiver is a
real server on a socket."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from insurer.api_events import InsurerEvent
from insurer.api_writing import NewClaim, NewRequest
from insurer.knowledge import Knowledge
from insurer.progress import SHANGHAI
from insurer.reference import claim_writes, clerk, outbox, request_writes
from insurer.reference import tables as t
from insurer.reference.core import Core
from insurer.reference.refusals import NotAllowed
from insurer.reference.seed import seed_demo
from insurer.reference.sender import Target, send_one, wait_after, waiting
from insurer.reference.store import Store
from insurer.reference.watcher import (
    EVENTS_KEPT,
    GUIDE_AFTER,
    crossed,
    rest_claims,
    send_guides,
    throw_away,
    watch_clocks,
)

SECRET = "the-secret-of-the-events"
START = datetime(2026, 11, 19, 10, tzinfo=SHANGHAI)


class Time:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **more: float) -> None:
        self.now += timedelta(**more)


@dataclass
class Hub:
    """A receiver of events on a real socket; `answer` gives the status for each body, 0 hangs up."""

    answer: Callable[[dict[str, Any]], int] = lambda _: 202
    url: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    raws: list[bytes] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        head = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        raw = await reader.readexactly(int(head["content-length"]))
        body = json.loads(raw)
        self.heads.append(head)
        self.raws.append(raw)
        self.got.append(body)
        status = self.answer(body)
        if status:
            writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
        writer.close()

    @property
    def states(self) -> list[str]:
        return [body["data"].get("state_code", "") for body in self.got]


@asynccontextmanager
async def running(hub: Hub) -> AsyncIterator[tuple[Target, httpx.AsyncClient]]:
    server = await asyncio.start_server(hub.serve, "127.0.0.1", 0)
    hub.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/v1/insurer/events"
    async with server, httpx.AsyncClient(timeout=5, trust_env=False) as http:
        yield Target(hub.url, SECRET), http


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
async def core(store: Store, knowledge: Knowledge, time: Time) -> Core:
    await seed_demo(store, START.date(), knowledge)
    return Core(store, knowledge, time, b"secret")


async def step(core: Core, claim_no: str, state: str | None = None) -> None:
    async with core.store.transaction() as connection:
        await clerk.advance(connection, claim_no, state, core.knowledge, core.now())


async def kept(core: Core) -> list[InsurerEvent]:
    async with core.store.transaction() as connection:
        bodies = (await connection.scalars(select(t.outbox.c.body).order_by(t.outbox.c.id))).all()
    return [InsurerEvent.model_validate(body) for body in bodies]


async def left(core: Core) -> int:
    async with core.store.transaction() as connection:
        return await waiting(connection)


async def drain(core: Core, target: Target, http: httpx.AsyncClient) -> None:
    while await send_one(core, target, http):
        pass


# --- written with the change ---


async def test_a_change_and_its_event_are_one(core: Core) -> None:
    await step(core, "LP8800040001", "LIABILITY_REVIEW")
    (event,) = await kept(core)
    assert (event.type, event.customer_ref, event.claim_no) == ("claim.step_changed", "C004", "LP8800040001")
    assert event.occurred_at == START
    with pytest.raises(NotAllowed):
        await step(core, "LP8800040001", "PAID_CLOSED")
    assert len(await kept(core)) == 1


async def test_what_is_rolled_back_tells_nothing(core: Core) -> None:
    new = NewRequest(customer_ref="C002", kind="appeal", text="不服", claim_no="LP8800020001")

    async def appealed_and_broken_off(connection: AsyncConnection) -> None:
        await request_writes.make(connection, new, core.knowledge, core.now())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with core.store.transaction() as connection:
            await appealed_and_broken_off(connection)
    assert await kept(core) == []
    claim = await core.store.claim("LP8800020001", "C002")
    assert claim is not None
    assert claim.state_code == "DECISION_REJECTED"


# --- sent ---


async def test_events_are_signed_over_their_raw_bytes(core: Core) -> None:
    hub = Hub()
    await step(core, "LP8800040001", "LIABILITY_REVIEW")
    async with running(hub) as (target, http):
        await drain(core, target, http)
    stamp = hub.heads[0]["x-guanjia-timestamp"]
    assert int(stamp) == int(START.timestamp())
    signed = hmac.new(SECRET.encode(), f"{stamp}.".encode() + hub.raws[0], hashlib.sha256)
    assert hub.heads[0]["x-guanjia-signature"] == "v1=" + signed.hexdigest()
    assert InsurerEvent.model_validate(hub.got[0]).event_id == (await kept(core))[0].event_id
    assert await left(core) == 0


async def test_a_claims_events_keep_their_order_and_others_do_not_wait(core: Core, time: Time) -> None:
    """While the first event of a claim is not taken, its later ones wait; another claim's go."""
    down = True
    hub = Hub(lambda body: 503 if down and body["claim_no"] == "LP8800040001" else 202)
    for state in ("LIABILITY_REVIEW", "CALCULATING", "APPROVAL"):
        await step(core, "LP8800040001", state)
    await step(core, "LP8800010001", "SUPPLEMENT_SUBMITTED")
    async with running(hub) as (target, http):
        await drain(core, target, http)
        assert sorted(hub.states) == ["LIABILITY_REVIEW", "SUPPLEMENT_SUBMITTED"]
        assert await left(core) == 3
        down = False
        time.passes(seconds=2)
        await drain(core, target, http)
    assert [s for s in hub.states if s != "SUPPLEMENT_SUBMITTED"] == [
        "LIABILITY_REVIEW",
        "LIABILITY_REVIEW",
        "CALCULATING",
        "APPROVAL",
    ]
    assert await left(core) == 0


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503, 0, 302])
async def test_what_is_not_taken_is_tried_again_later_and_later(core: Core, time: Time, status: int) -> None:
    hub = Hub(lambda _: status)
    await step(core, "LP8800040001", "LIABILITY_REVIEW")
    async with running(hub) as (target, http):
        for attempt in range(1, 5):
            await drain(core, target, http)
            assert len(hub.got) == attempt
            time.now += wait_after(attempt) - timedelta(milliseconds=10)
            await drain(core, target, http)
            assert len(hub.got) == attempt
            time.passes(milliseconds=20)
        hub.answer = lambda _: 202
        await drain(core, target, http)
    assert len({body["event_id"] for body in hub.got}) == 1
    assert await left(core) == 0


def test_the_pauses_grow_to_five_minutes() -> None:
    pauses = [wait_after(n).total_seconds() for n in range(1, 12)]
    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses[-1] == wait_after(1000).total_seconds() == 300


@pytest.mark.parametrize("status", [400, 422])
async def test_an_event_that_is_never_taken_does_not_hold_up_its_claim(core: Core, status: int) -> None:
    hub = Hub(lambda body: status if body["data"]["state_code"] == "LIABILITY_REVIEW" else 202)
    for state in ("LIABILITY_REVIEW", "CALCULATING"):
        await step(core, "LP8800040001", state)
    async with running(hub) as (target, http):
        await drain(core, target, http)
    assert hub.states == ["LIABILITY_REVIEW", "CALCULATING"]
    async with core.store.transaction() as connection:
        refused = await connection.scalars(select(t.outbox.c.refused).order_by(t.outbox.c.id))
    assert refused.all() == [True, False]


async def test_a_sender_that_dies_while_sending_loses_nothing(core: Core, time: Time) -> None:
    hub = Hub()
    await step(core, "LP8800040001", "LIABILITY_REVIEW")
    async with running(hub) as (target, http):

        class Dies(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
                raise KeyboardInterrupt

        async with httpx.AsyncClient(transport=Dies()) as dying:
            with pytest.raises(KeyboardInterrupt):
                await send_one(core, target, dying)
        assert not await send_one(core, target, http)
        time.passes(seconds=11)
        await drain(core, target, http)
    assert hub.states == ["LIABILITY_REVIEW"]


async def test_many_senders_send_each_once_and_in_order(core: Core) -> None:
    hub = Hub()
    for state in ("LIABILITY_REVIEW", "CALCULATING", "APPROVAL", "DECISION_PARTIAL"):
        await step(core, "LP8800040001", state)
    for state in ("SUPPLEMENT_SUBMITTED", "DOCS_PRECHECK", "CLAIM_ACCEPTED"):
        await step(core, "LP8800010001", state)
    async with running(hub) as (target, http):
        while await left(core):
            await asyncio.gather(*(send_one(core, target, http) for _ in range(4)))
    assert len(hub.got) == len({body["event_id"] for body in hub.got}) == 7
    of = {
        no: [b["data"]["state_code"] for b in hub.got if b["claim_no"] == no]
        for no in ("LP8800040001", "LP8800010001")
    }
    assert of["LP8800040001"] == ["LIABILITY_REVIEW", "CALCULATING", "APPROVAL", "DECISION_PARTIAL"]
    assert of["LP8800010001"] == ["SUPPLEMENT_SUBMITTED", "DOCS_PRECHECK", "CLAIM_ACCEPTED"]


async def test_events_and_keys_do_not_pile_up(core: Core, time: Time) -> None:
    await step(core, "LP8800040001", "LIABILITY_REVIEW")
    time.now += EVENTS_KEPT - timedelta(minutes=1)
    await step(core, "LP8800040001", "CALCULATING")
    await throw_away(core)
    assert len(await kept(core)) == 2
    time.passes(minutes=2)
    await throw_away(core)
    assert [e.data["state_code"] for e in await kept(core)] == ["CALCULATING"]


# --- by itself ---


@pytest.mark.parametrize(
    ("hours", "behind"),
    [(0, ()), (5.9, ()), (6, (60,)), (7.9, (60,)), (8, (60, 80)), (10, (60, 80, 100)), (99, (60, 80, 100))],
)
def test_thresholds(hours: float, behind: tuple[int, ...]) -> None:
    assert crossed(START, START + timedelta(hours=10), START + timedelta(hours=hours)) == behind


async def _only_clocks(core: Core) -> list[tuple[str, str, int]]:
    return [
        (str(e.claim_no), e.data["clock_code"], e.data["percent"])
        for e in await kept(core)
        if e.type == "claim.clock"
    ]


async def test_each_threshold_of_a_clock_is_told_once(core: Core, time: Time) -> None:
    await step(core, "LP8800010001", "SUPPLEMENT_SUBMITTED")
    claim = await core.store.claim("LP8800010001", "C001")
    assert claim is not None
    begun, due = claim.events[-1].entered_at, claim.events[-1].due_at
    assert due is not None
    seen = []
    for percent in (59.9, 60.1, 79.9, 80.1, 99.9, 100.1, 250):
        time.now = begun + (due - begun) * (percent / 100)
        await watch_clocks(core)
        await watch_clocks(core)
        mine = [c[1:] for c in await _only_clocks(core) if c[0] == "LP8800010001"]
        seen.append(len(mine))
    assert seen == [0, 1, 1, 2, 2, 3, 3]
    assert mine == [("claim_supplement", 60), ("claim_supplement", 80), ("claim_supplement", 100)]


async def test_a_clock_that_runs_on_in_the_next_step_is_not_told_again(core: Core, time: Time) -> None:
    """The thirty days are one clock through investigation, review and calculation."""
    await watch_clocks(core)
    before = await _only_clocks(core)
    assert ("LP8800040001", "adjudicate", 80) in before
    await step(core, "LP8800040001", "LIABILITY_REVIEW")
    await step(core, "LP8800040001", "CALCULATING")
    time.passes(hours=1)
    await watch_clocks(core)
    assert await _only_clocks(core) == before


async def test_who_was_away_is_told_the_highest_only(core: Core) -> None:
    await watch_clocks(core)
    assert ("LP8800040001", "adjudicate", 60) not in await _only_clocks(core)


async def test_many_watchers_tell_once(core: Core) -> None:
    told = await asyncio.gather(*(watch_clocks(core) for _ in range(4)))
    assert sum(told) == len(await _only_clocks(core)) == len(set(await _only_clocks(core)))


async def test_a_claim_that_is_done_has_no_clock(core: Core, time: Time) -> None:
    time.passes(days=400)
    await watch_clocks(core)
    assert not {"LP8800030001", "LP8800030002"} & {c[0] for c in await _only_clocks(core)}


async def test_the_guide_follows_the_report_by_itself(core: Core, time: Time) -> None:
    new = NewClaim(
        customer_ref="C005",
        policy_no="P8800050001",
        claim_type="INPATIENT_MED",
        incident_date=START.date(),
        incident="急性肠胃炎住院",
    )
    async with core.store.transaction() as connection:
        claim = await claim_writes.report(connection, new, core.knowledge, core.now())
    assert await send_guides(core) == 0
    time.now += GUIDE_AFTER
    assert await send_guides(core) == 1
    assert await send_guides(core) == 0
    after = await core.store.claim(claim.claim_no, "C005")
    assert after is not None
    assert [e.state_code for e in after.events] == ["REPORTED", "GUIDE_SENT", "DOCS_PREPARING"]
    told = [(e.data["state_code"], e.data["actor_type"]) for e in await kept(core)]
    assert told == [("REPORTED", "user"), ("DOCS_PREPARING", "insurer")]


async def test_a_claim_whose_supplements_do_not_come_rests(core: Core, time: Time) -> None:
    assert await rest_claims(core) == 0
    time.passes(days=35)
    assert await rest_claims(core) == 1
    assert await rest_claims(core) == 0
    claim = await core.store.claim("LP8800010001", "C001")
    assert claim is not None
    assert claim.state_code == "DORMANT"
    assert len(claim.missing_documents) == 2


async def test_what_the_outbox_keeps_is_json(core: Core) -> None:
    event = outbox.event("pickup.changed", "C001", START, {"status": "booked"}, pickup_no="QJ1")
    async with core.store.transaction() as connection:
        await outbox.put(connection, event)
    assert await kept(core) == [event]
