"""Who holds the floor of a conversation, and what that allows.

There is exactly one holder. `floor_epoch` is a fencing number that grows at every change of the floor;
whatever was computed for an older epoch (a bot's reply, a queued send) is discarded where it would have
become visible.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from handoff.domain.attachments import Attachment, described

#: The channel of our own widget and page.
WEB = "web"
#: After so long a silence the customer is greeted anew.
QUIET = timedelta(hours=12)
#: A greeting that comes later than this after the opening would only be in the way.
_OPENING_FRESH = timedelta(seconds=20)


class Floor(StrEnum):
    BOT = "bot"
    QUEUE = "queue"
    BUTLER = "butler"


class Author(StrEnum):
    USER = "user"
    BOT = "bot"
    BUTLER = "butler"
    SYSTEM = "system"


@dataclass(frozen=True)
class Contact:
    """Where a person is reached, and who they are as far as the channel vouches for it.

    `customer_ref` is the insurer's reference; None for somebody unknown. On the web channel it is the
    signed identity's user_id."""

    channel: str
    account: str
    channel_user_id: str
    customer_ref: str | None = None
    display_name: str | None = None
    butler_username: str | None = None
    butler_name: str | None = None


@dataclass(frozen=True)
class Conversation:
    """A person's thread on one channel account. `seq` counts every message as the desk sees them;
    `feed_seq` counts what the customer has been shown (a discarded bot reply has a seq, but never a
    feed_seq).

    `read_by_user_seq` and `read_by_desk_seq` are feed positions; `desk_seen_seq` is a seq. `opening_at`: the
    customer has opened the chat and may be greeted. The `observe` fields are the lease of whoever understands
    what is written while a person has the floor: done up to `observed_seq`, next try not before `observe_at`."""

    id: UUID
    channel: str
    account: str
    channel_user_id: str
    customer_ref: str | None
    floor: Floor
    floor_epoch: int
    holder_id: UUID | None
    next_seq: int
    next_feed_seq: int
    last_user_seq: int
    processed_seq: int
    display_name: str | None = None
    butler_username: str | None = None
    butler_name: str | None = None
    due_at: datetime | None = None
    attempts: int = 0
    lease_token: UUID | None = None
    lease_until: datetime | None = None
    read_by_user_seq: int = 0
    read_by_desk_seq: int = 0
    desk_seen_seq: int = 0
    created_at: datetime | None = None
    opening_at: datetime | None = None
    observed_seq: int = 0
    observe_at: datetime | None = None
    observe_attempts: int = 0
    observe_token: UUID | None = None
    observe_until: datetime | None = None

    def give_floor(self, floor: Floor, holder_id: UUID | None = None) -> "Conversation":
        """After a change of the floor; giving it to its present holder changes nothing. Leaving the bot's hands
        takes it out of the turn workers' sight; a turn in flight has lost its lease."""
        if floor is Floor.BUTLER and holder_id is None:
            raise ValueError("a butler's floor needs a holder")
        if floor is Floor.BOT:
            raise ValueError("the bot gets the floor back by hand_back")
        held_by = holder_id if floor is Floor.BUTLER else None
        if (floor, held_by) == (self.floor, self.holder_id):
            return self
        return replace(
            self,
            floor=floor,
            holder_id=held_by,
            floor_epoch=self.floor_epoch + 1,
            processed_seq=self.last_user_seq if self.floor is Floor.BOT else self.processed_seq,
            due_at=None,
            attempts=0,
            lease_token=None,
            lease_until=None,
            opening_at=None,
        )

    def hand_back(self, now: datetime) -> "Conversation":
        """The desk is done, the bot answers again: from the first message on that no butler has seen."""
        if self.floor is Floor.BOT:
            return self
        back = replace(
            self,
            floor=Floor.BOT,
            holder_id=None,
            floor_epoch=self.floor_epoch + 1,
            processed_seq=max(self.processed_seq, min(self.desk_seen_seq, self.last_user_seq)),
            attempts=0,
        )
        return replace(back, due_at=now if back.has_unprocessed else None)

    def seen_by_desk(self) -> "Conversation":
        """The butler who holds it has everything so far before his eyes."""
        return replace(self, desk_seen_seq=self.next_seq - 1, read_by_desk_seq=self.next_feed_seq - 1)

    def answered(self, up_to_seq: int, now: datetime) -> "Conversation":
        """A turn is stored: the lease ends, and another turn is due if the user has written meanwhile."""
        processed = max(self.processed_seq, up_to_seq)
        # What a turn has answered it has also understood; what is still to be observed from before stays so.
        in_step = self.floor is Floor.BOT and self.observed_seq >= self.processed_seq
        after = replace(
            self,
            processed_seq=processed,
            observed_seq=max(processed, self.observed_seq) if in_step else self.observed_seq,
            attempts=0,
            lease_token=None,
            lease_until=None,
            opening_at=None,
        )
        return replace(after, due_at=now if after.bot_may_answer() else None)

    def may_open(self, last_message_at: datetime | None, now: datetime) -> bool:
        """Whether a customer who opens the chat now gets a first screen: nothing is under way, and the
        conversation is empty or was quiet for long."""
        if self.floor is not Floor.BOT or self.has_unprocessed or self.opening_at is not None:
            return False
        return last_message_at is None or now - last_message_at > QUIET

    def opening(self, now: datetime) -> "Conversation":
        """A first screen is due."""
        return replace(self, opening_at=now, due_at=min(self.due_at or now, now))

    def opening_is_fresh(self, now: datetime) -> bool:
        return self.opening_at is not None and now - self.opening_at <= _OPENING_FRESH

    def put_off(self, until: datetime) -> "Conversation":
        """A turn has failed: the lease ends, the next attempt is due later."""
        return replace(self, attempts=self.attempts + 1, due_at=until, lease_token=None, lease_until=None)

    @property
    def has_unprocessed(self) -> bool:
        return self.last_user_seq > self.processed_seq

    def heard(self, seq: int, due_at: datetime) -> "Conversation":
        """A message of the user has come. While the bot has the floor a turn is due, at the earliest time
        asked for; otherwise it goes to the desk, and the bot only tells the desk what it makes of it."""
        if self.floor is not Floor.BOT:
            at = self.observe_at if self.has_unobserved else due_at
            return replace(self, last_user_seq=seq, observe_at=at)
        return replace(self, last_user_seq=seq, due_at=min(self.due_at or due_at, due_at))

    @property
    def observable_seq(self) -> int:
        """Up to here nobody but an observer will understand the user's messages."""
        return self.processed_seq if self.floor is Floor.BOT else self.last_user_seq

    @property
    def has_unobserved(self) -> bool:
        return self.observable_seq > self.observed_seq

    def observed(self, up_to_seq: int) -> "Conversation":
        return replace(
            self,
            observed_seq=max(self.observed_seq, up_to_seq),
            observe_at=None,
            observe_attempts=0,
            observe_token=None,
            observe_until=None,
        )

    def put_off_observing(self, until: datetime) -> "Conversation":
        return replace(
            self,
            observe_at=until,
            observe_attempts=self.observe_attempts + 1,
            observe_token=None,
            observe_until=None,
        )

    def bot_may_answer(self) -> bool:
        return self.floor is Floor.BOT and self.has_unprocessed

    def append(
        self, new: "NewMessage", id: UUID, now: datetime, *, visible: bool
    ) -> "tuple[Message, Conversation]":
        """The stored form of a message with the next seq (and, when visible at once, the next feed
        position)."""
        message = Message(
            id=id,
            conversation_id=self.id,
            seq=self.next_seq,
            feed_seq=self.next_feed_seq if visible else None,
            author=new.author,
            author_id=new.author_id,
            author_name=new.author_name,
            kind=new.kind,
            text=new.text,
            body=new.body or text_body(new.text),
            created_at=now,
            floor_epoch=self.floor_epoch,
            client_msg_id=new.client_msg_id,
            turn_id=new.turn_id,
            case_id=new.case_id,
            model_id=new.model_id,
            correlation_id=new.correlation_id,
            attachments=new.attachments,
        )
        after = replace(self, next_seq=self.next_seq + 1, next_feed_seq=self.next_feed_seq + int(visible))
        return message, after

    def show_next(self) -> "tuple[int, Conversation]":
        """The feed position for a message that becomes visible now."""
        return self.next_feed_seq, replace(self, next_feed_seq=self.next_feed_seq + 1)


@dataclass(frozen=True)
class Message:
    """One stored message. `body` is a Reply as drawn by widget and console; `text` its plain form."""

    id: UUID
    conversation_id: UUID
    seq: int
    feed_seq: int | None
    author: Author
    author_id: UUID | None
    author_name: str | None
    kind: str
    text: str
    body: dict[str, Any]
    created_at: datetime
    floor_epoch: int = 0
    client_msg_id: str | None = None
    turn_id: UUID | None = None
    case_id: UUID | None = None
    understanding: dict[str, Any] | None = None
    model_id: str | None = None
    correlation_id: str | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def spoken(self) -> str:
        """The words, or what stands for them in lists and summaries."""
        return self.text or described(self.attachments)


@dataclass(frozen=True)
class NewMessage:
    """A message about to be stored; the store gives it the conversation's next seq."""

    author: Author
    text: str
    body: dict[str, Any] = field(default_factory=dict)
    kind: str = "text"
    author_id: UUID | None = None
    author_name: str | None = None
    client_msg_id: str | None = None
    turn_id: UUID | None = None
    case_id: UUID | None = None
    model_id: str | None = None
    correlation_id: str | None = None
    attachments: tuple[Attachment, ...] = ()


def text_body(text: str) -> dict[str, Any]:
    """A Reply of kind text."""
    return {"kind": "text", "text": text}


def bot_reply_is_current(reply_epoch: int, conversation_epoch: int) -> bool:
    """A bot's reply may become visible only while the floor has not moved since it was computed."""
    return reply_epoch == conversation_epoch
