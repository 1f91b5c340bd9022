"""Taking a case, giving it back, settling it: each one transaction that moves case, floor and history
together."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handoff.domain.accounts import Principal
from handoff.domain.case import Case, CaseStatus
from handoff.domain.conversation import Author, Conversation, Floor, NewMessage
from handoff.domain.errors import NotFound
from handoff.domain.offers import OfferOutcome
from handoff.domain.words import RATING_QUESTION, butler_came, butler_left, case_closed
from handoff.ports import Bus, Clockwork, Store, Tx
from handoff.service.case_clocks import butler_spoke
from handoff.service.moving import (
    check_length,
    finish_move,
    let_pass,
    lock_case,
    settle_offers,
)
from handoff.service.opening import stop_clocks, wait_again
from handoff.service.speaking import say, spread, tell

_MAX_REASON = 1000
_MAX_TEXT = 4000


@dataclass(frozen=True)
class CaseMoves:
    store: Store
    bus: Bus
    clock: Clockwork

    async def claim(
        self, viewer: Principal, case_id: UUID, correlation_id: str, offer_id: UUID | None = None
    ) -> None:
        """Raises CaseAlreadyHeld (names the holder), CaseClosed; by an offer also OfferGone, NotFound. For the
        holder it changes nothing."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, conversation = await lock_case(tx, viewer, case_id)
            if offer_id is not None:
                await _require_offer(tx, viewer, offer_id, case, now)
            taken = case.claim(viewer.id, viewer.name, now)
            if taken is case:
                return
            if case.status is CaseStatus.SNOOZED:
                await finish_move(
                    tx, taken, conversation, "woken", now, actor_id=viewer.id, actor=viewer.name
                )
                return
            await self._take(tx, viewer, taken, conversation, correlation_id, now)
        await spread(self.bus, conversation.id)

    async def _take(
        self,
        tx: Tx,
        viewer: Principal,
        taken: Case,
        conversation: Conversation,
        correlation_id: str,
        now: datetime,
    ) -> None:
        # The floor first: what the bot may still have in hand is void from here on.
        conversation = conversation.give_floor(Floor.BUTLER, viewer.id).seen_by_desk()
        conversation = await tell(
            tx,
            conversation,
            butler_came(viewer.name),
            now,
            case_id=taken.id,
            correlation_id=correlation_id,
        )
        offered = await settle_offers(tx, taken, now, winner=viewer.id)
        await finish_move(
            tx,
            taken,
            conversation,
            "claimed",
            now,
            actor_id=viewer.id,
            actor=viewer.name,
            detail="接了派单" if offered else "",
        )

    async def release(self, viewer: Principal, case_id: UUID, reason: str, correlation_id: str) -> None:
        """Raises NotYourCase, CaseClosed, Invalid."""
        check_length(reason, _MAX_REASON)
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, conversation = await lock_case(tx, viewer, case_id)
            released = case.release(viewer.id, now)
            conversation = conversation.give_floor(Floor.QUEUE)
            await wait_again(tx, released, now)
            await let_pass(tx, released, viewer.id, "released", now)
            conversation = await tell(
                tx,
                conversation,
                butler_left(viewer.name),
                now,
                case_id=case_id,
                correlation_id=correlation_id,
            )
            await finish_move(
                tx,
                released,
                conversation,
                "released",
                now,
                actor_id=viewer.id,
                actor=viewer.name,
                detail=reason,
            )
        await spread(self.bus, conversation.id, queue=True)

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
        check_length(reason, _MAX_REASON)
        check_length(message_to_user, _MAX_TEXT)
        now = self.clock.now()
        told = message_to_user.replace("\x00", "").strip()
        async with self.store.begin() as tx:
            case, conversation = await lock_case(tx, viewer, case_id)
            resolved = case.resolve(viewer.id, outcome, reason.replace("\x00", ""), bool(told), now)
            if told:
                resolved = resolved.replied(now)
                await butler_spoke(tx, case, now)
                conversation = await self._last_words(
                    tx, conversation, viewer, case_id, told, correlation_id, now
                )
            conversation = await self._goodbye(tx, conversation, resolved, correlation_id, now)
            await stop_clocks(tx, case_id, now)
            conversation = conversation.hand_back(now)
            await finish_move(
                tx,
                resolved,
                conversation,
                "resolved",
                now,
                actor_id=viewer.id,
                actor=viewer.name,
                detail=outcome,
            )
        await spread(self.bus, conversation.id, turns=conversation.due_at is not None)

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


async def _require_offer(tx: Tx, viewer: Principal, offer_id: UUID, case: Case, now: datetime) -> None:
    """Raises OfferGone, NotFound. Accepting again what one has accepted changes nothing."""
    offer = await tx.offers.get(offer_id)
    if offer.butler_id != viewer.id or offer.case_id != case.id:
        raise NotFound("没有找到这次派单。")
    if offer.outcome is not OfferOutcome.ACCEPTED or case.butler_id != viewer.id:
        offer.require_open(now)
