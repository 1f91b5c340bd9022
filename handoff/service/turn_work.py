"""A leased piece of work: one conversation, the user's unanswered messages, and what the bot is told about
the rest."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog

from handoff.domain.case import OUTCOMES, Case, Priority
from handoff.domain.conversation import WEB, Author, Conversation, Floor, Message
from handoff.domain.redaction import redact
from handoff.domain.status_views import DeskStatus
from handoff.domain.turn import (
    MAX_MESSAGE_CHARS,
    MAX_MESSAGES_PER_TURN,
    Mode,
    TurnMessage,
    TurnRequest,
)
from handoff.ports import Clockwork, Store, Tx
from handoff.service.promise_ledger import promises_near
from handoff.service.status import desk_status

log = structlog.get_logger(__name__)

#: How long the bot is told about the customer's last settled case.
_LAST_CASE_TOLD = timedelta(days=3)
#: So many characters of the butler's last words.
_TOLD = 120
#: How far back the customer's settled cases are counted for the bot, and up to how many: more say no more.
_CASES_COUNTED = timedelta(days=60)
_MOST_COUNTED = 9


@dataclass(frozen=True)
class TurnWork:
    """`epoch`: the floor epoch the work was begun in. `arrived_at`: when the oldest unanswered message
    came."""

    conversation: Conversation
    token: UUID
    turn_id: UUID
    messages: tuple[Message, ...]
    request: TurnRequest
    desk: DeskStatus

    @property
    def epoch(self) -> int:
        return self.conversation.floor_epoch

    @property
    def last_seq(self) -> int:
        return self.messages[-1].seq if self.messages else self.conversation.processed_seq

    @property
    def arrived_at(self) -> datetime:
        return self.messages[0].created_at if self.messages else self.request.now

    @property
    def is_opening(self) -> bool:
        return self.request.mode is Mode.OPENING

    @property
    def correlation_id(self) -> str:
        return self.request.correlation_id


@dataclass(frozen=True)
class Leases:
    """`length`: a killed worker's conversation is picked up after this. Renewed at a third of it."""

    store: Store
    clock: Clockwork
    length: timedelta
    bot_seconds: float

    async def take(self) -> TurnWork | Conversation | None:
        """A turn to do; or a conversation that was due without need (it is settled); or None: nothing is
        due."""
        token, now = uuid4(), self.clock.now()
        async with self.store.begin() as tx:
            conversation = await tx.conversations.lease_due(now, now + self.length, token)
            if conversation is None:
                return None
            messages = await tx.messages.unprocessed(
                conversation.id, conversation.processed_seq, MAX_MESSAGES_PER_TURN
            )
            if conversation.bot_may_answer() and messages:
                return await self._prepare(tx, conversation, token, tuple(messages), now)
            if conversation.floor is Floor.BOT and conversation.opening_is_fresh(now):
                return await self._prepare(tx, conversation, token, (), now)
            await tx.conversations.save(conversation.answered(conversation.last_user_seq, now))
            return conversation

    async def seconds_to_next(self) -> float:
        """Until the next conversation is due; large when none is."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            due_at = await tx.conversations.next_due(now)
        return max(0.005, (due_at - now).total_seconds()) if due_at else 3600.0

    async def _prepare(
        self, tx: Tx, conversation: Conversation, token: UUID, messages: tuple[Message, ...], now: datetime
    ) -> TurnWork:
        desk = await desk_status(tx, self.clock, conversation.butler_username)
        mode = Mode.ANSWER if messages else Mode.OPENING
        request = await prepared(tx, conversation, messages, desk, now, mode, self.bot_seconds)
        return TurnWork(conversation, token, request.turn_id, messages, request, desk)

    @asynccontextmanager
    async def renewed(self, work: TurnWork) -> AsyncIterator[None]:
        """Keeps the lease while the block runs."""
        task = asyncio.create_task(self._renew(work))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _renew(self, work: TurnWork) -> None:
        while True:
            await asyncio.sleep(self.length.total_seconds() / 3)
            try:
                async with self.store.begin() as tx:
                    until = self.clock.now() + self.length
                    if not await tx.conversations.renew_lease(work.conversation.id, work.token, until):
                        return
            except Exception as error:
                # Not being able to renew is not fatal: at worst somebody else does the turn, and ours is
                # discarded.
                log.warning("lease_not_renewed", error=type(error).__name__)


async def prepared(
    tx: Tx,
    conversation: Conversation,
    messages: Sequence[Message],
    desk: DeskStatus,
    now: datetime,
    mode: Mode,
    deadline: float,
) -> TurnRequest:
    """What the bot is asked, with a new turn id."""
    turn_id = uuid4()
    settings = await tx.desk_settings.current()
    open_case = await tx.cases.open_brief(conversation.id)
    last_case = await tx.cases.last_resolved(conversation.id)
    return TurnRequest(
        conversation_id=conversation.id,
        turn_id=turn_id,
        now=now,
        deadline=deadline,
        state=await tx.conversations.state(conversation.id),
        messages=tuple(
            TurnMessage(m.id, m.text[:MAX_MESSAGE_CHARS], m.created_at, m.attachments) for m in messages
        ),
        user=_user(conversation),
        facts={
            **facts(desk, open_case, last_case, now, await _told(tx, last_case)),
            "response_minutes": {p.value: settings.response_minutes[p] for p in Priority},
            "promises": await promises_near(tx, conversation.id, now),
            "earlier_cases": await tx.cases.settled_since(
                conversation.id, conversation.customer_ref, now - _CASES_COUNTED, _MOST_COUNTED
            ),
        },
        correlation_id=(messages[-1].correlation_id if messages else None) or turn_id.hex,
        mode=mode,
    )


def _user(conversation: Conversation) -> dict[str, Any]:
    return {
        "customer_ref": conversation.customer_ref,
        "channel": conversation.channel,
        "display_name": conversation.display_name,
        "butler_name": conversation.butler_name,
        "locale": "zh-CN",
        # The web channel admits only identities that the operator's own server has signed.
        "assurance": "signed" if conversation.channel == WEB else "channel",
    }


async def _told(tx: Tx, last_case: Case | None) -> str:
    """The butler's last words about that case."""
    if last_case is None:
        return ""
    last = await tx.messages.last_of(last_case.conversation_id, Author.BUTLER)
    return last.text if last is not None and last.case_id == last_case.id else ""


def facts(
    desk: DeskStatus, open_case: Case | None, last_case: Case | None, now: datetime, told: str = ""
) -> dict[str, Any]:
    """`facts` of contracts.md section 2. `told`: what the customer was told at the end of `last_case`."""
    return {
        "desk": {
            "in_hours": desk.in_hours,
            "on_duty": desk.on_duty,
            "butler_on_duty": desk.butler_on_duty,
            "opens_at": desk.opens_at.isoformat() if desk.opens_at else None,
        },
        "open_case": _open_case(open_case) if open_case else None,
        "last_case": _last_case(last_case, now, told) if last_case else None,
    }


def _open_case(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "status": case.status.value,
        "codes": list(case.codes),
        "priority": case.priority.value,
    }


def _last_case(case: Case, now: datetime, told: str) -> dict[str, Any] | None:
    if case.resolved_at is None or now - case.resolved_at > _LAST_CASE_TOLD:
        return None
    settled = OUTCOMES.get(case.outcome or "", "已处理")
    reason = redact(case.outcome_reason or "")[:80]
    return {
        "number": case.number,
        "resolved_at": case.resolved_at.isoformat(),
        "outcome": case.outcome,
        "codes": list(case.codes),
        "settled": f"{settled}：{reason}" if reason else settled,
        "told": redact(told)[:_TOLD],
    }
