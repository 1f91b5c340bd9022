"""What an action may know of the message it answers: one typed, frozen Turn (read by actions/turn_reading.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actions.form_draft import Draft


@dataclass(frozen=True)
class Attachment:
    """A file that came with the message: its facts, never its content. `size` in bytes."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Entity:
    kind: str
    value: str
    text: str


@dataclass(frozen=True)
class User:
    """`customer_ref` None: a visitor whom the channel does not know. `assurance`: signed (the operator's site
    vouches for the person) or channel (a messenger account that says who it is)."""

    customer_ref: str | None = None
    display_name: str = ""
    butler_name: str | None = None
    channel: str = ""
    assurance: str = "signed"
    #: Large type and one step at a time: short sentences, few buttons.
    large_type: bool = False


@dataclass(frozen=True)
class Desk:
    in_hours: bool = True
    on_duty: int = 0
    butler_on_duty: bool = False
    opens_at: datetime | None = None


@dataclass(frozen=True)
class OpenCase:
    number: str
    status: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastCase:
    """The latest settled case; `settled` is the butler's one sentence about it."""

    number: str
    resolved_at: datetime | None
    settled: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """`response_minutes`: promised first response by priority."""

    desk: Desk = Desk()
    response_minutes: Mapping[str, int] = field(default_factory=dict)
    open_case: OpenCase | None = None
    last_case: LastCase | None = None


@dataclass(frozen=True)
class Escalation:
    """What EscalationPolicy decided: codes, the strictest priority, and the words that raised them."""

    codes: tuple[str, ...]
    priority: str
    reason: str
    evidence: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Turn:
    """Everything an action may know of the message it answers."""

    text: str
    now: datetime
    intent: str = ""
    ranking: tuple[str, ...] = ()
    #: Those of the ranking that are no mere noise: worth a button.
    likely: tuple[str, ...] = ()
    #: The message counts as understood, whatever the dialogue is made to hear.
    understood: bool = False
    entities: tuple[Entity, ...] = ()
    #: Key of the stored question (data/knowledge/faq.yml) that fits best.
    stored_question: str | None = None
    user: User = User()
    facts: Facts = Facts()
    correlation_id: str | None = None
    message_id: str = ""
    claim_type: str | None = None
    document_type: str | None = None
    term: str | None = None
    claim_no: str | None = None
    escalation: Escalation | None = None
    offered_human: bool = False
    last_action_key: str | None = None
    said: tuple[str, ...] = ()
    last_replies: tuple[Mapping[str, Any], ...] = ()
    #: Until when the customer counts as verified by the identity document; None: never verified here.
    verified_until: datetime | None = None
    #: What was asked before the identity was: {action, text, intent, entities} (actions/verification.py).
    verify_for: Mapping[str, Any] = field(default_factory=dict)
    #: The last station of the guide for first-time buyers, from 1; 0: not begun.
    guide_station: int = 0
    #: What EscalationPolicy decided about this message: escalate, offer, watch or answer.
    decision: str = "answer"
    #: A person has the floor or is being called: the bot only listens (contract: mode observe).
    observing: bool = False
    conversation_id: str = ""
    #: Calibrated confidence of `intent`.
    confidence: float = 0.0
    attachments: tuple[Attachment, ...] = ()
    #: The open or unfinished form, and one that waits under it.
    draft: Draft | None = None
    paused_draft: Draft | None = None
    #: Another action has answered since the customer's message: a form only takes up its thread again.
    came_back: bool = False

    @property
    def is_verified(self) -> bool:
        """Whether the identity document was checked lately enough to move money or rights."""
        return self.verified_until is not None and self.verified_until > self.now

    @property
    def may_read(self) -> bool:
        """Whether claim and policy data may be shown to whoever writes here."""
        return self.user.assurance == "signed" or self.is_verified

    def entity(self, kind: str) -> str | None:
        """The value of the first entity of this kind in the message."""
        return next((e.value for e in self.entities if e.kind == kind), None)

    def entity_values(self, kind: str) -> tuple[str, ...]:
        """All values of a kind in the message, in order, once each."""
        return tuple(dict.fromkeys(e.value for e in self.entities if e.kind == kind))
