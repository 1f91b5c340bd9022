"""What a look-up showed of the customer's claims, kept for the decision whether a person is needed.

The bot cannot ask the insurer itself before it decides; what an action saw on the way to an answer is remembered in
the slot `claim_facts` and weighs with the next messages (bot/escalation.yml, signals claim_refused, claim_overdue,
supplement_again).
"""

from collections.abc import Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from insurer.api import Claim
from insurer.progress import REFUSED, current_event, overdue_days

_MOST = 5
#: A list, so that tasks started by the action (which copy the context) write into the same place.
_seen: ContextVar[list[Sequence[Claim]] | None] = ContextVar("claims_seen", default=None)


def begin() -> None:
    """Nothing was looked up yet for this message."""
    _seen.set([])


def note(claims: Sequence[Claim]) -> None:
    seen = _seen.get()
    if seen is not None:
        seen.append(claims)


def seen(now: datetime) -> list[dict[str, Any]] | None:
    """Facts of the claims looked up since `begin`, newest first; None when none were asked for."""
    looked_up = _seen.get()
    return [facts_of(claim, now) for claim in looked_up[-1][:_MOST]] if looked_up else None


def facts_of(claim: Claim, now: datetime) -> dict[str, Any]:
    return {
        "refused": claim.state_code in REFUSED,
        "overdue_days": overdue_days(current_event(claim), now),
        "supplement_round": claim.supplement_round,
    }
