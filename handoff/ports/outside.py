"""The world outside the database."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from handoff.domain.attachments import Received
from handoff.domain.context import Dossier
from handoff.domain.conversation import Contact
from handoff.domain.delivery import Caps, Outbound, SendResult
from handoff.domain.news import InsurerEvent, Story
from handoff.domain.turn import BotStatus, TurnRequest, TurnResult


class Clockwork(Protocol):
    def now(self) -> datetime:
        """Aware, UTC or any other zone."""
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
    ROUTING = "routing"

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

    def clock_warned(self, kind: str, percent: int) -> None: ...

    def clock_breached(self, kind: str) -> None: ...

    def promise_broken(self, made_by: str) -> None:
        """`made_by`: bot | butler."""
        ...

    def observed(self, outcome: str) -> None:
        """`outcome`: understood | worsened | failed | given_up | discarded."""
        ...

    def insurer_event(self, outcome: str) -> None:
        """`outcome`: told | kept | ignored | put_off."""
        ...

    def reconciliation(self, differences: int) -> None: ...
