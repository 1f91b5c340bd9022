"""News from the insurer reaches the customer once, in order, whoever has the floor and whatever dies."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from handoff.domain.conversation import Contact
from handoff.domain.delivery import Caps
from handoff.domain.news import InsurerEvent, Notice, merged
from handoff.service import news as news_service
from tests.handoff.stage import NOON, Stage

CORR = "corr-0001"
CONTACT = Contact("web", "default", "C001", customer_ref="C001")


def event(n: int = 1, **given: Any) -> InsurerEvent:
    known = InsurerEvent(
        event_id=f"e{n}",
        type="claim.step_changed",
        customer_ref="C001",
        claim_no="CL1",
        pickup_no=None,
        occurred_at=NOON + timedelta(minutes=n),
        data={"state_code": f"S{n}"},
    )
    return replace(known, **given)


async def comes(stage: Stage, *events: InsurerEvent) -> None:
    for one in events:
        await stage.hub.news.accept(one, CORR)


async def told(stage: Stage) -> list[str]:
    """Everything the customer sees, after the workers have done what there is."""
    await stage.tell_news()
    await stage.deliver()
    return await stage.feed((await stage.hub.intake.open_conversation(CONTACT)).id)


async def statuses(engine: AsyncEngine) -> dict[str, tuple[str, str | None]]:
    async with engine.connect() as connection:
        rows = await connection.execute(text("SELECT event_id, status, reason FROM insurer_events"))
        return {row.event_id: (row.status, row.reason) for row in rows}


async def test_told_in_words_and_as_a_card(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, event())
    assert await told(stage) == ["新消息 claim.step_changed:S1", "到哪了"]
    page = await stage.hub.chat.feed((await stage.hub.intake.open_conversation(CONTACT)).id)
    assert {(m.author, m.author_name) for m in page.messages} == {("system", "进度通知")}
    assert page.messages[1].body["card"]["type"] == "timeline"


async def test_a_repeated_event_is_told_once(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    assert await stage.hub.news.accept(event(), CORR)
    assert not await stage.hub.news.accept(event(), CORR)
    assert len(await told(stage)) == 2
    assert not await stage.hub.news.accept(event(data={"state_code": "other"}), CORR)
    assert len(await told(stage)) == 2


async def test_what_comes_together_is_told_together_in_order(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, event(1), event(2, type="claim.clock"), event(3))
    assert (await told(stage))[0] == "新消息 claim.step_changed:S1、claim.clock:S2、claim.step_changed:S3"


async def test_a_late_step_is_no_news(stage: Stage, engine: AsyncEngine) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, event(5))
    await told(stage)
    await comes(stage, event(2))
    assert len(await told(stage)) == 2
    assert (await statuses(engine))["e2"] == ("ignored", "late")


async def test_unknown_kinds_and_nothing_to_tell_are_recorded(stage: Stage, engine: AsyncEngine) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, event(1, type="claim.sung"))
    await told(stage)
    stage.teller.mute = True
    await comes(stage, event(2))
    assert await told(stage) == []
    assert await statuses(engine) == {
        "e1": ("ignored", "unknown_type"),
        "e2": ("ignored", "nothing_to_tell"),
    }


async def test_an_insurer_that_is_away_is_asked_again_and_order_holds(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    stage.teller.up = False
    await comes(stage, event(1))
    assert await told(stage) == []
    await comes(stage, event(2))
    assert await told(stage) == [], "the second waits for the first"
    stage.teller.up = True
    stage.clock.forward(seconds=60)
    assert (await told(stage))[0] == "新消息 claim.step_changed:S1、claim.step_changed:S2"


async def test_told_plainly_in_the_end(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    stage.teller.up = False
    await comes(stage, event())
    for _ in range(10):
        stage.clock.forward(seconds=120)
        await told(stage)
    assert await told(stage) == ["简讯 1"]


async def test_another_claim_does_not_wait(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    stage.teller.up = False
    await comes(stage, event(1))
    await told(stage)
    stage.teller.up = True
    await comes(stage, event(2, claim_no="CL2"))
    assert (await told(stage))[0] == "新消息 claim.step_changed:S2"


async def test_while_a_butler_has_the_floor(stage: Stage) -> None:
    case_id, conversation_id = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.claim(butler, case_id, CORR)
    await comes(stage, event())
    feed = await told(stage)
    assert feed[-2:] == ["新消息 claim.step_changed:S1", "到哪了"]
    page = await stage.hub.cases.messages(butler, case_id)
    assert [m.author for m in page.messages][-2:] == ["system", "system"]
    cases = await stage.hub.cases.list(butler, "mine")
    assert cases.items[0].id == case_id
    del conversation_id


async def test_the_floor_moves_between_telling_and_sending(stage: Stage) -> None:
    """News is true whoever has the floor."""
    case_id, conversation_id = await stage.escalate()
    await comes(stage, event())
    await stage.tell_news()
    await stage.hub.cases.claim(await stage.butler(), case_id, CORR)
    await stage.deliver()
    assert "新消息 claim.step_changed:S1" in await stage.feed(conversation_id)


async def test_nobody_to_tell_yet(stage: Stage) -> None:
    """A customer who has never been here is told when he comes."""
    await comes(stage, event())
    await stage.tell_news()
    assert stage.metrics.news == {"kept": 1}
    stage.clock.forward(days=1)
    feed = await stage.exchange("在吗")
    assert feed == ["在吗", "新消息 claim.step_changed:S1", "到哪了", "答：在吗"]
    assert len(await told(stage)) == 4


@pytest.fixture
async def windowed(stage: Stage) -> Stage:
    """A channel that lets us speak unasked for two days after the customer's last words."""
    stage.channel.caps = Caps(instant=True, idempotent=True, window=timedelta(hours=48))
    return stage


async def test_a_closed_window_keeps_it_for_the_next_contact(windowed: Stage) -> None:
    await windowed.exchange("你好")
    windowed.clock.forward(hours=49)
    await comes(windowed, event(1))
    await windowed.tell_news()
    await comes(windowed, event(2))
    assert await told(windowed) == ["你好", "答：你好"]
    feed = await windowed.exchange("有消息吗")
    assert feed[2:] == [
        "有消息吗",
        "新消息 claim.step_changed:S1\n新消息 claim.step_changed:S2",
        "到哪了",
        "答：有消息吗",
    ]
    assert len(await told(windowed)) == 6


async def test_a_closed_window_opens_while_a_person_has_the_floor(windowed: Stage) -> None:
    await windowed.escalate()
    windowed.clock.forward(hours=49)
    await comes(windowed, event())
    assert "到哪了" not in await told(windowed)
    await windowed.say("有消息吗")
    assert (await told(windowed))[-2:] == ["新消息 claim.step_changed:S1", "到哪了"]


async def test_an_open_window(windowed: Stage) -> None:
    await windowed.exchange("你好")
    windowed.clock.forward(hours=47)
    await comes(windowed, event())
    assert (await told(windowed))[-1] == "到哪了"


async def test_two_workers_tell_it_once(stage: Stage) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, *(event(n, claim_no=f"CL{n}") for n in range(1, 7)))
    await asyncio.gather(*(stage.hub.news_worker.step() for _ in range(4)))
    feed = await told(stage)
    assert sorted(t for t in feed if t.startswith("新消息")) == [
        f"新消息 claim.step_changed:S{n}" for n in range(1, 7)
    ]


async def test_a_worker_dies_before_it_has_told(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, event())

    async def dies(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(news_service, "tell_pending", dies)
        with pytest.raises(asyncio.CancelledError):
            await stage.hub.news_worker.step()
    assert await told(stage) == [], "its lease still runs"
    stage.clock.forward(seconds=31)
    assert len(await told(stage)) == 2
    stage.clock.forward(seconds=31)
    assert len(await told(stage)) == 2


async def test_a_worker_taken_for_dead_tells_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.hub.intake.open_conversation(CONTACT)
    await comes(stage, event())
    slow, begun, tell = asyncio.Event(), asyncio.Event(), stage.teller.tell

    async def hangs(*given: Any) -> Any:
        begun.set()
        await slow.wait()
        return await tell(*given)

    monkeypatch.setattr(stage.teller, "tell", hangs)
    first = asyncio.create_task(stage.hub.news_worker.step())
    await begun.wait()
    monkeypatch.setattr(stage.teller, "tell", tell)
    stage.clock.forward(seconds=31)
    await stage.tell_news()
    slow.set()
    await first
    assert len(await told(stage)) == 2


def test_merging_keeps_every_word_and_the_newest_card() -> None:
    def notice(subject: str, words: str, card: dict[str, Any] | None) -> Notice:
        return Notice(NOON, "C1", subject, words, card, None, NOON)  # type: ignore[arg-type]

    stories = merged(
        [
            notice("a", "一", {"n": 1}),
            notice("b", "二", None),
            notice("a", "三", {"n": 3}),
            notice("a", "三", None),
        ]
    )
    assert [(s.text, s.card, len(group)) for s, group in stories] == [
        ("一\n三", {"n": 3}, 3),
        ("二", None, 1),
    ]
