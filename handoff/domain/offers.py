"""An offer: a case rings at one butler until he takes it, lets it pass, or the time is over."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from handoff.domain.case import Case, CaseStatus
from handoff.domain.errors import OfferGone
from handoff.domain.presence import DeskState, Presence
from handoff.domain.routing import Why


class OfferOutcome(StrEnum):
    """`withdrawn`: the case went another way; `vanished`: the butler was no longer there."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    VANISHED = "vanished"


#: Why a settled row stands for somebody who had the case and gave it away: he has let it pass as well.
LET_GO = "let_go"


@dataclass(frozen=True)
class Offer:
    """`why`: one of Why, or LET_GO. Open while `outcome` is None."""

    id: UUID
    case_id: UUID
    butler_id: UUID
    why: str
    offered_at: datetime
    expires_at: datetime
    outcome: OfferOutcome | None = None
    settled_at: datetime | None = None
    reason: str = ""

    @property
    def is_crisis(self) -> bool:
        return self.why == Why.CRISIS

    def settle(self, outcome: OfferOutcome, now: datetime, reason: str = "") -> "Offer":
        """Raises OfferGone."""
        if self.outcome is not None:
            raise OfferGone("这次派单已经结束了。")
        return replace(self, outcome=outcome, settled_at=now, reason=reason)

    def require_open(self, now: datetime) -> None:
        """Raises OfferGone, also for one whose time is over though nobody has noticed yet."""
        if self.outcome is not None or now >= self.expires_at:
            raise OfferGone("这次派单已经过时了，个案可能由别的同事接手，请在排队列表里看看。")


def end_of(
    offer: Offer, case: Case, presence: Presence | None, now: datetime, within: timedelta
) -> OfferOutcome | None:
    """How an open offer has ended by itself; None while it rings on. `within`: as in Presence.is_heard."""
    if case.status is not CaseStatus.OFFERED:
        return OfferOutcome.WITHDRAWN
    if now >= offer.expires_at:
        return OfferOutcome.EXPIRED
    if presence is None or not presence.is_heard(now, within):
        return OfferOutcome.VANISHED
    left = presence.state is DeskState.AWAY and presence.since > offer.offered_at
    return OfferOutcome.VANISHED if left else None


def let_go(id: UUID, case_id: UUID, butler_id: UUID, reason: str, now: datetime) -> Offer:
    return Offer(id, case_id, butler_id, LET_GO, now, now, OfferOutcome.DECLINED, now, reason)
