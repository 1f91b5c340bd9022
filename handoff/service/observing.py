"""Listening while a person has the floor or is being called: every message is understood all the same, so that
the desk sees what the bot makes of it, and a case that becomes worse rings again. The bot's failure here
costs nobody anything: it is tried a few times, then the message is marked as not understood."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import structlog
from structlog.contextvars import bound_contextvars

from handoff.domain.conversation import Conversation
from handoff.domain.delivery import back_off
from handoff.domain.errors import BotRejected, BotUnavailable, LeaseLost
from handoff.domain.turn import MAX_MESSAGES_PER_TURN, BotStatus, Mode
from handoff.ports import Bot, Bus, Clockwork, Metrics, Store, Topic
from handoff.service.botwatch import BotWatch
from handoff.service.loop import POLL, work_until
from handoff.service.observed import ObservedStore, ObserveWork
from handoff.service.speaking import spread
from handoff.service.status import desk_status
from handoff.service.turn_work import prepared

log = structlog.get_logger(__name__)

#: Tries before a message counts as not understood; with the back-off about a minute.
TRIES = 6
_LONGEST_WAIT = 20.0


@dataclass(frozen=True)
class Observer:
    """`length`: a killed observer's conversation is picked up after this; longer than `bot_seconds`."""

    store: Store
    bot: Bot
    bus: Bus
    clock: Clockwork
    metrics: Metrics
    watch: BotWatch
    results: ObservedStore
    length: timedelta
    bot_seconds: float

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(Topic.TURNS), self.step, "observer")

    async def step(self) -> float:
        """One conversation. Returns the seconds until the next look."""
        if not self.watch.ready and self.watch.still_starting(self.clock.now()):
            return POLL
        work = await self._take()
        if work is None:
            return min(POLL, await self._seconds_to_next())
        if isinstance(work, ObserveWork):
            with bound_contextvars(
                correlation_id=work.request.correlation_id,
                conversation_id=str(work.conversation.id),
                turn_id=str(work.request.turn_id),
            ):
                await self._observe(work)
        return 0.0

    async def _take(self) -> ObserveWork | Conversation | None:
        """Work; or a conversation in which everything was understood already; or None."""
        token, now = uuid4(), self.clock.now()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lease_unobserved(now, now + self.length, token)
            if conversation is None:
                return None
            # After a failure one at a time: a message the bot cannot take must not cost its neighbours theirs.
            limit = 1 if conversation.observe_attempts else MAX_MESSAGES_PER_TURN
            upto = conversation.observable_seq
            messages = await tx.messages.unobserved(conversation.id, conversation.observed_seq, upto, limit)
            if not messages:
                await tx.conversations.save(conversation.observed(upto))
                return conversation
            desk = await desk_status(tx, self.clock, conversation.butler_username)
            request = await prepared(tx, conversation, messages, desk, now, Mode.OBSERVE, self.bot_seconds)
        return ObserveWork(conversation, token, tuple(messages), request)

    async def _seconds_to_next(self) -> float:
        now = self.clock.now()
        async with self.store.begin() as tx:
            due_at = await tx.conversations.next_unobserved(now)
        return max(0.005, (due_at - now).total_seconds()) if due_at else 3600.0

    async def _observe(self, work: ObserveWork) -> None:
        try:
            outcome = await self._understand(work)
        except LeaseLost:
            outcome = "discarded"
        self.metrics.observed(outcome)
        log.info("observed", outcome=outcome, messages=len(work.messages))

    async def _understand(self, work: ObserveWork) -> str:
        rejected = False
        try:
            result = await self.bot.turn(work.request)
            worse = await self.results.keep(work, result)
        except LeaseLost:
            raise
        except BotUnavailable as error:
            rejected = isinstance(error, BotRejected)
            log.warning("bot_did_not_observe", code=error.code, reason=error.detail)
        except Exception:
            log.exception("observing_failed")
        else:
            await spread(self.bus, work.conversation.id, queue=worse)
            await self.watch.learn(BotStatus(ready=True, model_id=result.model_id))
            return "worsened" if worse else "understood"
        return await self._failed(work, rejected=rejected)

    async def _failed(self, work: ObserveWork, *, rejected: bool) -> str:
        attempts = work.conversation.observe_attempts + 1
        alone = len(work.messages) == 1
        if alone and (rejected or attempts >= TRIES):
            await self.results.give_up(work, "bot_rejected" if rejected else "bot_unavailable")
            await spread(self.bus, work.conversation.id)
            return "given_up"
        wait = 0.0 if rejected else back_off(attempts, base=1.0, cap=_LONGEST_WAIT)
        await self.results.put_off(work, self.clock.now() + timedelta(seconds=wait))
        return "failed"
