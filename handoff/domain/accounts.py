"""People who log in, and what each role may see."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from handoff.domain.errors import Forbidden


class Role(StrEnum):
    BUTLER = "butler"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"
    ADMIN = "admin"


@dataclass(frozen=True)
class User:
    id: UUID
    username: str
    display_name: str
    roles: frozenset[Role]
    active: bool = True


@dataclass(frozen=True)
class Principal:
    """Who is asking: a user with a live session. `csrf_token` must come back in X-CSRF-Token on every
    write."""

    user: User
    session_id: UUID
    csrf_token: str
    expires_at: datetime

    @property
    def id(self) -> UUID:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.display_name

    def has(self, *roles: Role) -> bool:
        return not self.user.roles.isdisjoint(roles)

    def require(self, *roles: Role) -> None:
        """Raises Forbidden unless the user has one of the roles."""
        if not self.has(*roles):
            raise Forbidden("您的账号没有权限做这件事。")


#: Who may see conversations and cases at all. Trainers work on de-identified material, admins on the system.
DESK_ROLES = (Role.BUTLER, Role.SUPERVISOR)


@dataclass(frozen=True)
class Login:
    """`session_token` goes into the cookie; only its hash is stored."""

    session_token: str
    principal: Principal


@dataclass(frozen=True)
class StoredUser:
    user: User
    password_hash: str


@dataclass(frozen=True)
class AuditEntry:
    actor_id: UUID | None
    action: str
    subject: str
    detail: str
    at: datetime
