"""The only reader of what Rasa sends: slots, entities, metadata and events become one Turn."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from actions.form_draft import read_draft
from actions.slots import Attachment, Desk, Entity, Escalation, Facts, LastCase, OpenCase, Turn, User

_SHANGHAI = ZoneInfo("Asia/Shanghai")
_WORTH_A_BUTTON = 0.12


class TurnUnreadable(Exception):
    """The tracker does not carry what docs/contracts.md section 3 promises."""


class Tracker(Protocol):
    """The part of rasa_sdk.Tracker that is read here."""

    slots: dict[str, Any]
    latest_message: dict[str, Any]
    events: list[dict[str, Any]]


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
        **{
            name: _text(slots.get(name)) or None
            for name in ("claim_type", "document_type", "term", "claim_no")
        },
        escalation=_escalation(slots.get("escalation")),
        offered_human=bool(slots.get("offered_human")),
        last_action_key=_text(slots.get("last_action_key")) or None,
        said=tuple(_text(event.get("text")) for event in user_events if event.get("text")),
        last_replies=tuple(_last_replies(events)),
        verified_until=_moment(slots.get("identity_verified_until")),
        verify_for=_mapping(slots.get("verify_for")),
        guide_station=_number(slots.get("guide_station")),
        decision=_text(_mapping(slots.get("decision")).get("decision")) or "answer",
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
