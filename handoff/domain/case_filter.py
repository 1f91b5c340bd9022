"""What narrows a list of cases down."""

from dataclasses import dataclass
from uuid import UUID

from handoff.domain.case import Priority


@dataclass(frozen=True)
class CaseFilter:
    """None or "" leaves a part open. `q`: words in number, customer's name, goal or summary; `butler_id`: who has
    it (or had it, when it is settled)."""

    q: str = ""
    priority: Priority | None = None
    code: str | None = None
    channel: str | None = None
    butler_id: UUID | None = None
    tier: int | None = None


EVERYTHING = CaseFilter()
