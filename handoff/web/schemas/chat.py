"""Customer side: sessions, messages, live stream (docs/contracts.md 6.1)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, Strict, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from handoff.domain.attachments import MAX_PER_MESSAGE
from handoff.web.schemas.base import (
    Answer,
    Ask,
    ClientMsgId,
    Instant,
    Moment,
    OptionalText,
    Query,
    clean_optional,
)
from handoff.web.schemas.reply import Reply


class OpenChat(Ask):
    identity: str = Field(
        min_length=1,
        max_length=1024,
        description=(
            "`user_id|exp|nonce|sig`, made by the site's server; "
            "sig = base64url(HMAC-SHA256(secret, `user_id|exp|nonce`))."
        ),
    )


class ChatMe(Answer):
    display_name: str
    butler_name: str | None = Field(description="The customer's dedicated butler; null when there is none.")


class CallbackWindow(Answer):
    """When the customer is called back."""

    model_config = ConfigDict(populate_by_name=True)

    from_at: Instant = Field(alias="from")
    until_at: Instant = Field(alias="until")


class ChatCase(Answer):
    number: str
    status: str
    position: int | None = Field(description="Place in the queue, 1 = next.")
    wait_minutes: int | None = Field(description="Honest estimate; null when nobody can say.")
    promise: str | None = Field(description="One sentence: who will come and when.")
    wait_text: str | None = Field(
        description="Place and waiting time in one sentence; null when nobody waits."
    )
    can_withdraw: bool = Field(description="The customer may withdraw, or go on with the bot meanwhile.")
    callback: CallbackWindow | None
    snoozed_until: Instant | None
    continues: bool = Field(description="The bot answers calm questions while the case waits.")


class ChatState(Answer):
    floor: Literal["bot", "queue", "butler"]
    bot_ready: bool
    butler_name: str | None
    case: ChatCase | None
    typing: bool = Field(description="Somebody on the other side is writing right now.")
    read_by_desk_seq: int = Field(description="Highest seq a butler has seen.")


class Attachment(Answer):
    """A file sent along; read it with getChatAttachment or getCaseAttachment."""

    id: UUID
    name: str
    media_type: str
    size: int = Field(description="Bytes.")


class ChatMessage(Answer):
    id: UUID
    seq: int = Field(description="Feed position: gapless per conversation, order as the customer saw it.")
    client_msg_id: str | None
    author: Literal["user", "bot", "butler", "system"]
    author_name: str | None
    kind: str
    text: str
    body: Reply
    at: Instant
    attachments: list[Attachment] = Field(default_factory=list)


class ChatSession(Answer):
    token: str = Field(
        description="Goes as `Authorization: Bearer` on every other call; bound to the conversation."
    )
    conversation_id: UUID
    expires_at: Instant
    last_seq: int
    state: ChatState
    me: ChatMe


class ChatTicket(Answer):
    ticket: str = Field(description="Valid for one minute, for EventSource URLs, which cannot carry headers.")


class ChatMessages(Answer):
    messages: list[ChatMessage]
    last_seq: int
    state: ChatState


class SendChatMessage(Ask):
    client_msg_id: ClientMsgId
    attachment_ids: Annotated[
        list[Annotated[UUID, Strict(strict=False)]],
        Field(max_length=MAX_PER_MESSAGE, description="Own files that no message has named yet."),
    ] = Field(default_factory=list)
    # After the files: whether it may be empty depends on them.
    text: OptionalText = Field(
        default="", validate_default=True, description="1–4000 characters; may be empty with attachments."
    )

    @field_validator("text", mode="after")
    @classmethod
    def _not_blank(cls, value: str, info: ValidationInfo) -> str:
        if not value and not info.data.get("attachment_ids"):
            raise PydanticCustomError("blank", "请写点内容再发送")
        return value


class AskCallback(Ask):
    model_config = ConfigDict(populate_by_name=False)

    from_at: Moment = Field(alias="from")
    until_at: Moment = Field(alias="until", description="Half an hour to four hours later.")
    note: Annotated[str, Field(max_length=200), AfterValidator(clean_optional)] = ""


class ReadUpTo(Ask):
    seq: Annotated[int, Field(ge=0, le=2**31 - 1)]


class Rate(Ask):
    case_id: Annotated[UUID, Strict(strict=False)]
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Field(max_length=500), AfterValidator(clean_optional)] = ""


class MessagesQuery(Query):
    after: Annotated[int, Field(ge=0, le=2**31 - 1, description="Only messages with a higher seq.")] = 0
    before: Annotated[
        int | None, Field(ge=1, le=2**31 - 1, description="History: the last `limit` below this seq.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 100
    wait: Annotated[
        float, Field(ge=0, le=25, description="Long poll: seconds to wait while there is nothing new.")
    ] = 0


class StreamQuery(Query):
    ticket: Annotated[str, Field(min_length=1, max_length=1024)]
    after: Annotated[int, Field(ge=0, le=2**31 - 1, description="Used when no Last-Event-ID is sent.")] = 0


class DemoCustomer(Answer):
    customer_ref: str
    name_masked: str
    about: str


class DemoCustomers(Answer):
    items: list[DemoCustomer]


class AskDemoIdentity(Ask):
    customer_ref: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,32}$")]


class DemoIdentity(Answer):
    identity: str
