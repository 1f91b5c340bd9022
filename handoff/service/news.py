"""News from the insurer: stored before it is acknowledged, then told to the customer once, in order."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog

from handoff.domain.context import Dossier
from handoff.domain.conversation import Conversation
from handoff.domain.delivery import back_off
from handoff.domain.errors import InsurerAway
from handoff.domain.news import KNOWN_TYPES, STEP_CHANGED, InsurerEvent, NewsRow, Story
from handoff.domain.risk import concerns_clocks
from handoff.domain.rulebook import Rulebook
from handoff.ports import Bus, Channels, Clockwork, Insurer, Metrics, Store, Storyteller, Topic, Tx
from handoff.service.claim_news import follow_news
from handoff.service.loop import POLL, work_until
from handoff.service.notices import may_be_told, noted_story, tell_pending
from handoff.service.speaking import spread

log = structlog.get_logger(__name__)

#: Tries to read the claim before the news is told without it.
_TRIES = 6
_LEASE = timedelta(seconds=30)
_CATCH_UP = 50


@dataclass(frozen=True)
class News:
    """The receiving side."""

    store: Store
    bus: Bus
    clock: Clockwork

    async def accept(self, event: InsurerEvent, correlation_id: str) -> bool:
        """Durable when it returns. False: the event was known."""
        async with self.store.begin() as tx:
            new = await tx.news.add(event, correlation_id, self.clock.now())
        if new:
            await self.bus.wake(Topic.NEWS)
        log.info("insurer_event_accepted", type=event.type, event_id=event.event_id, new=new)
        return new


@dataclass(frozen=True)
class NewsWorker:
    store: Store
    bus: Bus
    clock: Clockwork
    teller: Storyteller
    channels: Channels
    metrics: Metrics
    insurer: Insurer
    law: Rulebook

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(Topic.NEWS), self.step, "news")

    async def step(self) -> float:
        """The news of one claim (or pickup), else what somebody can now be told. Returns the seconds until
        the next look."""
        token, now = uuid4(), self.clock.now()
        async with self.store.begin() as tx:
            rows = await tx.news.lease(now, now + _LEASE, token)
        if rows:
            await self._work(rows, token)
            return 0.0
        return 0.0 if await self._catch_up() else POLL

    async def _work(self, rows: Sequence[NewsRow], token: UUID) -> None:
        fresh, stale = await self._sorted(rows)
        try:
            story = await self._story(fresh)
        except InsurerAway:
            wait = timedelta(seconds=back_off(rows[0].attempts, base=2.0))
            async with self.store.begin() as tx:
                if await tx.news.still_ours(rows, token):
                    await tx.news.put_off(rows, self.clock.now() + wait, "insurer_away")
            self.metrics.insurer_event("put_off")
            return
        facts = await self._facts(fresh)
        told = await self._keep(rows, token, stale, story, facts)
        if told is not None:
            await spread(self.bus, told)

    async def _sorted(self, rows: Sequence[NewsRow]) -> tuple[list[NewsRow], dict[int, str]]:
        """What is worth telling, and why the rest is not (by row id)."""
        stale: dict[int, str] = {}
        async with self.store.begin() as tx:
            for row in rows:
                event = row.event
                if event.type not in KNOWN_TYPES:
                    stale[row.id] = "unknown_type"
                elif event.type == STEP_CHANGED and await tx.news.told_since(
                    event.subject, STEP_CHANGED, event.occurred_at
                ):
                    stale[row.id] = "late"
        return [row for row in rows if row.id not in stale], stale

    async def _story(self, rows: Sequence[NewsRow]) -> Story | None:
        """Raises InsurerAway while trying again is worth it."""
        if not rows:
            return None
        events = [row.event for row in rows]
        try:
            return await self.teller.tell(events, self.clock.now(), rows[-1].correlation_id)
        except InsurerAway:
            if rows[0].attempts < _TRIES:
                raise
            log.warning("news_told_without_claim", events=len(events))
            return self.teller.tell_plainly(events)

    async def _facts(self, rows: Sequence[NewsRow]) -> Dossier | None:
        """What the insurer knows of the customer, where clocks may have to follow it."""
        if not concerns_clocks([row.event for row in rows], self.clock.now()):
            return None
        who = rows[-1].event.customer_ref
        async with self.store.begin() as tx:
            if not await tx.conversations.of_customer(who):
                return None
        return await self.insurer.dossier(who, self.clock.now(), rows[-1].correlation_id)

    async def _keep(
        self,
        rows: Sequence[NewsRow],
        token: UUID,
        stale: dict[int, str],
        story: Story | None,
        facts: Dossier | None,
    ) -> UUID | None:
        """Settles the events and tells the story, or keeps it for the next contact. The conversation it was
        told in."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            if not await tx.news.still_ours(rows, token):
                return None
            for row in rows:
                reason = stale.get(row.id) or (None if story else "nothing_to_tell")
                await tx.news.settle(row, "ignored" if reason else "done", reason)
            newest = rows[-1]
            who, subject = newest.event.customer_ref, newest.event.subject
            conversations = await tx.conversations.of_customer(who)
            fresh = [row.event for row in rows if row.id not in stale]
            if concerns_clocks(fresh, now):
                await follow_news(tx, conversations, fresh, facts, self.law, now)
            if story is None:
                self.metrics.insurer_event("ignored")
                return None
            await tx.notices.add(noted_story(who, subject, story, newest.correlation_id, now))
            for conversation_id in conversations:
                if await self._tell(tx, conversation_id, now):
                    self.metrics.insurer_event("told")
                    return conversation_id
        self.metrics.insurer_event("kept")
        return None

    async def _tell(self, tx: Tx, conversation_id: UUID, now: datetime) -> bool:
        conversation = await tx.conversations.lock(conversation_id)
        if not await may_be_told(tx, conversation, self.channels, now):
            return False
        await self._save(tx, conversation, await tell_pending(tx, conversation, now), now)
        return True

    async def _save(self, tx: Tx, before: Conversation, after: Conversation, now: datetime) -> None:
        if after is before:
            return
        await tx.conversations.save(after)
        case = await tx.cases.open_brief(after.id)
        await tx.events.publish(
            "message_added", now, case_id=case.id if case else None, conversation_id=after.id
        )

    async def _catch_up(self) -> bool:
        """Customers who have come back, but whose words no turn of the bot will answer now."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            candidates = await tx.notices.reachable(_CATCH_UP)
        told = False
        for conversation_id in candidates:
            async with self.store.begin() as tx:
                conversation = await tx.conversations.lock(conversation_id)
                if (
                    conversation.due_at is not None
                    and conversation.due_at <= now
                    and not conversation.attempts
                ):
                    continue  # a turn is about to tell it, first thing
                said = await self._tell(tx, conversation_id, now)
            if said:
                await spread(self.bus, conversation_id)
            told = told or said
        return told
