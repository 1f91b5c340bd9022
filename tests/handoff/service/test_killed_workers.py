"""Listening and telling news with workers in two processes, one of which is killed: everything once, in order."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from handoff.adapters.sql.engine import async_url, make_engine
from handoff.domain.conversation import Author, Contact
from handoff.domain.news import InsurerEvent
from handoff.service.reconciliation import differences
from tests.handoff.service.test_many_workers import _process
from tests.handoff.stage import Stage

CONVERSATIONS = 5
MESSAGES = 8
CLAIMS = 4
STEPS = 8


async def quiet(database_url: str, query: str) -> None:
    """Until the count is zero."""
    engine = make_engine(async_url(database_url), pool=1)
    try:
        async with asyncio.timeout(90), engine.connect() as connection:
            while await connection.scalar(text(query)):
                await connection.rollback()
                await asyncio.sleep(0.2)
    finally:
        await engine.dispose()


async def in_trouble(stage: Stage, who: str) -> UUID:
    conversation_id = (await stage.say("凭什么拒赔", who)).conversation_id
    async with asyncio.timeout(60):
        while (await stage.hub.chat.state(conversation_id)).floor == "bot":  # noqa: ASYNC110 - another process moves it
            await asyncio.sleep(0.05)
    for n in range(MESSAGES):
        await asyncio.sleep(0.1)
        await stage.say(f"不想活了 {n}" if n % 3 == 1 else f"有人吗 {n}", who)
    return conversation_id


async def test_heard_once_when_an_observer_is_killed(stage: Stage, database_url: str) -> None:
    stage.clock.at = datetime.now(UTC)
    async with _process(database_url, 3) as first, _process(database_url, 4):
        writing = asyncio.gather(*(in_trouble(stage, f"K{n}") for n in range(CONVERSATIONS)))
        await quiet(database_url, "SELECT (count(*) < 12)::int FROM messages WHERE author = 'user'")
        first.kill()
        conversations = await writing
        await quiet(
            database_url,
            "SELECT count(*) FROM messages WHERE author = 'user' AND understanding IS NULL",
        )
        await quiet(database_url, "SELECT count(*) FROM outbox WHERE status = 'pending'")
    for conversation_id in conversations:
        async with stage.hub.store.begin() as tx:
            rows = await tx.messages.transcript(conversation_id, 0, None, 200)
            case = await tx.cases.open_of(conversation_id)
            assert case is not None
            moves = [event.kind for _, event in await tx.cases.events(case.id)]
        heard = [row.message for row in rows if row.message.author is Author.USER]
        grave = {m.turn_id for m in heard if "E09" in (m.understanding or {})["escalation"]["codes"]}
        spoken = [r.message.turn_id for r in rows if "安全" in r.message.text]
        assert sorted(spoken, key=str) == sorted(grave, key=str), "safety words once per listening"
        assert set(case.codes) == {"E04", "E09"}
        assert moves.count("merged") == 1
    async with stage.hub.store.begin() as tx:
        assert differences(await tx.signals.ledger()) == ()


async def test_news_once_and_in_order_when_a_teller_is_killed(stage: Stage, database_url: str) -> None:
    stage.clock.at = datetime.now(UTC)
    opened = await stage.hub.intake.open_conversation(Contact("web", "default", "N1", customer_ref="N1"))
    async with _process(database_url, 5) as first, _process(database_url, 6):
        for n in range(STEPS):
            for claim in range(CLAIMS):
                event = InsurerEvent(
                    event_id=f"{claim}-{n}",
                    type="claim.step_changed",
                    customer_ref="N1",
                    claim_no=f"CL{claim}",
                    pickup_no=None,
                    occurred_at=stage.clock.now() + timedelta(seconds=n),
                    data={"state_code": f"{claim}-{n}"},
                )
                await asyncio.gather(*(stage.hub.news.accept(event, "corr-0001") for _ in range(2)))
            if n == STEPS // 2:
                first.kill()
        await quiet(database_url, "SELECT count(*) FROM insurer_events WHERE status = 'pending'")
        await quiet(database_url, "SELECT count(*) FROM outbox WHERE status = 'pending'")
    told = "、".join(await stage.feed(opened.id))
    for claim in range(CLAIMS):
        places = [told.find(f":{claim}-{n}") for n in range(STEPS)]
        assert -1 not in places
        assert places == sorted(places)
        assert all(told.count(f":{claim}-{n}") == 1 for n in range(STEPS))
