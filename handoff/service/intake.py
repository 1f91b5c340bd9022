"""A message comes in: stored once, in order, before the platform is told that we have it."""

from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from uuid import UUID, uuid4

import structlog

from handoff.domain.conversation import Author, Contact, Conversation, Inbound, NewMessage, Receipt
from handoff.domain.errors import Invalid
from handoff.ports import Bus, Clockwork, Metrics, Store, Topic, Tx

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Intake:
    """`gather`: how long a burst of messages is collected into one turn."""

    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    gather: timedelta

    async def accept(self, inbound: Inbound) -> Receipt:
        """Stores the message; the same dedupe_key again returns the first one and changes nothing. Raises
        Invalid for empty text."""
        if not inbound.text.strip():
            raise Invalid("消息是空的，请写点什么再发送。")
        started = perf_counter()
        async with self.store.begin() as tx:
            receipt = await self._store(tx, inbound)
        if not receipt.duplicate:
            await self._wake(receipt.message.conversation_id)
        self.metrics.ack_finished(
            inbound.contact.channel, perf_counter() - started, duplicate=receipt.duplicate
        )
        log.info(
            "message_accepted",
            conversation_id=str(receipt.message.conversation_id),
            seq=receipt.message.seq,
            duplicate=receipt.duplicate,
        )
        return receipt

    async def open_conversation(self, contact: Contact) -> Conversation:
        """The contact's conversation, made on first contact."""
        async with self.store.begin() as tx:
            return await tx.conversations.upsert(contact, self.clock.now())

    async def _store(self, tx: Tx, inbound: Inbound) -> Receipt:
        now = self.clock.now()
        contact, message_id = inbound.contact, uuid4()
        conversation = await tx.conversations.upsert(contact, now)
        first = await tx.messages.remember_inbound(
            contact.channel, contact.account, inbound.dedupe_key, message_id, now
        )
        if first is not None:
            return Receipt(await tx.messages.get(first), duplicate=True)
        message, conversation = conversation.append(
            NewMessage(
                author=Author.USER,
                text=inbound.text,
                body=inbound.body or {},
                author_name=contact.display_name or conversation.display_name,
                client_msg_id=inbound.client_msg_id,
                correlation_id=inbound.correlation_id,
            ),
            message_id,
            now,
            visible=True,
        )
        await tx.messages.insert(message)
        await tx.conversations.save(conversation.heard(message.seq, now + self.gather))
        case = await tx.cases.open_brief(conversation.id)
        await tx.events.publish(
            "message_added", now, case_id=case.id if case else None, conversation_id=conversation.id
        )
        return Receipt(message, duplicate=False)

    async def _wake(self, conversation_id: UUID) -> None:
        await self.bus.wake(Topic.TURNS)
        await self.bus.wake(Topic.EVENTS)
        await self.bus.wake(Topic.chat(conversation_id))
