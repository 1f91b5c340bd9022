"""What the desk works on: cases, clocks, signals, the live feed, people."""

from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from handoff.domain.accounts import AuditEntry, StoredUser, User
from handoff.domain.case import Case
from handoff.domain.case_filter import EVERYTHING, CaseFilter
from handoff.domain.clocks import Clock
from handoff.domain.records import (
    CaseEvent,
    CaseRow,
    EventRow,
    Ledger,
    NewSession,
    Outage,
    Rating,
    SessionRow,
    Signal,
)
from handoff.domain.views import CaseCounts, Note


class Cases(Protocol):
    async def next_number(self, day: date) -> str:
        """A20261122-0003: counted per calendar day in China."""
        ...

    async def insert(self, case: Case) -> None: ...

    async def save(self, case: Case) -> None: ...

    async def move(self, case: Case) -> None:
        """As `save`, but leaves the context alone: for a case read without it."""
        ...

    async def get(self, case_id: UUID) -> Case:
        """Raises NotFound."""
        ...

    async def open_of(self, conversation_id: UUID) -> Case | None: ...

    async def open_brief(self, conversation_id: UUID) -> Case | None:
        """As `open_of`, but with an empty context (which may be large): for reading, never for saving."""
        ...

    async def last_resolved(self, conversation_id: UUID) -> Case | None: ...

    async def settled_since(
        self, conversation_id: UUID, customer_ref: str | None, since: datetime, most: int
    ) -> int:
        """Cases of the customer (in all conversations) settled since then, at most `most`. Those that only an outage
        opened say nothing of the customer and are not counted."""
        ...

    async def earlier(self, conversation_id: UUID, limit: int) -> list[Case]:
        """Resolved cases of the conversation, newest first."""
        ...

    async def position(self, case: Case) -> int:
        """1 = next in the queue (priority, then longest waiting)."""
        ...

    async def page(
        self,
        view: str,
        viewer: UUID,
        cursor: str | None,
        limit: int,
        *,
        see_all: bool,
        only: CaseFilter = EVERYTHING,
    ) -> tuple[list[CaseRow], str | None]:
        """`see_all` False keeps others' resolved cases out. Raises Invalid for a cursor that is none."""
        ...

    async def row(self, case_id: UUID) -> CaseRow:
        """Raises NotFound."""
        ...

    async def counts(self, viewer: UUID) -> CaseCounts: ...

    async def add_event(self, event: CaseEvent) -> None: ...

    async def events(self, case_id: UUID) -> list[tuple[int, CaseEvent]]: ...

    async def add_note(self, case_id: UUID, note: Note) -> None: ...

    async def notes(self, case_id: UUID) -> list[Note]: ...

    async def rate(self, rating: Rating) -> bool:
        """False when the case already had a rating (which it keeps)."""
        ...

    async def rating(self, case_id: UUID) -> Rating | None: ...

    async def start_outage(self, now: datetime) -> Outage:
        """The outage under way, begun now if there is none."""
        ...

    async def end_outage(self, now: datetime) -> None: ...


class Clocks(Protocol):
    """Whoever writes a clock holds its case's conversation."""

    async def start(self, clock: Clock) -> None: ...

    async def save(self, clock: Clock) -> None: ...

    async def get(self, clock_id: UUID) -> Clock:
        """Raises NotFound."""
        ...

    async def of_case(self, case_id: UUID) -> list[Clock]: ...

    async def lock_warnings(self, now: datetime, limit: int) -> list[Clock]:
        """Clocks of which a warning is due, with their conversations locked (SKIP LOCKED), longest due first."""
        ...


class Signals(Protocol):
    async def add(self, signal: Signal) -> None: ...

    async def ledger(self) -> Ledger:
        """The counts that reconciliation compares, from one snapshot."""
        ...


class Events(Protocol):
    async def publish(
        self,
        kind: str,
        now: datetime,
        *,
        case_id: UUID | None = None,
        conversation_id: UUID | None = None,
        version: int | None = None,
        data: dict[str, Any] | None = None,
    ) -> None: ...

    async def head(self) -> str:
        """The cursor after which everything not yet visible will come."""
        ...

    async def after(self, cursor: str, limit: int) -> list[EventRow]:
        """Rows after the cursor whose transactions no running one precedes. Raises CursorExpired."""
        ...

    async def forget_before(self, moment: datetime) -> int: ...


class Accounts(Protocol):
    async def by_username(self, username: str) -> StoredUser | None: ...

    async def by_id(self, user_id: UUID) -> User | None: ...

    async def put_user(self, user: User, password_hash: str, now: datetime) -> None:
        """Inserts, or replaces the user of that name (whose id stays)."""
        ...

    async def everybody(self) -> list[StoredUser]: ...

    async def add_session(self, session: NewSession) -> None: ...

    async def session(self, token_hash: str, now: datetime) -> SessionRow | None:
        """None unless it is live at that time and its user active."""
        ...

    async def touch_session(self, session_id: UUID, now: datetime) -> None: ...

    async def revoke_session(self, session_id: UUID, now: datetime) -> None: ...

    async def revoke_all(self, user_id: UUID, now: datetime) -> int: ...

    async def audit(self, entry: AuditEntry) -> None: ...
