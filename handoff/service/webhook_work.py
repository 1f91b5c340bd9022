"""Sends what is to be told. A worker that dies leaves a lease that ends: the receiver may get the same delivery
twice, with the same id."""

import asyncio
import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from handoff.domain.accounts import AuditEntry
from handoff.domain.webhooks import GIVE_UP_AFTER, Delivery, Sent, Webhook, next_try, signature
from handoff.ports import Bus, Clockwork, HookSender, SecretBox, Store, Topic
from handoff.service.loop import POLL, work_until

log = structlog.get_logger(__name__)

#: Longer than one try may take.
LEASE = timedelta(seconds=30)
_BATCH = 16
_GONE = "三天没有送达，通知地址已停用"


@dataclass(frozen=True)
class WebhookWorker:
    store: Store
    bus: Bus
    clock: Clockwork
    sender: HookSender
    secrets: SecretBox

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(Topic.EVENTS), self.step, "webhooks")

    async def step(self) -> float:
        """Some deliveries at once, so that one slow receiver holds up few. Seconds until the next look."""
        now, token = self.clock.now(), uuid4()
        async with self.store.begin() as tx:
            leased = await tx.webhooks.lease(now, now + LEASE, token, _BATCH)
            hooks = {hook.id: hook for hook in await tx.webhooks.all()} if leased else {}
        await asyncio.gather(*(self._deliver(d, hooks.get(d.webhook_id), token) for d in leased))
        return 0.0 if len(leased) == _BATCH else POLL

    async def _deliver(self, delivery: Delivery, hook: Webhook | None, token: UUID) -> None:
        if hook is None:
            return
        try:
            sent = await self._send(delivery, hook)
        except Exception as error:
            log.exception("webhook_sender_raised")
            sent = Sent(False, f"发送出错（{type(error).__name__}）")
        await self._settle(delivery, sent, token)

    async def _send(self, delivery: Delivery, hook: Webhook) -> Sent:
        secret = self.secrets.open(hook.secret)
        if secret is None:
            return Sent(False, "签名密钥已失效（GUANJIA_SECRET 换过），请重新生成")
        body = {"id": str(delivery.id), **delivery.body}
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
        timestamp = str(int(self.clock.now().timestamp()))
        headers = {
            "User-Agent": "Guanjia-Webhooks/1",
            "X-Guanjia-Timestamp": timestamp,
            "X-Guanjia-Signature": signature(secret, timestamp, raw),
            "X-Guanjia-Delivery": str(delivery.id),
        }
        return await self.sender.send(hook.url, headers, raw)

    async def _settle(self, delivery: Delivery, sent: Sent, token: UUID) -> None:
        now = self.clock.now()
        async with self.store.begin() as tx:
            if not await tx.webhooks.still_ours(delivery, token):
                return
            if sent.ok:
                await tx.webhooks.settle(replace(delivery, status="delivered", result=sent.result))
                await tx.webhooks.mark_working(delivery.webhook_id)
                return
            await tx.webhooks.settle(_failed(delivery, sent, now))
            hook = await tx.webhooks.mark_failing(delivery.webhook_id, now)
            if hook is None or not hook.active or hook.failing_since is None:
                return
            if now - hook.failing_since < GIVE_UP_AFTER:
                return
            await tx.webhooks.disable(hook.id, _GONE)
            await tx.accounts.audit(AuditEntry(None, "webhook_disabled", f"webhook:{hook.id}", _GONE, now))
            await tx.events.publish("settings_changed", now, data={"key": "webhooks"})
        log.error("webhook_disabled", webhook=str(delivery.webhook_id))
        await self.bus.wake(Topic.EVENTS)


def _failed(delivery: Delivery, sent: Sent, now: datetime) -> Delivery:
    again = next_try(delivery, now)
    if again is None:
        return replace(delivery, status="given_up", result=sent.result)
    return replace(delivery, next_attempt_at=again, result=sent.result)
