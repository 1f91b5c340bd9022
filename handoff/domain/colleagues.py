"""The people of the desk: what a supervisor has set for them, and how each is right now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handoff.domain.accounts import Role, User
from handoff.domain.presence import DeskState
from handoff.domain.views import CaseSummary


@dataclass(frozen=True)
class ButlerProfile:
    """`version` grows at every change. Who has none can do everything, up to the desk's default capacity."""

    user_id: UUID
    skills: tuple[str, ...]
    capacity: int
    specialist: bool = False
    version: int = 1


@dataclass(frozen=True)
class Colleague:
    """`state` is what he says of himself, `present` whether his console is heard of as well; `skills` None:
    all. `load`: cases he is working on now."""

    user: User
    state: DeskState
    present: bool
    since: datetime | None
    load: int
    capacity: int
    skills: tuple[str, ...] | None
    specialist: bool

    @property
    def id(self) -> UUID:
        return self.user.id

    @property
    def display_name(self) -> str:
        return self.user.display_name

    @property
    def roles(self) -> frozenset[Role]:
        return self.user.roles


@dataclass(frozen=True)
class OfferView:
    """`why`: wanted | dedicated | skill | load | crisis."""

    id: UUID
    case: CaseSummary
    why: str
    offered_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Attendance:
    """What a console is told at each beat. `present`: is offered cases."""

    state: str
    present: bool
    offers: tuple[OfferView, ...]
    capacity: int
    load: int
