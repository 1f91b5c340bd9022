"""News for a customer is told as soon as the channel allows it: at once, or first thing at the next contact.
Each exactly once, under the lock of the conversation."""

from datetime import datetime
from uuid import UUID, uuid4

from handoff.domain.conversation import Author, Conversation, NewMessage
from handoff.domain.news import Notice, Story, merged
from handoff.ports import Channels, Tx
from handoff.service.claim_news import customer_told
from handoff.service.speaking import say

NOTICE_NAME = "进度通知"


async def tell_pending(tx: Tx, conversation: Conversation, now: datetime) -> Conversation:
    """Says whatever this customer has not been told yet. The caller holds the conversation and saves it."""
    if conversation.customer_ref is None:
        return conversation
    pending = await tx.notices.lock_pending(conversation.customer_ref)
    if not pending:
        return conversation
    case = await tx.cases.open_brief(conversation.id)
    for story, notices in merged(pending):
        first, conversation = await _say(tx, conversation, story, notices[-1], case.id if case else None, now)
        for notice in notices:
            await tx.notices.told(notice.id, first, now)
    if case is not None:
        await customer_told(tx, case.id, [notice.subject for notice in pending], now)
    return conversation


async def may_be_told(tx: Tx, conversation: Conversation, channels: Channels, now: datetime) -> bool:
    """Whether the channel lets us speak unasked now."""
    channel = channels.get(conversation.channel)
    if channel is None:
        return False
    if channel.caps.window is None:
        return True
    written = await tx.messages.last_at(conversation.id, Author.USER)
    return written is not None and now - written < channel.caps.window


async def _say(
    tx: Tx,
    conversation: Conversation,
    story: Story,
    notice: Notice,
    case_id: UUID | None,
    now: datetime,
) -> tuple[UUID, Conversation]:
    """The words, then the card: screens draw a card instead of its text. Neither bot nor butler: the floor
    may move meanwhile, and the news is still true."""
    said = NewMessage(
        author=Author.SYSTEM,
        author_name=NOTICE_NAME,
        text=story.text,
        case_id=case_id,
        correlation_id=notice.correlation_id,
    )
    message, conversation = await say(tx, conversation, said, now)
    if story.card is not None:
        title = str(story.card.get("headline") or story.text)
        body = {"kind": "card", "text": title, "card": story.card}
        drawn = NewMessage(
            author=Author.SYSTEM,
            author_name=NOTICE_NAME,
            kind="card",
            text=title,
            body=body,
            case_id=case_id,
            correlation_id=notice.correlation_id,
        )
        _, conversation = await say(tx, conversation, drawn, now)
    return message.id, conversation


def noted_story(customer_ref: str, subject: str, story: Story, correlation_id: str, now: datetime) -> Notice:
    return Notice(uuid4(), customer_ref, subject, story.text, story.card, correlation_id, now)
