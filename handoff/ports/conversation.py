"""What customers and the bot write: conversations, messages, what is to be sent, files."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from handoff.domain.attachments import Attachment
from handoff.domain.conversation import Author, Contact, Conversation, Message
from handoff.domain.delivery import Origin, OutboxRow
from handoff.domain.records import TranscriptRow


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

    async def last_of(self, conversation_id: UUID, author: Author) -> Message | None: ...

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
