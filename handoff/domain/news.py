"""Events of the insurer (contracts.md section 4) and what becomes of them: a story for the customer, told at
once where the channel allows it, otherwise kept as a notice."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

STEP_CHANGED = "claim.step_changed"
DOCUMENT_MISSING = "claim.document_missing"
CLOCK = "claim.clock"
DECIDED = "claim.decided"
PAID = "claim.paid"
PICKUP_CHANGED = "pickup.changed"
KNOWN_TYPES = frozenset({STEP_CHANGED, DOCUMENT_MISSING, CLOCK, DECIDED, PAID, PICKUP_CHANGED})


@dataclass(frozen=True)
class InsurerEvent:
    """`data` has the fields of its type; a type that is not in KNOWN_TYPES is kept and not told."""

    event_id: str
    type: str
    customer_ref: str
    claim_no: str | None
    pickup_no: str | None
    occurred_at: datetime
    data: dict[str, Any]

    @property
    def subject(self) -> str:
        """Events of one subject are told in the order they came."""
        if self.claim_no:
            return f"claim:{self.claim_no}"
        return f"pickup:{self.pickup_no}" if self.pickup_no else f"customer:{self.customer_ref}"


@dataclass(frozen=True)
class NewsRow:
    """A stored event that somebody works on."""

    id: int
    event: InsurerEvent
    correlation_id: str
    received_at: datetime
    attempts: int


@dataclass(frozen=True)
class Story:
    """What the customer reads; `card`: a timeline card, when the insurer told where the claim stands."""

    text: str
    card: dict[str, Any] | None = None


@dataclass(frozen=True)
class Notice:
    """A story for a customer, until it is told."""

    id: UUID
    customer_ref: str
    subject: str
    text: str
    card: dict[str, Any] | None
    correlation_id: str | None
    created_at: datetime


def merged(notices: list[Notice]) -> list[tuple[Story, list[Notice]]]:
    """One story per subject, oldest subject first: all the words in order, the newest card. A customer who
    comes back after a week is told what happened, not flooded."""
    by_subject: dict[str, list[Notice]] = {}
    for notice in notices:
        by_subject.setdefault(notice.subject, []).append(notice)
    stories = []
    for group in by_subject.values():
        words = list(dict.fromkeys(n.text for n in group))
        card = next((n.card for n in reversed(group) if n.card), None)
        stories.append((Story("\n".join(words), card), group))
    return stories
