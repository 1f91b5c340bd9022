"""The live feed skips nothing, whatever commits in what order."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.adapters.sql.store import SqlStore
from handoff.domain.accounts import Principal, Role
from handoff.domain.errors import CursorExpired
from handoff.domain.records import EventRow
from handoff.domain.views import LiveEvent
from tests.handoff.stage import Stage

NOW = datetime(2026, 11, 22, tzinfo=UTC)


async def _read(store: SqlStore, cursor: str, count: int, limit: int = 100) -> list[EventRow]:
    """Reads on until there are `count` rows. A row may take its time to become readable: any transaction
    in the whole server (other tests run beside this one) that is older holds it back."""
    found: list[EventRow] = []
    async with asyncio.timeout(30):
        while len(found) < count:
            async with store.begin() as tx:
                found += await tx.events.after(found[-1].cursor if found else cursor, limit)
            await asyncio.sleep(0 if len(found) >= count else 0.02)
    return found


async def test_a_late_committer_is_not_skipped(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    async with store.begin() as tx:
        cursor = await tx.events.head()
    late = store.begin()
    tx_late = await late.__aenter__()
    await tx_late.events.publish("late", NOW)
    async with store.begin() as tx:
        await tx.events.publish("early", NOW)
    async with store.begin() as tx:
        assert await tx.events.after(cursor, 10) == [], "an older transaction is still running"
    await late.__aexit__(None, None, None)
    assert [row.kind for row in await _read(store, cursor, 2, limit=1)] == ["late", "early"]


async def test_many_writers_and_a_reader_that_never_stops(engine: AsyncEngine) -> None:
    """Everything is read exactly once and in the same order as by one who reads it all at the end."""
    store = SqlStore(engine)
    async with store.begin() as tx:
        cursor = await tx.events.head()

    async def write(n: int) -> None:
        async with store.begin() as tx:
            await tx.events.publish(f"{n}a", NOW)
            await asyncio.sleep(n % 3 * 0.01)  # transactions end in another order than they begin
            await tx.events.publish(f"{n}b", NOW)

    reading = asyncio.create_task(_read(store, cursor, 60, limit=7))
    await asyncio.gather(*(write(n) for n in range(30)))
    live = [row.kind for row in await reading]
    assert len(live) == len(set(live)) == 60
    assert live == [row.kind for row in await _read(store, cursor, 60)]


async def test_what_is_rolled_back_never_shows(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    async with store.begin() as tx:
        cursor = await tx.events.head()

    async def torn() -> None:
        async with store.begin() as tx:
            await tx.events.publish("never", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await torn()
    async with store.begin() as tx:
        assert await tx.events.after(cursor, 10) == []


@pytest.mark.parametrize(
    "cursor", ["", "abc", "1", "1.2.3", "-1.0", "1.1; DROP TABLE events", "9" * 40 + ".0"]
)
async def test_a_cursor_that_is_none_is_refused(engine: AsyncEngine, cursor: str) -> None:
    async with SqlStore(engine).begin() as tx:
        with pytest.raises(CursorExpired):
            await tx.events.after(cursor, 10)


async def test_a_cursor_from_before_the_forgotten_is_told_so(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    async with store.begin() as tx:
        old = await tx.events.head()
    for day in range(5):
        async with store.begin() as tx:
            await tx.events.publish(f"day {day}", NOW + timedelta(days=day))
    middle = (await _read(store, old, 5))[2].cursor
    async with store.begin() as tx:
        assert await tx.events.forget_before(NOW + timedelta(days=2.5)) == 2
    assert [row.kind for row in await _read(store, middle, 2)] == ["day 3", "day 4"]
    async with store.begin() as tx:
        with pytest.raises(CursorExpired):
            await tx.events.after(old, 10)


async def _told(stage: Stage, viewer: Principal, cursor: str, last: str) -> tuple[list[LiveEvent], str]:
    """What a console hears until the event of that kind."""
    heard: list[LiveEvent] = []
    async with asyncio.timeout(30):
        while not any(e.kind == last for e in heard):
            batch = await stage.hub.events.after(viewer, cursor)
            heard, cursor = heard + list(batch.events), batch.cursor
            await asyncio.sleep(0.01)
    return heard, cursor


async def test_what_the_desk_is_told(stage: Stage) -> None:
    butler, supervisor = await stage.butler(), await stage.butler("suyan", Role.SUPERVISOR)
    cursor = await stage.hub.events.hello(butler)
    await stage.exchange("你好", "C009")
    case_id, conversation_id = await stage.escalate()
    stage.bot.up = False
    await stage.hub.bot.probe()
    everything, _ = await _told(stage, supervisor, cursor, "case_opened")
    heard, after = await _told(stage, butler, cursor, "delivery_changed")
    assert {e.case_id for e in heard if e.kind != "bot_state"} == {case_id}
    kinds = [e.kind for e in heard if e.case_id == case_id]
    assert kinds == ["case_opened", "voice_heard", "message_added", "delivery_changed"]
    assert next(e for e in heard if e.kind == "case_opened").version == 1
    assert len({e.conversation_id for e in everything}) > 1, "a supervisor sees what has no case as well"
    await stage.say("有人吗")
    news, _ = await _told(stage, butler, after, "message_added")
    assert (news[-1].case_id, news[-1].conversation_id) == (case_id, conversation_id)
