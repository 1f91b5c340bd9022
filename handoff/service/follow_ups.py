"""Asking once, the next day, whoever left unhappy without a word."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from handoff.domain.conversation import Author, Conversation, Message, NewMessage
from handoff.domain.follow_ups import (
    ASKED_ONCE_IN,
    AT_NEXT_CONTACT,
    FOLLOW_UP_NAME,
    SILENT_EXIT,
    STALE,
    FollowUp,
    ask_at,
    left_unhappy,
    may_ask_now,
    question,
)
from handoff.domain.turn import TurnResult
from handoff.ports import Bus, Channels, Clockwork, Store, Tx
from handoff.service.hearing import hear_silence
from handoff.service.loop import POLL, work_until
from handoff.service.notices import may_be_told
from handoff.service.speaking import say, spread

log = structlog.get_logger(__name__)

_BATCH = 50


async def after_turn(
    tx: Tx,
    conversation: Conversation,
    messages: Sequence[Message],
    result: TurnResult,
    now: datetime,
) -> Conversation:
    """The bot has answered and the customer may leave now. A question kept for this contact is asked; a new one
    is planned if silence would mean something. The caller holds the conversation and saves it."""
    known = await tx.follow_ups.pending(conversation.id, SILENT_EXIT)
    unhappy = left_unhappy(result.understanding, [m.text for m in messages])
    if known is None and not unhappy:
        return conversation
    has_case = await tx.cases.open_brief(conversation.id) is not None
    if known is not None:
        conversation = await _at_contact(tx, conversation, known, now, has_case=has_case)
    if has_case or not unhappy or await _asked_lately(tx, conversation.id, now):
        return conversation
    due = ask_at(now, (await tx.desk_settings.current()).hours)
    await tx.follow_ups.plan(FollowUp(uuid4(), conversation.id, SILENT_EXIT, due, "pending", now))
    return conversation


async def _asked_lately(tx: Tx, conversation_id: UUID, now: datetime) -> bool:
    return await tx.follow_ups.asked_since(conversation_id, SILENT_EXIT, now - ASKED_ONCE_IN)


async def _at_contact(
    tx: Tx, conversation: Conversation, known: FollowUp, now: datetime, *, has_case: bool
) -> Conversation:
    """He is back: what could not be asked because his channel was closed is asked now; anything else is
    settled by his coming back."""
    if known.reason != AT_NEXT_CONTACT or has_case or now - known.created_at >= STALE:
        await tx.follow_ups.save(replace(known, status="dropped", reason="customer_wrote", settled_at=now))
        return conversation
    return await _ask(tx, conversation, known, now)


async def _ask(tx: Tx, conversation: Conversation, known: FollowUp, now: datetime) -> Conversation:
    text, body = question(known.created_at, now)
    new = NewMessage(author=Author.SYSTEM, author_name=FOLLOW_UP_NAME, kind="buttons", text=text, body=body)
    message, conversation = await say(tx, conversation, new, now)
    await tx.follow_ups.save(replace(known, status="asked", reason="", message_id=message.id, settled_at=now))
    return conversation


@dataclass(frozen=True)
class FollowUpWorker:
    store: Store
    bus: Bus
    clock: Clockwork
    channels: Channels

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.step, "follow_ups")

    async def step(self) -> float:
        """Everything that is due. Of several hubs one asks each customer; one that is killed has not asked."""
        async with self.store.begin() as tx:
            due = await tx.follow_ups.due(self.clock.now(), _BATCH)
        for conversation_id in due:
            if await self._follow_up(conversation_id):
                await spread(self.bus, conversation_id)
        return 0.0 if len(due) == _BATCH else POLL

    async def _follow_up(self, conversation_id: UUID) -> bool:
        """Whether something was said."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lock(conversation_id)
            known = await tx.follow_ups.pending(conversation_id, SILENT_EXIT)
            if known is None or known.due_at > now:
                return False
            why_not = await self._why_not(tx, conversation, known, now)
            if why_not:
                await tx.follow_ups.save(replace(known, status="dropped", reason=why_not, settled_at=now))
                log.info("follow_up_dropped", reason=why_not)
                return False
            hours = (await tx.desk_settings.current()).hours
            if not may_ask_now(now, hours):
                await tx.follow_ups.save(replace(known, due_at=ask_at(now, hours)))
                return False
            return await self._speak(tx, conversation, known, now)

    async def _why_not(
        self, tx: Tx, conversation: Conversation, known: FollowUp, now: datetime
    ) -> str | None:
        written = await tx.messages.last_at(conversation.id, Author.USER)
        if written is not None and written > known.created_at:
            return "customer_wrote"
        if await tx.cases.open_brief(conversation.id) is not None:
            return "case_open"
        last = await tx.cases.last_resolved(conversation.id)
        if last is not None and last.opened_at >= known.created_at:
            return "case_since"
        return "too_late" if now - known.created_at >= STALE else None

    async def _speak(self, tx: Tx, conversation: Conversation, known: FollowUp, now: datetime) -> bool:
        last = await tx.messages.last_of(conversation.id, Author.USER)
        if known.voice_id is None and last is not None:
            known = replace(known, voice_id=await hear_silence(tx, conversation, last, now))
        if not await may_be_told(tx, conversation, self.channels, now):
            kept = replace(known, reason=AT_NEXT_CONTACT, due_at=known.created_at + STALE)
            await tx.follow_ups.save(kept)
            return False
        conversation = await _ask(tx, conversation, known, now)
        await tx.conversations.save(conversation)
        await tx.events.publish("message_added", now, conversation_id=conversation.id)
        return True
