"""The only reader of what Rasa sends: slots, entities, metadata and events become one typed, frozen Turn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from actions.form_draft import Draft, read_draft

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_WORTH_A_BUTTON = 0.12


class TurnUnreadable(Exception):
    """The tracker does not carry what docs/contracts.md section 3 promises."""


class Tracker(Protocol):
    """The part of rasa_sdk.Tracker that is read here."""

    slots: dict[str, Any]
    latest_message: dict[str, Any]
    events: list[dict[str, Any]]


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


def read_turn(tracker: Tracker) -> Turn:
    """Raises TurnUnreadable when not even the time of the turn is known."""
    latest = _mapping(tracker.latest_message)
    events = [_mapping(event) for event in tracker.events or ()]
    user_events = [event for event in events if event.get("event") == "user"]
    metadata = _mapping(latest.get("metadata")) or _mapping((user_events or [{}])[-1].get("metadata"))
    slots = _mapping(tracker.slots)
    return Turn(
        text=_text(latest.get("text")),
        now=_now(metadata, user_events),
        intent=_text(_mapping(latest.get("intent")).get("name")),
        ranking=tuple(_text(_mapping(r).get("name")) for r in _sequence(latest.get("intent_ranking"))),
        likely=tuple(_likely(latest.get("intent_ranking"))),
        understood=latest.get("understood") is True,
        entities=tuple(_entities(latest.get("entities"))),
        stored_question=next((_text(_mapping(f).get("key")) for f in _sequence(latest.get("faq"))), None),
        user=_user(_mapping(metadata.get("user"))),
        facts=_facts(_mapping(metadata.get("facts"))),
        correlation_id=_text(metadata.get("correlation_id")) or None,
        message_id=_text(metadata.get("message_id")),
        claim_type=_text(slots.get("claim_type")) or None,
        document_type=_text(slots.get("document_type")) or None,
        term=_text(slots.get("term")) or None,
        claim_no=_text(slots.get("claim_no")) or None,
        escalation=_escalation(slots.get("escalation")),
        offered_human=bool(slots.get("offered_human")),
        last_action_key=_text(slots.get("last_action_key")) or None,
        said=tuple(_text(event.get("text")) for event in user_events if event.get("text")),
        last_replies=tuple(_last_replies(events)),
        verified_until=_moment(slots.get("identity_verified_until")),
        verify_for=_mapping(slots.get("verify_for")),
        guide_station=_number(slots.get("guide_station")),
        observing=metadata.get("mode") == "observe",
        conversation_id=_text(metadata.get("conversation_id")),
        confidence=_share(_mapping(latest.get("intent")).get("confidence")),
        attachments=tuple(_attachments(metadata.get("attachments"))),
        draft=read_draft(slots.get("form")),
        paused_draft=read_draft(slots.get("paused_form")),
        came_back=_came_back(events),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _likely(ranking: Any) -> Iterator[str]:
    for guess in map(_mapping, _sequence(ranking)):
        if _share(guess.get("confidence")) >= _WORTH_A_BUTTON:
            yield _text(guess.get("name"))


def _sequence(value: Any) -> Sequence[Any]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) else ""


def _number(value: Any) -> int:
    return int(value) if isinstance(value, (int, float)) else 0


def _codes(value: Any) -> tuple[str, ...]:
    return tuple(_text(code) for code in _sequence(value) if _text(code))


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=_SHANGHAI)


def _now(metadata: Mapping[str, Any], user_events: Sequence[Mapping[str, Any]]) -> datetime:
    told = _moment(metadata.get("now"))
    if told:
        return told
    stamp = user_events[-1].get("timestamp") if user_events else None
    if isinstance(stamp, (int, float)):
        return datetime.fromtimestamp(stamp, UTC)
    raise TurnUnreadable("the message metadata has no `now`")


def _share(value: Any) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _attachments(value: Any) -> list[Attachment]:
    found = [_mapping(item) for item in _sequence(value)]
    return [
        Attachment(
            id=_text(item.get("id")),
            name=_text(item.get("name")) or "文件",
            media_type=_text(item.get("media_type")),
            size=_number(item.get("size")),
            sha256=_text(item.get("sha256")),
        )
        for item in found
        if _text(item.get("id"))
    ]


def _came_back(events: Sequence[Mapping[str, Any]]) -> bool:
    for event in reversed(events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") != "action_listen":
            return True
    return False


def _entities(value: Any) -> list[Entity]:
    found = [_mapping(item) for item in _sequence(value)]
    return [
        Entity(_text(item.get("entity")), _text(item.get("value")), _text(item.get("text")))
        for item in found
        if _text(item.get("entity")) and _text(item.get("value"))
    ]


def _user(raw: Mapping[str, Any]) -> User:
    channel = _text(raw.get("channel"))
    return User(
        customer_ref=_text(raw.get("customer_ref")) or None,
        display_name=_text(raw.get("display_name")),
        butler_name=_text(raw.get("butler_name")) or None,
        channel=channel,
        # A hub that does not say: the web channel lets only signed identities in, others vouch for nobody.
        large_type="large_text" in _codes(raw.get("accessibility")),
        assurance=_text(raw.get("assurance")) or ("signed" if channel == "web" else "channel"),
    )


def _facts(raw: Mapping[str, Any]) -> Facts:
    desk, opened, last = (_mapping(raw.get(key)) for key in ("desk", "open_case", "last_case"))
    return Facts(
        desk=Desk(
            in_hours=bool(desk.get("in_hours", True)),
            on_duty=_number(desk.get("on_duty")),
            butler_on_duty=bool(desk.get("butler_on_duty")),
            opens_at=_moment(desk.get("opens_at")),
        ),
        response_minutes={k: _number(v) for k, v in _mapping(raw.get("response_minutes")).items()},
        open_case=OpenCase(
            _text(opened.get("number")), _text(opened.get("status")), _codes(opened.get("codes"))
        )
        if opened
        else None,
        last_case=LastCase(
            number=_text(last.get("number")),
            resolved_at=_moment(last.get("resolved_at")),
            settled=_text(last.get("settled")),
            codes=_codes(last.get("codes")),
        )
        if last
        else None,
    )


def _escalation(value: Any) -> Escalation | None:
    raw = _mapping(value)
    codes = _codes(raw.get("codes"))
    if not codes:
        return None
    return Escalation(
        codes=codes,
        priority=_text(raw.get("priority")),
        reason=_text(raw.get("reason")),
        evidence=tuple(_mapping(item) for item in _sequence(raw.get("evidence")) if _mapping(item)),
    )


def _last_replies(events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What the bot said in its last turn that said anything, oldest first."""
    replies: list[Mapping[str, Any]] = []
    for event in reversed(events):
        if event.get("event") == "bot":
            reply = _mapping(_mapping(_mapping(event.get("data")).get("custom")).get("reply"))
            if reply:
                replies.append(reply)
            elif _text(event.get("text")):
                replies.append({"kind": "text", "text": _text(event.get("text"))})
        elif event.get("event") == "user" and replies:
            break
    return replies[::-1]
