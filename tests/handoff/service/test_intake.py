"""What is acknowledged is stored once, in order."""

import asyncio

import pytest

from handoff.domain.conversation import Contact
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.inbound import Inbound
from tests.handoff.stage import Stage


async def test_a_redelivered_message_changes_nothing(stage: Stage) -> None:
    first = await stage.say("住院要交啥材料", key="m1")
    await stage.turn()
    again = await stage.say("住院要交啥材料", key="m1")
    await stage.turn()
    assert again == await _stored(stage, first.id)
    assert len(stage.bot.requests) == 1
    async with stage.hub.store.begin() as tx:
        conversation = await tx.conversations.get(first.conversation_id)
    assert (conversation.last_user_seq, conversation.next_seq) == (1, 3)


async def _stored(stage: Stage, message_id: object) -> object:
    async with stage.hub.store.begin() as tx:
        return await tx.messages.get(message_id)  # type: ignore[arg-type]


async def test_first_contact_from_many_sides_makes_one_conversation(stage: Stage) -> None:
    stored = await asyncio.gather(*(stage.say(f"第 {n} 句") for n in range(12)))
    assert len({m.conversation_id for m in stored}) == 1
    assert sorted(m.seq for m in stored) == list(range(1, 13))
    assert sorted(m.feed_seq or 0 for m in stored) == list(range(1, 13))


async def test_the_same_message_from_many_sides_at_once_is_stored_once(stage: Stage) -> None:
    stored = await asyncio.gather(*(stage.say("在吗", key="same") for _ in range(8)))
    assert len({m.id for m in stored}) == 1
    page = await stage.hub.chat.feed(stored[0].conversation_id)
    assert [m.text for m in page.messages] == ["在吗"]


async def test_the_same_key_on_another_account_is_another_message(stage: Stage) -> None:
    for account in ("a", "b"):
        inbound = Inbound(Contact("web", account, "U1"), "k", "你好", "corr-0001")
        receipt = await stage.hub.intake.accept(inbound)
        assert not receipt.duplicate


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u3000"])
async def test_empty_text_is_refused_and_nothing_stored(stage: Stage, text: str) -> None:
    with pytest.raises(Invalid):
        await stage.say(text, who="C-empty")
    async with stage.hub.store.begin() as tx:
        assert await tx.conversations.count_due(stage.clock.forward(days=1)) == 0


async def test_a_burst_is_one_turn(stage: Stage) -> None:
    for text in ("你好", "我想问下", "住院要交啥材料"):
        await stage.say(text)
        stage.clock.forward(seconds=0.1)
    await stage.turn()
    assert [[m.text for m in r.messages] for r in stage.bot.requests] == [
        ["你好", "我想问下", "住院要交啥材料"]
    ]


async def test_a_message_longer_than_a_turn_takes_is_kept_whole(stage: Stage) -> None:
    long = "长" * 5000
    message = await stage.say(long)
    await stage.turn()
    assert stage.bot.requests[0].messages[0].text == "长" * 4000
    assert (await stage.feed(message.conversation_id))[0] == long


async def test_more_messages_than_a_turn_takes_are_answered_in_order(stage: Stage) -> None:
    for n in range(25):
        await stage.say(f"m{n}")
    await stage.turn()
    sizes = [len(r.messages) for r in stage.bot.requests]
    assert sizes == [20, 5]
    assert [m.text for r in stage.bot.requests for m in r.messages] == [f"m{n}" for n in range(25)]


async def test_posting_through_the_chat(stage: Stage) -> None:
    opening = await stage.hub.chat.open(Contact("web", "default", "C001", "C001"), "corr-0001")
    first = await stage.hub.chat.post(opening.conversation_id, "c-1", "你好\x00", "corr-0002")
    again = await stage.hub.chat.post(opening.conversation_id, "c-1", "别的", "corr-0003")
    assert (first.duplicate, again.duplicate) == (False, True)
    assert again.message == first.message
    assert first.message.text == "你好"
    with pytest.raises(Invalid):
        await stage.hub.chat.post(opening.conversation_id, "bad id!", "你好", "corr-0002")
    with pytest.raises(Invalid):
        await stage.hub.chat.post(opening.conversation_id, "c-2", "长" * 4001, "corr-0002")
    with pytest.raises(NotFound):
        await stage.hub.chat.post(first.message.id, "c-2", "你好", "corr-0002")
