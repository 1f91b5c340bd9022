"""Does everything add up? Run all the time; a difference is an alarm. Old rows of the live feed are
cleared here as well."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import structlog

from handoff.domain.accounts import Principal, Role
from handoff.domain.records import Ledger
from handoff.domain.status_views import Reconciliation
from handoff.ports import Bus, Clockwork, Metrics, Store
from handoff.service.loop import work_until

log = structlog.get_logger(__name__)

#: Seconds between two checks.
EVERY = 30.0
_FEED_KEPT = timedelta(days=7)
#: Long enough that an insurer who repeats an event is still recognised.
_NEWS_KEPT = timedelta(days=90)
_KEYS_KEPT = timedelta(hours=24)
_DELIVERIES_KEPT = timedelta(days=30)


def differences(ledger: Ledger) -> tuple[str, ...]:
    """Sentences about what does not add up; empty when all is well."""
    found = [f"{count} {words}" for words, count in sorted(ledger.oddities.items()) if count]
    total = sum(ledger.by_status.values())
    if ledger.opened != total:
        found.append(f"{ledger.opened} cases opened, but {total} by status")
    if ledger.open_events != ledger.opened:
        found.append(f"{ledger.opened} cases, but {ledger.open_events} recorded openings")
    settled = ledger.signals_with_case + ledger.signals_with_reason
    if ledger.signals != settled:
        found.append(f"{ledger.signals} escalation signals, but {settled} with a case or a reason")
    return tuple(found)


@dataclass(frozen=True)
class Reconciler:
    store: Store
    bus: Bus
    clock: Clockwork
    metrics: Metrics

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(), self.step, "reconciliation")

    async def step(self) -> float:
        await self.check()
        async with self.store.begin() as tx:
            await tx.events.forget_before(self.clock.now() - _FEED_KEPT)
            await tx.news.forget_before(self.clock.now() - _NEWS_KEPT)
            await tx.idempotency.forget_before(self.clock.now() - _KEYS_KEPT)
            await tx.webhooks.forget_before(self.clock.now() - _DELIVERIES_KEPT)
        return EVERY

    async def check(self) -> Reconciliation:
        now = self.clock.now()
        async with self.store.begin() as tx:
            ledger = await tx.signals.ledger()
            due, pending = await tx.conversations.count_due(now), await tx.outbox.count_pending()
        found = differences(ledger)
        self.metrics.due(due, pending)
        self.metrics.open_cases(ledger.open_by_priority)
        self.metrics.reconciliation(len(found))
        if found:
            log.error("reconciliation_differs", differences=found)
        return Reconciliation(
            at=now,
            opened=ledger.opened,
            by_status=ledger.by_status,
            signals=ledger.signals,
            signals_with_case=ledger.signals_with_case,
            signals_with_reason=ledger.signals_with_reason,
            differences=found,
        )

    async def view(self, viewer: Principal) -> Reconciliation:
        """For supervisors. Raises Forbidden."""
        viewer.require(Role.SUPERVISOR)
        return await self.check()
