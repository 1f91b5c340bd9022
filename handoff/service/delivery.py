"""The sender: takes what is to be sent in order per conversation, and makes sure that no bot's word comes
after the floor has moved."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from handoff.domain.conversation import Conversation, Message, bot_reply_is_current
from handoff.domain.delivery import (
    Origin,
    Outbound,
    OutboxRow,
    OutboxStatus,
    Permanent,
    Retry,
    SendResult,
    Settled,
    Unknown,
    settle,
)
from handoff.ports import Bus, Channel, Channels, Clockwork, Metrics, Store, Topic, Tx
from handoff.service.loop import POLL, work_until

log = structlog.get_logger(__name__)

_BATCH = 50


@dataclass(frozen=True)
class Sending:
    """A leased row of a channel that does I/O."""

    row: OutboxRow
    channel: Channel
    out: Outbound


@dataclass(frozen=True)
class Sender:
    """`lease`: longer than any send may take; a row whose sender died is looked at again after it."""

    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    channels: Channels
    lease: timedelta = timedelta(seconds=60)

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(Topic.OUTBOX), self.step, "sender")

    async def step(self) -> float:
        """One conversation's turn to be sent to. Returns the seconds until the next look."""
        now = self.clock.now()
        sending: Sending | None = None
        async with self.store.begin() as tx:
            head = await tx.outbox.lock_head(now)
            if head is None:
                return POLL
            row, channel_name = head
            conversation = await tx.conversations.lock(row.conversation_id)
            channel = self.channels.get(channel_name)
            if channel is not None and channel.caps.instant:
                await self._show_all(tx, conversation, channel, now)
            else:
                sending = await self._begin(tx, conversation, row, channel, now)
        if sending is not None:
            await self._send(sending)
        await self._announce(row.conversation_id)
        return 0.0

    async def _show_all(self, tx: Tx, conversation: Conversation, channel: Channel, now: datetime) -> None:
        """Sending is only becoming visible: check, feed position and status are one transaction."""
        for row in await tx.outbox.pending(conversation.id, _BATCH):
            if _stale(row, conversation):
                await self._settle(tx, row, conversation, _superseded(), now)
                continue
            message = await tx.messages.get(row.message_id)
            result = await channel.send(_outbound(conversation, message, row))
            settled = settle(result, row.attempts + 1, now)
            self.metrics.send_finished(conversation.channel, settled.status.value)
            conversation = await self._settle(tx, row, conversation, settled, now)
            if settled.status is OutboxStatus.PENDING:
                break
        await tx.conversations.save(conversation)

    async def _begin(
        self, tx: Tx, conversation: Conversation, row: OutboxRow, channel: Channel | None, now: datetime
    ) -> Sending | None:
        """Leases the row before anything leaves the house; None when it is settled without sending."""
        settled = self._unsendable(row, conversation, channel)
        if settled is not None or channel is None:
            after = await self._settle(tx, row, conversation, settled or _superseded(), now)
            await tx.conversations.save(after)
            return None
        leased = replace(
            row, attempts=row.attempts + 1, lease_token=uuid4(), lease_until=now + self.lease, result=None
        )
        await tx.outbox.save(leased)
        message = await tx.messages.get(row.message_id)
        return Sending(leased, channel, _outbound(conversation, message, row))

    def _unsendable(
        self, row: OutboxRow, conversation: Conversation, channel: Channel | None
    ) -> Settled | None:
        if channel is None:
            return Settled(OutboxStatus.FAILED, f"渠道 {conversation.channel} 未启用")
        if _stale(row, conversation):
            return _superseded()
        if row.lease_token is not None and not channel.caps.idempotent:
            # Its sender died between sending and noting: it may have arrived, so it is not sent again
            # unasked.
            return Settled(OutboxStatus.UNKNOWN, "发送中断，结果未知，请确认客户是否收到")
        return None

    async def _send(self, sending: Sending) -> None:
        result = await self._try(sending)
        now = self.clock.now()
        settled = settle(result, sending.row.attempts, now)
        if isinstance(result, Unknown) and sending.channel.caps.idempotent:
            settled = settle(_again(result), sending.row.attempts, now)
        self.metrics.send_finished(sending.channel.name, settled.status.value)
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lock(sending.row.conversation_id)
            row = await tx.outbox.get(sending.row.id)
            if row.lease_token != sending.row.lease_token:
                log.warning("send_result_came_late", outbox_id=row.id, result=type(result).__name__)
                return
            after = await self._settle(tx, row, conversation, settled, now)
            await tx.conversations.save(after)

    async def _try(self, sending: Sending) -> SendResult:
        try:
            async with asyncio.timeout(self.lease.total_seconds() / 2):
                return await sending.channel.send(sending.out)
        except TimeoutError:
            return Unknown("发送超时，结果未知")
        except Exception as error:
            log.exception("channel_raised", channel=sending.channel.name)
            return Permanent(f"渠道适配器出错（{type(error).__name__}）")

    async def _settle(
        self, tx: Tx, row: OutboxRow, conversation: Conversation, settled: Settled, now: datetime
    ) -> Conversation:
        """The row's new state; what was sent gets its place in the feed."""
        if settled.status is OutboxStatus.SENT:
            feed_seq, conversation = conversation.show_next()
            await tx.messages.show(row.message_id, feed_seq)
        await tx.outbox.save(
            replace(
                row,
                status=settled.status,
                result=settled.reason,
                next_attempt_at=settled.retry_at or row.next_attempt_at,
                lease_token=None,
                lease_until=None,
            )
        )
        case = await tx.cases.open_brief(conversation.id)
        await tx.events.publish(
            "delivery_changed",
            now,
            case_id=case.id if case else None,
            conversation_id=conversation.id,
            data={"status": settled.status.value},
        )
        return conversation

    async def _announce(self, conversation_id: UUID) -> None:
        await self.bus.wake(Topic.chat(conversation_id))
        await self.bus.wake(Topic.EVENTS)


def _stale(row: OutboxRow, conversation: Conversation) -> bool:
    return row.origin is Origin.BOT and not bot_reply_is_current(row.floor_epoch, conversation.floor_epoch)


def _superseded() -> Settled:
    return Settled(OutboxStatus.SUPERSEDED, "管家已接手，机器人的这条没有发出")


def _again(unknown: Unknown) -> SendResult:
    return Retry(unknown.reason)


def _outbound(conversation: Conversation, message: Message, row: OutboxRow) -> Outbound:
    return Outbound(
        channel=conversation.channel,
        account=conversation.account,
        channel_user_id=conversation.channel_user_id,
        idempotency_key=row.idempotency_key,
        text=message.text,
        body=message.body,
        author=message.author.value,
        author_name=message.author_name,
    )
