"""The turn worker: leases one due conversation, asks the bot, stores the answer. Any number may run, in
any number of processes."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

import structlog
from structlog.contextvars import bound_contextvars

from handoff.domain.context import Dossier
from handoff.domain.errors import BotRejected, BotUnavailable, FloorChanged, LeaseLost
from handoff.domain.escalation import case_request
from handoff.domain.requests import noted_requests, opens_a_case
from handoff.domain.turn import BotStatus, TurnResult
from handoff.ports import Bot, Bus, Clockwork, Insurer, Metrics, Topic
from handoff.service.botwatch import BotWatch
from handoff.service.loop import POLL, work_until
from handoff.service.speaking import spread
from handoff.service.turn_failure import TurnFailures
from handoff.service.turn_result import Stored, TurnStore
from handoff.service.turn_work import Leases, TurnWork

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class TurnWorker:
    leases: Leases
    results: TurnStore
    failures: TurnFailures
    bot: Bot
    watch: BotWatch
    insurer: Insurer
    bus: Bus
    clock: Clockwork
    metrics: Metrics

    async def run(self, stop: asyncio.Event) -> None:
        await work_until(stop, self.bus.listen(Topic.TURNS), self.step, "turns")

    async def step(self) -> float:
        """One turn. Returns the seconds until the next look: 0 after work, else until something is due."""
        if not self.watch.ready and self.watch.still_starting(self.clock.now()):
            return POLL
        work = await self.leases.take()
        if work is None:
            return min(POLL, await self.leases.seconds_to_next())
        if not isinstance(work, TurnWork):
            self.metrics.turn_finished("skipped", 0.0)
            return 0.0
        with bound_contextvars(
            correlation_id=work.correlation_id,
            conversation_id=str(work.conversation.id),
            turn_id=str(work.turn_id),
        ):
            await self._turn(work)
        return 0.0

    async def _turn(self, work: TurnWork) -> None:
        started = perf_counter()
        try:
            outcome = await self._answer(work)
        except (LeaseLost, FloorChanged) as reason:
            log.info("turn_discarded", reason=reason.code)
            outcome = "discarded"
            if work.is_opening:
                await self._make_way(work)
        seconds = perf_counter() - started
        self.metrics.turn_finished(outcome, seconds)
        log.info("turn_finished", outcome=outcome, ms=round(seconds * 1000, 1), messages=len(work.messages))

    async def _answer(self, work: TurnWork) -> str:
        hopeless = False
        try:
            async with self.leases.renewed(work):
                result = await self.bot.turn(work.request)
                stored = await self._keep(work, result)
        except (LeaseLost, FloorChanged):
            raise
        except BotUnavailable as error:
            hopeless = isinstance(error, BotRejected)
            log.warning("bot_did_not_answer", code=error.code, reason=error.detail)
        except Exception:
            # Whatever else goes wrong with this turn must not make it run for ever unseen.
            log.exception("turn_failed")
        else:
            await self._after(work.conversation.id, stored, result)
            if work.is_opening:
                return "opened"
            return "escalated" if stored.case else "answered"
        if work.is_opening:
            await self.failures.drop_opening(work)
            return "not_opened"
        await self._failed(work, hopeless=hopeless)
        return "failed"

    async def _keep(self, work: TurnWork, result: TurnResult) -> Stored:
        dossier: Dossier | None = None
        asks = case_request(result) is not None or opens_a_case(noted_requests(result)) is not None
        if asks and not work.is_opening:
            dossier = await self.insurer.dossier(
                work.conversation.customer_ref, self.clock.now(), work.correlation_id
            )
        return await self.results.keep(work, result, dossier)

    async def _after(self, conversation_id: UUID, stored: Stored, result: TurnResult) -> None:
        await spread(self.bus, conversation_id, turns=stored.due_again, queue=stored.case is not None)
        await self.watch.learn(BotStatus(ready=True, model_id=result.model_id))

    async def _make_way(self, work: TurnWork) -> None:
        """The customer has begun to write during the first screen: his turn is due now, not after our lease."""
        with suppress(LeaseLost, FloorChanged):
            await self.failures.drop_opening(work)
            await self.bus.wake(Topic.TURNS)

    async def _failed(self, work: TurnWork, *, hopeless: bool) -> None:
        if await self.failures.note(work, hopeless=hopeless):
            await spread(self.bus, work.conversation.id, queue=True)
        await self.watch.probe()
