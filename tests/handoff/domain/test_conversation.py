"""Who has the floor, and what the bot still has to answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from handoff.domain.conversation import (
    Author,
    Conversation,
    Floor,
    NewMessage,
    bot_reply_is_current,
)

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
SOON = NOW + timedelta(seconds=1)


def a_conversation() -> Conversation:
    return Conversation(
        id=uuid4(),
        channel="web",
        account="default",
        channel_user_id="C001",
        customer_ref="C001",
        floor=Floor.BOT,
        floor_epoch=1,
        holder_id=None,
        next_seq=1,
        next_feed_seq=1,
        last_user_seq=0,
        processed_seq=0,
    )


def heard(conversation: Conversation, times: int = 1) -> Conversation:
    for _ in range(times):
        message, conversation = conversation.append(NewMessage(Author.USER, "话"), uuid4(), NOW, visible=True)
        conversation = conversation.heard(message.seq, SOON)
    return conversation


def test_every_change_of_the_floor_is_a_new_epoch() -> None:
    butler = uuid4()
    queued = a_conversation().give_floor(Floor.QUEUE)
    held = queued.give_floor(Floor.BUTLER, butler)
    back = held.hand_back(NOW)
    assert [c.floor_epoch for c in (queued, held, back)] == [2, 3, 4]
    assert held.give_floor(Floor.BUTLER, butler) is held
    assert held.give_floor(Floor.BUTLER, uuid4()).floor_epoch == 4
    assert back.hand_back(NOW) is back
    assert (held.holder_id, back.holder_id) == (butler, None)


def test_the_floor_is_not_given_to_nobody_nor_past_the_hand_back() -> None:
    with pytest.raises(ValueError, match="holder"):
        a_conversation().give_floor(Floor.BUTLER)
    with pytest.raises(ValueError, match="hand_back"):
        a_conversation().give_floor(Floor.BOT)


def test_an_answer_is_current_in_its_own_epoch_only() -> None:
    assert bot_reply_is_current(3, 3)
    assert not bot_reply_is_current(2, 3)


def test_a_turn_is_due_once_for_a_burst() -> None:
    first = heard(a_conversation())
    second = first.heard(2, SOON + timedelta(seconds=5))
    assert first.due_at == second.due_at == SOON


def test_giving_the_floor_away_ends_the_bots_work() -> None:
    working = replace(heard(a_conversation()), lease_token=uuid4(), lease_until=SOON)
    queued = working.give_floor(Floor.QUEUE)
    assert (queued.due_at, queued.lease_token, queued.has_unprocessed) == (None, None, False)
    assert heard(queued).due_at is None


def test_the_bot_goes_on_after_what_the_desk_has_seen() -> None:
    held = a_conversation().give_floor(Floor.BUTLER, uuid4())
    seen = heard(held, 2).seen_by_desk()
    back = seen.hand_back(NOW)
    assert (back.processed_seq, back.due_at) == (2, None)
    unseen = heard(seen).hand_back(NOW)
    assert (unseen.processed_seq, unseen.due_at) == (2, NOW)


def test_after_a_turn_the_next_is_due_only_if_the_user_wrote_meanwhile() -> None:
    one = replace(heard(a_conversation()), lease_token=uuid4(), lease_until=SOON, attempts=3)
    done = one.answered(1, NOW)
    assert (done.due_at, done.lease_token, done.attempts) == (None, None, 0)
    two = heard(one)
    assert two.answered(1, NOW).due_at == NOW
    late = one.put_off(SOON)
    assert (late.due_at, late.attempts, late.lease_token, late.has_unprocessed) == (SOON, 4, None, True)


def test_positions_are_gapless_and_invisible_messages_have_none() -> None:
    hidden, after = a_conversation().append(NewMessage(Author.BOT, "答"), uuid4(), NOW, visible=False)
    shown, after = after.append(NewMessage(Author.USER, "问"), uuid4(), NOW, visible=True)
    position, after = after.show_next()
    assert (hidden.seq, hidden.feed_seq, shown.seq, shown.feed_seq) == (1, None, 2, 1)
    assert (position, after.next_feed_seq, after.next_seq) == (2, 3, 3)
    assert shown.body == {"kind": "text", "text": "问"}
