"""Saying something in a conversation: stored with the next seq and queued for sending, in the caller's
transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from handoff.domain.conversation import Author, Conversation, Message, NewMessage
from handoff.domain.delivery import Origin
from handoff.ports import Bus, Topic, Tx

_ORIGINS = {Author.BOT: Origin.BOT, Author.BUTLER: Origin.BUTLER, Author.SYSTEM: Origin.SYSTEM}

BOT_NAME = "小管家"
SYSTEM_NAME = "系统提示"


async def say(
    tx: Tx, conversation: Conversation, new: NewMessage, now: datetime
) -> tuple[Message, Conversation]:
    """The stored message and the conversation after it (which the caller saves)."""
    message, after = conversation.append(new, uuid4(), now, visible=False)
    await tx.messages.insert(message)
    await tx.outbox.add(message, _ORIGINS[new.author], conversation.floor_epoch, now)
    return message, after


async def tell(
    tx: Tx,
    conversation: Conversation,
    text: str,
    now: datetime,
    *,
    case_id: UUID | None = None,
    card: dict[str, Any] | None = None,
    correlation_id: str | None = None,
    author_name: str = SYSTEM_NAME,
) -> Conversation:
    """A system message to the customer; with `card` drawn as that card."""
    body = {"kind": "card", "text": text, "card": card} if card else {}
    new = NewMessage(
        author=Author.SYSTEM,
        author_name=author_name,
        kind="card" if card else "text",
        text=text,
        body=body,
        case_id=case_id,
        correlation_id=correlation_id,
    )
    _, after = await say(tx, conversation, new, now)
    return after


async def spread(bus: Bus, conversation_id: UUID, *, turns: bool = False, queue: bool = False) -> None:
    """After the commit: the sender, the consoles and the customer's screen look again. `queue`: somebody waits
    for a person, or may have to."""
    await bus.wake(Topic.OUTBOX)
    await bus.wake(Topic.EVENTS)
    await bus.wake(Topic.chat(conversation_id))
    if turns:
        await bus.wake(Topic.TURNS)
    if queue:
        await bus.wake(Topic.ROUTING)
