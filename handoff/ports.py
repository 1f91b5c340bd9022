"""What the services need from the world, as Protocols. Adapters implement them; `bootstrap` joins the two.

Rules of every Store implementation: all writes of one `begin()` block become visible together or not at
all; a `lock_*` method holds the row until the block ends; whoever changes a conversation, its cases,
messages or outbox rows holds the conversation's row (one lock order, hence no deadlock, and commit order
equals seq order).
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from handoff.domain.accounts import AuditEntry, StoredUser, User
from handoff.domain.attachments import Attachment, Received
from handoff.domain.case import Case
from handoff.domain.clocks import Clock
from handoff.domain.context import Dossier
from handoff.domain.conversation import Author, Contact, Conversation, Message
from handoff.domain.delivery import Caps, Origin, Outbound, OutboxRow, SendResult
from handoff.domain.news import InsurerEvent, NewsRow, Notice, Story
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
    TranscriptRow,
)
from handoff.domain.turn import BotStatus, TurnRequest, TurnResult
from handoff.domain.views import CaseCounts, Note


class Clockwork(Protocol):
    def now(self) -> datetime:
        """Aware, UTC or any other zone."""
        ...


class Conversations(Protocol):
    async def upsert(self, contact: Contact, now: datetime) -> Conversation:
        """The contact's conversation, made on first contact (safe against a race), locked. What the
        contact newly tells (customer, display name, dedicated butler) replaces what was stored; None
        leaves it."""
        ...

    async def get(self, conversation_id: UUID) -> Conversation:
        """Raises NotFound."""
        ...

    async def lock(self, conversation_id: UUID) -> Conversation:
        """Raises NotFound."""
        ...

    async def save(self, conversation: Conversation) -> None:
        """Writes every column of a locked row but `state`."""
        ...

    async def state(self, conversation_id: UUID) -> dict[str, Any] | None: ...

    async def put_state(self, conversation_id: UUID, state: dict[str, Any] | None) -> None: ...

    async def lease_due(self, now: datetime, until: datetime, token: UUID) -> Conversation | None:
        """Takes the longest due conversation that nobody holds (SKIP LOCKED)."""
        ...

    async def renew_lease(self, conversation_id: UUID, token: UUID, until: datetime) -> bool:
        """False when the lease is no longer ours."""
        ...

    async def hasten(self, now: datetime) -> int:
        """Makes every conversation that waits out a back-off due now; how many."""
        ...

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next conversation becomes due that is not due yet."""
        ...

    async def lease_unobserved(self, now: datetime, until: datetime, token: UUID) -> Conversation | None:
        """As `lease_due`, for what was written while a person had the floor and nobody has understood yet."""
        ...

    async def next_unobserved(self, now: datetime) -> datetime | None: ...

    async def of_customer(self, customer_ref: str) -> list[UUID]:
        """The one the customer has used most first."""
        ...

    async def count_due(self, now: datetime) -> int: ...


class Messages(Protocol):
    async def remember_inbound(
        self, channel: str, account: str, dedupe_key: str, message_id: UUID, now: datetime
    ) -> UUID | None:
        """None when the key is new; else the id of the message it first came with."""
        ...

    async def insert(self, message: Message) -> None: ...

    async def get(self, message_id: UUID) -> Message:
        """Raises NotFound."""
        ...

    async def by_client_id(
        self, conversation_id: UUID, author_id: UUID, client_msg_id: str
    ) -> Message | None: ...

    async def unprocessed(self, conversation_id: UUID, after_seq: int, limit: int) -> list[Message]:
        """The user's messages with a seq above `after_seq`, in order."""
        ...

    async def feed(self, conversation_id: UUID, after: int, before: int | None, limit: int) -> list[Message]:
        """What the customer sees, ascending; with `before` the last `limit` below it."""
        ...

    async def transcript(
        self, conversation_id: UUID, after_seq: int, before_seq: int | None, limit: int
    ) -> list[TranscriptRow]:
        """Everything with its delivery, ascending by seq; with `before_seq` the last `limit` below it."""
        ...

    async def put_understanding(
        self, message_id: UUID, understanding: dict[str, Any], turn_id: UUID
    ) -> None: ...

    async def unobserved(
        self, conversation_id: UUID, after_seq: int, up_to_seq: int, limit: int
    ) -> list[Message]:
        """The user's messages in that range that have no understanding yet, in order."""
        ...

    async def last_at(self, conversation_id: UUID, author: Author | None = None) -> datetime | None:
        """When the last message (of that author) came."""
        ...

    async def reword(self, message_id: UUID, text: str) -> None:
        """Replaces the words of a plain text message."""
        ...

    async def show(self, message_id: UUID, feed_seq: int) -> None:
        """Gives a stored message its feed position."""
        ...


class Outbox(Protocol):
    async def add(self, message: Message, origin: Origin, floor_epoch: int, now: datetime) -> None: ...

    async def lock_head(self, now: datetime) -> tuple[OutboxRow, str] | None:
        """The first unsettled row of some conversation, when it is due and nobody works on it (SKIP
        LOCKED), with its channel. Never a later row of a conversation before an earlier one is final."""
        ...

    async def pending(self, conversation_id: UUID, limit: int) -> list[OutboxRow]:
        """In order."""
        ...

    async def save(self, row: OutboxRow) -> None: ...

    async def get(self, row_id: int) -> OutboxRow:
        """Raises NotFound."""
        ...

    async def count_pending(self) -> int: ...


class Cases(Protocol):
    async def next_number(self, day: date) -> str:
        """A20261122-0003: counted per calendar day in China."""
        ...

    async def insert(self, case: Case) -> None: ...

    async def save(self, case: Case) -> None: ...

    async def get(self, case_id: UUID) -> Case:
        """Raises NotFound."""
        ...

    async def open_of(self, conversation_id: UUID) -> Case | None: ...

    async def open_brief(self, conversation_id: UUID) -> Case | None:
        """As `open_of`, but with an empty context (which may be large): for reading, never for saving."""
        ...

    async def last_resolved(self, conversation_id: UUID) -> Case | None: ...

    async def earlier(self, conversation_id: UUID, limit: int) -> list[Case]:
        """Resolved cases of the conversation, newest first."""
        ...

    async def position(self, case: Case) -> int:
        """1 = next in the queue (priority, then longest waiting)."""
        ...

    async def page(
        self, view: str, viewer: UUID, cursor: str | None, limit: int, *, see_all: bool
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
    async def start(self, clock: Clock) -> None: ...

    async def save(self, clock: Clock) -> None:
        """When it is due and when it was stopped; not the mark of the watcher, who works beside us."""
        ...

    async def mark_breached(self, clock_id: UUID, now: datetime) -> None: ...

    async def of_case(self, case_id: UUID) -> list[Clock]: ...

    async def lock_breached(self, now: datetime, limit: int) -> list[Clock]:
        """Running clocks past due that nobody has marked yet (SKIP LOCKED)."""
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


class Attachments(Protocol):
    async def guard(self, sha256: str, *, alone: bool) -> None:
        """Holds the file of that name until the block ends: whoever uses it shares, who removes it is
        `alone`."""
        ...

    async def insert(self, conversation_id: UUID, file: Attachment, now: datetime) -> None: ...

    async def unused(self, conversation_id: UUID, ids: Sequence[UUID]) -> tuple[Attachment, ...]:
        """Those of `ids` that are the conversation's own and belong to no message yet, locked, in that order."""
        ...

    async def give(self, ids: Sequence[UUID], message_id: UUID) -> None:
        """From now on they belong to this (stored) message."""
        ...

    async def find(self, conversation_id: UUID, attachment_id: UUID, *, sent: bool) -> Attachment | None:
        """`sent`: only one that belongs to a message."""
        ...

    async def forget_unused(self, before: datetime) -> int: ...

    async def is_used(self, sha256: str) -> bool: ...


class News(Protocol):
    """Events from the insurer, in the order they came per subject (a claim, a pickup)."""

    async def add(self, event: InsurerEvent, correlation_id: str, now: datetime) -> bool:
        """False when its event_id is known already."""
        ...

    async def lease(self, now: datetime, until: datetime, token: UUID) -> list[NewsRow]:
        """The pending events of the subject that waits longest and that nobody works on, in order; at most
        ten."""
        ...

    async def still_ours(self, rows: Sequence[NewsRow], token: UUID) -> bool:
        """Locks them."""
        ...

    async def settle(self, row: NewsRow, status: str, reason: str | None) -> None: ...

    async def put_off(self, rows: Sequence[NewsRow], until: datetime, reason: str) -> None: ...

    async def told_since(self, subject: str, kind: str, moment: datetime) -> bool:
        """Whether one of that type that occurred later has been dealt with."""
        ...

    async def forget_before(self, moment: datetime) -> int: ...


class Notices(Protocol):
    """What a customer is to be told when he can be reached."""

    async def add(self, notice: Notice) -> None: ...

    async def lock_pending(self, customer_ref: str) -> list[Notice]:
        """Oldest first."""
        ...

    async def told(self, notice_id: UUID, message_id: UUID, now: datetime) -> None: ...

    async def reachable(self, limit: int) -> list[UUID]:
        """Conversations, begun or written in since, of customers with pending notices."""
        ...


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

    async def on_duty(self, since: datetime, now: datetime) -> set[UUID]:
        """Butlers with a live session used since then."""
        ...

    async def audit(self, entry: AuditEntry) -> None: ...


class Tx(Protocol):
    """One transaction."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def clocks(self) -> Clocks: ...
    @property
    def signals(self) -> Signals: ...
    @property
    def events(self) -> Events: ...
    @property
    def attachments(self) -> Attachments: ...
    @property
    def news(self) -> News: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def accounts(self) -> Accounts: ...


class Store(Protocol):
    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """Commits when the block ends, rolls back when it raises."""
        ...

    async def ready(self) -> str | None:
        """None when the database answers and is at the newest migration; else a sentence."""
        ...


class Listener(Protocol):
    """Somebody waiting for news of one topic. News between two waits are not lost, several are one."""

    async def wait(self, seconds: float) -> bool:
        """True when woken, False after that many seconds."""
        ...

    def close(self) -> None: ...


class Bus(Protocol):
    """Wake-ups and short-lived values between hubs. No method raises when Redis is away: wake-ups then
    reach this process only (everybody polls besides), values live in this process only."""

    async def wake(self, topic: str) -> None: ...

    def listen(self, *topics: str) -> Listener: ...

    async def put(self, key: str, value: str, ttl: float) -> None:
        """`ttl` in seconds."""
        ...

    async def get(self, key: str) -> str | None: ...

    async def take(self, key: str) -> str | None:
        """Reads and removes: of several takers one gets it."""
        ...

    async def hit(self, key: str, window: float, by: int = 1) -> int:
        """Counts one event and returns how many there were within `window` seconds since the first. `by` -1
        takes one back."""
        ...

    async def clear(self, key: str) -> None: ...


class Topic:
    """Names of the wake-ups."""

    TURNS = "turns"
    OUTBOX = "outbox"
    EVENTS = "events"
    BOT = "bot"
    NEWS = "news"

    @staticmethod
    def chat(conversation_id: UUID) -> str:
        return f"chat:{conversation_id}"


class Bot(Protocol):
    async def turn(self, request: TurnRequest) -> TurnResult:
        """Raises BotUnavailable (try again) or BotRejected (this request never works)."""
        ...

    async def status(self) -> BotStatus:
        """Never raises."""
        ...


class Insurer(Protocol):
    """The insurer's facts as the hub needs them. No method raises when the insurer is away."""

    async def contact(self, contact: Contact, correlation_id: str) -> Contact:
        """The contact with the customer's masked name and dedicated butler filled in, where the insurer
        knows them."""
        ...

    async def dossier(self, customer_ref: str | None, now: datetime, correlation_id: str) -> Dossier: ...

    async def ready(self) -> bool: ...


class Storyteller(Protocol):
    """Puts events of the insurer into words."""

    async def tell(self, events: Sequence[InsurerEvent], now: datetime, correlation_id: str) -> Story | None:
        """What one customer is told about events of one subject; None when there is nothing to tell. Raises
        InsurerAway when the facts it needs cannot be had now; with `tell_plainly` it does without."""
        ...

    def tell_plainly(self, events: Sequence[InsurerEvent]) -> Story | None: ...


class Media(Protocol):
    """Files by their content's SHA-256 (hex), outside the database. Raises OSError like any disk."""

    async def receive(self, parts: AsyncIterator[bytes], limit: int) -> Received:
        """Writes to a temporary file. Raises TooLarge as soon as it is longer than `limit`, after which
        nothing is left behind."""
        ...

    async def keep(self, received: Received) -> None:
        """Gives it its place."""
        ...

    async def discard(self, received: Received) -> None: ...

    def read(self, sha256: str) -> AsyncIterator[bytes]:
        """Raises NotFound when it is not there."""
        ...

    async def older_than(self, age: timedelta) -> list[str]:
        """Names of kept files untouched for so long; temporary ones of that age are removed."""
        ...

    async def remove(self, sha256: str) -> None: ...


class Channel(Protocol):
    """The sending side of a channel. Where messages come in is the web layer's and intake's concern."""

    @property
    def name(self) -> str: ...
    @property
    def caps(self) -> Caps: ...

    async def send(self, out: Outbound) -> SendResult:
        """Never raises for what the platform does: a time-out is Unknown."""
        ...


@dataclass(frozen=True)
class Channels:
    """The channels of this hub by name."""

    items: Sequence[Channel]

    def get(self, name: str) -> Channel | None:
        return next((c for c in self.items if c.name == name), None)


class PasswordHasher(Protocol):
    async def hash(self, password: str) -> str: ...

    async def verify(self, password_hash: str, password: str) -> bool: ...

    async def burn(self, password: str) -> None:
        """Takes as long as `verify`, for a user who does not exist."""
        ...


class Metrics(Protocol):
    def turn_finished(self, outcome: str, seconds: float) -> None:
        """`outcome`: answered | escalated | discarded | failed | skipped."""
        ...

    def ack_finished(self, channel: str, seconds: float, *, duplicate: bool) -> None: ...

    def send_finished(self, channel: str, status: str) -> None: ...

    def due(self, conversations: int, outbox: int) -> None: ...

    def open_cases(self, by_priority: dict[str, int]) -> None: ...

    def bot_ready(self, ready: bool) -> None: ...

    def clock_breached(self, kind: str) -> None: ...

    def observed(self, outcome: str) -> None:
        """`outcome`: understood | worsened | failed | given_up | discarded."""
        ...

    def insurer_event(self, outcome: str) -> None:
        """`outcome`: told | kept | ignored | put_off."""
        ...

    def reconciliation(self, differences: int) -> None: ...
