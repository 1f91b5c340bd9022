"""What rings at a butler, and his answer."""

from dataclasses import dataclass
from uuid import UUID

from handoff.domain.accounts import DESK_ROLES, Principal
from handoff.domain.colleagues import OfferView
from handoff.domain.errors import NotFound
from handoff.domain.handover import no_longer_offered
from handoff.domain.offers import OfferOutcome
from handoff.ports import Bus, Clockwork, Store, Topic, Tx
from handoff.service.case_moves import CaseMoves
from handoff.service.case_views import summary_of
from handoff.service.moving import check_length, lock_case, tell_butlers
from handoff.service.opening import record_move

_MAX_REASON = 500


async def offers_of(tx: Tx, viewer: Principal, clock: Clockwork) -> tuple[OfferView, ...]:
    """Oldest first."""
    found = await tx.offers.open_of_butler(viewer.id, clock.now())
    return tuple(
        [
            OfferView(o.id, summary_of(await tx.cases.row(o.case_id)), o.why, o.offered_at, o.expires_at)
            for o in found
        ]
    )


@dataclass(frozen=True)
class Offering:
    store: Store
    bus: Bus
    clock: Clockwork
    moves: CaseMoves

    async def mine(self, viewer: Principal) -> tuple[OfferView, ...]:
        viewer.require(*DESK_ROLES)
        async with self.store.begin() as tx:
            return await offers_of(tx, viewer, self.clock)

    async def accept(self, viewer: Principal, offer_id: UUID, correlation_id: str) -> UUID:
        """The case, which the viewer has now. Raises OfferGone, CaseAlreadyHeld, CaseClosed, NotFound."""
        viewer.require(*DESK_ROLES)
        async with self.store.begin() as tx:
            offer = await tx.offers.get(offer_id)
        await self.moves.claim(viewer, offer.case_id, correlation_id, offer_id)
        return offer.case_id

    async def decline(self, viewer: Principal, offer_id: UUID, reason: str) -> None:
        """Somebody else is asked. Declining again changes nothing. Raises OfferGone, NotFound, Invalid."""
        check_length(reason, _MAX_REASON)
        viewer.require(*DESK_ROLES)
        now = self.clock.now()
        async with self.store.begin() as tx:
            case, _ = await lock_case(tx, viewer, (await tx.offers.get(offer_id)).case_id)
            offer = await tx.offers.get(offer_id)
            if offer.butler_id != viewer.id:
                raise NotFound("没有找到这次派单。")
            if offer.outcome is OfferOutcome.DECLINED:
                return
            offer.require_open(now)
            await tx.offers.save(offer.settle(OfferOutcome.DECLINED, now, reason.strip()))
            rings_on = await tx.offers.open_of_cases([case.id])
            moved = case if rings_on else no_longer_offered(case)
            await record_move(
                tx, moved, "offer_declined", now, actor_id=viewer.id, actor=viewer.name, detail=reason.strip()
            )
            await tell_butlers(tx, "offer_ended", moved, [viewer.id], now)
        await self.bus.wake(Topic.EVENTS)
        await self.bus.wake(Topic.ROUTING)
