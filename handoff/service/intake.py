"""A message comes in: stored once, in order, before the platform is told that we have it."""

from dataclasses import dataclass
from datetime import timedelta
from time import perf_counter
from uuid import UUID, uuid4

import structlog

from handoff.domain.attachments import Attachment
from handoff.domain.case import CaseStatus
from handoff.domain.conversation import Author, Contact, Conversation, NewMessage
from handoff.domain.errors import Invalid
from handoff.domain.inbound import Inbound, Receipt
from handoff.ports import Bus, Clockwork, Metrics, Store, Topic, Tx
from handoff.service.case_clocks import customer_wrote
from handoff.service.moving import woken_by_customer

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
        Invalid for a message without words or files, and for files that are not the sender's or used."""
        if not inbound.text.strip() and not inbound.attachment_ids:
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

    async def open_conversation(self, contact: Contact, *, greet: bool = False) -> Conversation:
        """The contact's conversation, made on first contact. `greet`: the customer looks at it now, so a first
        screen is due unless something is under way."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.upsert(contact, now)
            last = await tx.messages.last_at(conversation.id) if greet else None
            opens = greet and conversation.may_open(last, now)
            if opens:
                await tx.conversations.save(conversation.opening(now))
        if opens:
            await self.bus.wake(Topic.TURNS)
        return conversation

    async def _store(self, tx: Tx, inbound: Inbound) -> Receipt:
        now = self.clock.now()
        contact, message_id = inbound.contact, uuid4()
        conversation = await tx.conversations.upsert(contact, now)
        first = await tx.messages.remember_inbound(
            contact.channel, contact.account, inbound.dedupe_key, message_id, now
        )
        if first is not None:
            return Receipt(await tx.messages.get(first), duplicate=True)
        files = await self._files(tx, conversation, inbound)
        message, conversation = conversation.append(
            NewMessage(
                author=Author.USER,
                text=inbound.text,
                body=inbound.body or {},
                author_name=contact.display_name or conversation.display_name,
                client_msg_id=inbound.client_msg_id,
                correlation_id=inbound.correlation_id,
                attachments=files,
            ),
            message_id,
            now,
            visible=True,
        )
        await tx.messages.insert(message)
        if files:
            await tx.attachments.give(inbound.attachment_ids, message.id)
        await tx.conversations.save(conversation.heard(message.seq, now + self.gather))
        case = await tx.cases.open_brief(conversation.id)
        if case is not None and case.status is CaseStatus.SNOOZED:
            case = await woken_by_customer(tx, case, now)
        if case is not None:
            await customer_wrote(tx, case, now)
        await tx.events.publish(
            "message_added", now, case_id=case.id if case else None, conversation_id=conversation.id
        )
        return Receipt(message, duplicate=False)

    async def _files(self, tx: Tx, conversation: Conversation, inbound: Inbound) -> tuple[Attachment, ...]:
        """Raises Invalid."""
        if not inbound.attachment_ids:
            return ()
        files = await tx.attachments.unused(conversation.id, inbound.attachment_ids)
        if len(files) != len(set(inbound.attachment_ids)):
            raise Invalid("有附件没有找到或已经发过了，请重新选择后再发。")
        return files

    async def _wake(self, conversation_id: UUID) -> None:
        await self.bus.wake(Topic.TURNS)
        await self.bus.wake(Topic.EVENTS)
        await self.bus.wake(Topic.chat(conversation_id))
