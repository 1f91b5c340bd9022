"""What widget and console draw: Reply and Card (docs/contracts.md section 2)."""

from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from handoff.web.schemas.base import Answer, Instant


class Button(Answer):
    title: str
    say: str = Field(description="What is sent as the user's text when tapped.")


class TimelineStep(Answer):
    n: int
    code: str
    name: str
    state: Literal["done", "now", "next", "problem"]
    actor: str | None = None
    actor_name: str | None = None
    at: Instant | None = None
    due_at: Instant | None = None
    note: str | None = None


class MissingDocument(Answer):
    code: str
    name: str
    why: str | None = None
    alternatives: str | None = None


class TimelineCard(Answer):
    """A claim's course, at most 15 steps."""

    type: Literal["timeline"]
    claim_no: str
    claim_type: str | None = None
    title: str
    product: str | None = None
    status: str | None = None
    headline: str | None = None
    steps: list[TimelineStep]
    missing: tuple[MissingDocument, ...] = ()
    next_action: str | None = None
    updated_at: Instant | None = None


class ChecklistItem(Answer):
    code: str
    name: str
    form: str | None = None
    issuer: str | None = None
    mistakes: str | None = None
    alternatives: str | None = None


class ChecklistGroup(Answer):
    label: str
    items: list[ChecklistItem]


class ChecklistCard(Answer):
    type: Literal["checklist"]
    title: str
    claim_type: str | None = None
    groups: list[ChecklistGroup]
    hints: tuple[str, ...] = ()
    disclaimer: str | None = None
    source: str | None = None


class TermCard(Answer):
    type: Literal["term"]
    key: str
    term: str
    plain: str
    example: str | None = None
    misconception: str | None = None
    basis: str | None = None


class PolicyItem(Answer):
    policy_no: str = Field(description="Masked, e.g. …1234.")
    product: str
    type: str | None = None
    insured: str | None = None
    status: str | None = None
    valid_from: str | None = Field(default=None, alias="from")
    valid_to: str | None = Field(default=None, alias="to")


class PoliciesCard(Answer):
    type: Literal["policies"]
    items: list[PolicyItem]


class RatingCard(Answer):
    type: Literal["rating"]
    case_id: str
    question: str


class HandoffCard(Answer):
    type: Literal["handoff"]
    butler: str | None = None
    when: str | None = None
    case_number: str | None = None


type Card = Annotated[
    TimelineCard | ChecklistCard | TermCard | PoliciesCard | RatingCard | HandoffCard,
    Field(discriminator="type"),
]


class TextReply(Answer):
    kind: Literal["text"]
    text: str


class ButtonsReply(Answer):
    kind: Literal["buttons"]
    text: str
    buttons: list[Button]


class CardReply(Answer):
    kind: Literal["card"]
    text: str = Field(description="Plain fallback for channels without cards.")
    card: Card


type Reply = Annotated[TextReply | ButtonsReply | CardReply, Field(discriminator="kind")]
_REPLY: TypeAdapter[TextReply | ButtonsReply | CardReply] = TypeAdapter(Reply)
_TIMELINE: TypeAdapter[TimelineCard] = TypeAdapter(TimelineCard)


def reply_of(body: dict[str, Any], text: str) -> TextReply | ButtonsReply | CardReply:
    """The stored body as a Reply; a body of an older or unknown shape is shown as its plain text instead
    of failing the page."""
    try:
        return _REPLY.validate_python(body)
    except ValidationError:
        return TextReply(kind="text", text=text)


def timeline_of(card: Any) -> TimelineCard | None:
    """A stored timeline card, or None when there is none or it has another shape."""
    try:
        return _TIMELINE.validate_python(card)
    except ValidationError:
        return None
