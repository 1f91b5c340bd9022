"""Who leaves unhappy without a word is asked once, the next day, and heard as a voice."""

import asyncio
from datetime import UTC, timedelta
from uuid import UUID

import pytest

from handoff.domain.delivery import Caps
from handoff.domain.follow_ups import SILENT_EXIT, FollowUp
from handoff.domain.records import VoiceFilter
from handoff.domain.voices import Voice, VoiceKind
from handoff.service.reconciliation import differences
from tests.handoff.stage import Stage


async def pending(stage: Stage, conversation_id: UUID) -> FollowUp | None:
    async with stage.hub.store.begin() as tx:
        return await tx.follow_ups.pending(conversation_id, SILENT_EXIT)


async def voices(stage: Stage) -> list[Voice]:
    async with stage.hub.store.begin() as tx:
        return (await tx.voices.page(VoiceFilter(), None, 100))[0]


async def follow_up(stage: Stage) -> None:
    await stage.hub.follow_ups.step()
    await stage.deliver()


async def left(stage: Stage, text: str = "呵呵", who: str = "C001") -> UUID:
    """Somebody asks, is answered, shrugs and is gone."""
    message = await stage.say("免赔额是啥", who)
    await stage.turn()
    assert await pending(stage, message.conversation_id) is None
    await stage.exchange(text, who)
    return message.conversation_id


@pytest.mark.parametrize("last", ["呵呵", "算了", "随便问问"])
async def test_asked_the_next_day_with_two_answers(stage: Stage, last: str) -> None:
    conversation_id = await left(stage, last)
    planned = await pending(stage, conversation_id)
    assert planned is not None
    assert planned.due_at.astimezone(UTC).isoformat() == "2026-11-23T02:00:00+00:00", "ten o'clock in China"
    stage.clock.forward(hours=21)
    await follow_up(stage)
    assert await pending(stage, conversation_id) is not None
    stage.clock.forward(hours=2)
    await follow_up(stage)
    page = await stage.hub.chat.feed(conversation_id)
    asked = page.messages[-1]
    assert asked.author == "system"
    assert "昨天您问的事" in asked.text
    assert [b["title"] for b in asked.body["buttons"]] == ["解决了", "还没有"]
    assert await pending(stage, conversation_id) is None
    heard = await voices(stage)
    assert [(v.kind, v.quote) for v in heard] == [(VoiceKind.SILENT_EXIT, last)]
    await follow_up(stage)
    assert len((await stage.hub.chat.feed(conversation_id)).messages) == len(page.messages)


async def test_nobody_is_asked_who_was_content(stage: Stage) -> None:
    conversation_id = (await stage.say("住院要啥材料")).conversation_id
    await stage.turn()
    assert await pending(stage, conversation_id) is None


async def test_dropped_when_the_customer_has_come_back(stage: Stage) -> None:
    conversation_id = await left(stage)
    stage.clock.forward(hours=1)
    await stage.exchange("谢谢，明白了")
    assert await pending(stage, conversation_id) is None
    stage.clock.forward(hours=30)
    await follow_up(stage)
    assert "昨天" not in (await stage.feed(conversation_id))[-1]
    assert await voices(stage) == []


async def test_dropped_when_he_has_just_written_and_no_turn_has_answered(stage: Stage) -> None:
    conversation_id = await left(stage)
    stage.clock.forward(hours=22)
    await stage.say("在吗")
    await follow_up(stage)
    assert await pending(stage, conversation_id) is None
    assert (await stage.feed(conversation_id))[-1] == "在吗"


async def test_dropped_when_a_person_was_called(stage: Stage) -> None:
    conversation_id = await left(stage)
    await stage.exchange("凭什么拒赔")
    assert await pending(stage, conversation_id) is None
    stage.clock.forward(hours=30)
    await follow_up(stage)
    assert not any("昨天" in text for text in await stage.feed(conversation_id))


async def test_unhappy_again_puts_the_question_off(stage: Stage) -> None:
    conversation_id = await left(stage)
    stage.clock.forward(hours=20)
    await stage.exchange("呵呵")
    planned = await pending(stage, conversation_id)
    assert planned is not None
    assert planned.due_at - stage.clock.now() > timedelta(hours=23)


async def test_asked_once_in_a_while(stage: Stage) -> None:
    conversation_id = await left(stage)
    stage.clock.forward(hours=23)
    await follow_up(stage)
    await stage.exchange("呵呵")
    assert await pending(stage, conversation_id) is None
    stage.clock.forward(days=31)
    await stage.exchange("算了")
    assert await pending(stage, conversation_id) is not None


async def test_nobody_is_woken_after_the_hub_was_down_for_a_day(stage: Stage) -> None:
    conversation_id = await left(stage)
    stage.clock.forward(hours=35)  # 23:00 in China of the next day
    await follow_up(stage)
    planned = await pending(stage, conversation_id)
    assert planned is not None
    assert planned.due_at > stage.clock.now()
    stage.clock.forward(hours=11)
    await follow_up(stage)
    assert "前几天您问的事" in (await stage.feed(conversation_id))[-1]


async def test_kept_for_the_next_contact_where_the_channel_is_closed(stage: Stage) -> None:
    stage.channel.caps = Caps(instant=True, idempotent=True, window=timedelta(hours=20))
    conversation_id = await left(stage)
    stage.clock.forward(hours=23)
    await follow_up(stage)
    await follow_up(stage)
    assert await pending(stage, conversation_id) is not None
    assert [v.kind for v in await voices(stage)] == [VoiceKind.SILENT_EXIT]
    stage.clock.forward(days=2)
    feed = await stage.exchange("住院要啥材料")
    assert feed[-2] == "答：住院要啥材料"
    assert "前几天您问的事" in feed[-1]
    assert await pending(stage, conversation_id) is None


async def test_too_late_to_ask(stage: Stage) -> None:
    stage.channel.caps = Caps(instant=True, idempotent=True, window=timedelta(hours=20))
    conversation_id = await left(stage)
    stage.clock.forward(hours=23)
    await follow_up(stage)
    stage.clock.forward(days=15)
    await follow_up(stage)
    assert await pending(stage, conversation_id) is None
    assert len(await stage.feed(conversation_id)) == 4


async def test_many_hubs_ask_once(stage: Stage) -> None:
    gone = [await left(stage, who=f"W{n}") for n in range(6)]
    stage.clock.forward(hours=23)
    await asyncio.gather(*(stage.hub.follow_ups.step() for _ in range(5)))
    await stage.deliver()
    for conversation_id in gone:
        asked = [text for text in await stage.feed(conversation_id) if "昨天" in text]
        assert len(asked) == 1
    assert len(await voices(stage)) == len(gone)


async def test_killed_before_its_commit_it_has_not_asked(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation_id = await left(stage)
    stage.clock.forward(hours=23)

    async def dies(*_: object, **__: object) -> None:
        raise ConnectionError("the process ends here")

    events = type(await _events(stage))
    with monkeypatch.context() as patch:
        patch.setattr(events, "publish", dies)
        with pytest.raises(ConnectionError):
            await stage.hub.follow_ups.step()
    assert await pending(stage, conversation_id) is not None
    assert await voices(stage) == []
    await follow_up(stage)
    await follow_up(stage)
    assert [t for t in await stage.feed(conversation_id) if "昨天" in t] == [
        (await stage.feed(conversation_id))[-1]
    ]


async def _events(stage: Stage) -> object:
    async with stage.hub.store.begin() as tx:
        return tx.events


async def test_a_case_opened_and_settled_meanwhile_was_no_silence(stage: Stage) -> None:
    conversation_id = await left(stage)
    case_id, _ = await stage.escalate()
    butler = await stage.butler()
    await stage.hub.cases.moves.claim(butler, case_id, "corr-0001")
    await stage.hub.cases.moves.resolve(butler, case_id, "explained", "好", "好", "corr-0001")
    stage.clock.forward(hours=30)
    await follow_up(stage)
    assert await pending(stage, conversation_id) is None
    assert VoiceKind.SILENT_EXIT not in {v.kind for v in await voices(stage)}
    async with stage.hub.store.begin() as tx:
        assert differences(await tx.signals.ledger()) == ()
