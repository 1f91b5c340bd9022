"""Taking a case, giving it back, settling it: each one transaction that moves case, floor and history
together."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from handoff.domain.accounts import DESK_ROLES, Principal, Role
from handoff.domain.case import Case
from handoff.domain.clocks import Clock, ClockKind, response_due
from handoff.domain.conversation import Author, Conversation, Floor, NewMessage
from handoff.domain.errors import Invalid, NotFound
from handoff.domain.words import RATING_QUESTION, butler_came, butler_left, case_closed
from handoff.ports import Bus, Clockwork, Store, Tx
from handoff.service.opening import record_move, stop_clocks
from handoff.service.speaking import say, spread, tell

log = structlog.get_logger(__name__)

_MAX_REASON = 1000
_MAX_TEXT = 4000


@dataclass(frozen=True)
class CaseMoves:
    store: Store
    bus: Bus
    clock: Clockwork

    async def claim(self, viewer: Principal, case_id: UUID, correlation_id: str) -> None:
        """Raises CaseAlreadyHeld (names the holder), CaseClosed. For the holder it changes nothing."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, conversation = await self._lock(tx, viewer, case_id)
            taken = case.claim(viewer.id, viewer.name, now)
            if taken is case:
                return
            # The floor first: what the bot may still have in hand is void from here on.
            conversation = conversation.give_floor(Floor.BUTLER, viewer.id).seen_by_desk()
            conversation = await tell(
                tx,
                conversation,
                butler_came(viewer.name),
                now,
                case_id=case_id,
                correlation_id=correlation_id,
            )
            await self._finish(tx, taken, conversation, "claimed", viewer, now)
        await spread(self.bus, conversation.id)

    async def release(self, viewer: Principal, case_id: UUID, reason: str, correlation_id: str) -> None:
        """Raises NotYourCase, CaseClosed, Invalid."""
        _check(reason, _MAX_REASON)
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, conversation = await self._lock(tx, viewer, case_id)
            released = case.release(viewer.id, now)
            conversation = conversation.give_floor(Floor.QUEUE)
            await self._wait_again(tx, released, now)
            conversation = await tell(
                tx,
                conversation,
                butler_left(viewer.name),
                now,
                case_id=case_id,
                correlation_id=correlation_id,
            )
            await self._finish(tx, released, conversation, "released", viewer, now, reason)
        await spread(self.bus, conversation.id)

    async def resolve(
        self,
        viewer: Principal,
        case_id: UUID,
        outcome: str,
        reason: str,
        message_to_user: str,
        correlation_id: str,
    ) -> None:
        """Raises NotYourCase, CaseClosed, Invalid."""
        _check(reason, _MAX_REASON)
        _check(message_to_user, _MAX_TEXT)
        now = self.clock.now()
        told = message_to_user.replace("\x00", "").strip()
        async with self.store.begin() as tx:
            case, conversation = await self._lock(tx, viewer, case_id)
            resolved = case.resolve(viewer.id, outcome, reason.replace("\x00", ""), bool(told), now)
            if told:
                resolved = resolved.replied(now)
                conversation = await self._last_words(
                    tx, conversation, viewer, case_id, told, correlation_id, now
                )
            conversation = await self._goodbye(tx, conversation, resolved, correlation_id, now)
            await stop_clocks(tx, case_id, now)
            conversation = conversation.hand_back(now)
            await self._finish(tx, resolved, conversation, "resolved", viewer, now, outcome)
        await spread(self.bus, conversation.id, turns=conversation.due_at is not None)

    async def _lock(self, tx: Tx, viewer: Principal, case_id: UUID) -> tuple[Case, Conversation]:
        """The case as it is while its conversation's row is held."""
        viewer.require(*DESK_ROLES)
        found = await tx.cases.get(case_id)
        conversation = await tx.conversations.lock(found.conversation_id)
        case = await tx.cases.get(case_id)
        if not case.visible_to(viewer.id, sees_all=viewer.has(Role.SUPERVISOR)):
            raise NotFound("没有找到这个个案。")
        return case, conversation

    async def _finish(
        self,
        tx: Tx,
        case: Case,
        conversation: Conversation,
        kind: str,
        viewer: Principal,
        now: datetime,
        detail: str = "",
    ) -> None:
        await tx.conversations.save(conversation)
        await record_move(tx, case, kind, now, actor_id=viewer.id, actor=viewer.name, detail=detail)
        await tx.events.publish(
            "message_added",
            now,
            case_id=case.id,
            conversation_id=conversation.id,
            version=case.version,
        )
        log.info("case_moved", move=kind, case=case.number, status=case.status.value)

    async def _wait_again(self, tx: Tx, case: Case, now: datetime) -> None:
        """A wait without a clock is impossible: the one under way goes on, else the new wait gets its own."""
        if any(clock.running for clock in await tx.clocks.of_case(case.id)):
            return
        due_at = response_due(case.priority, now)
        await tx.clocks.start(Clock(uuid4(), case.id, ClockKind.FIRST_RESPONSE, now, due_at))

    async def _last_words(
        self,
        tx: Tx,
        conversation: Conversation,
        viewer: Principal,
        case_id: UUID,
        text: str,
        correlation_id: str,
        now: datetime,
    ) -> Conversation:
        new = NewMessage(
            author=Author.BUTLER,
            author_id=viewer.id,
            author_name=viewer.name,
            text=text,
            case_id=case_id,
            correlation_id=correlation_id,
        )
        _, after = await say(tx, conversation, new, now)
        return after

    async def _goodbye(
        self, tx: Tx, conversation: Conversation, case: Case, correlation_id: str, now: datetime
    ) -> Conversation:
        card = {"type": "rating", "case_id": str(case.id), "question": RATING_QUESTION}
        return await tell(
            tx,
            conversation,
            f"{case_closed(case.number)}{RATING_QUESTION}",
            now,
            case_id=case.id,
            card=card,
            correlation_id=correlation_id,
        )


def _check(text: str, limit: int) -> None:
    if len(text) > limit:
        raise Invalid(f"最多 {limit} 个字。")
