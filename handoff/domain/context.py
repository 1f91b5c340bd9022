"""The handoff package: everything a butler needs, put together at the moment of the handoff
(contracts.md 6.2, domain.md 6.5). Free text in it is redacted; the live transcript beside it is not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handoff.domain.case import OUTCOMES, Case
from handoff.domain.clocks import Clock
from handoff.domain.conversation import Author, Conversation, Message
from handoff.domain.desk import in_hours, opens_at
from handoff.domain.masking import mask_ref
from handoff.domain.redaction import redact
from handoff.domain.triggers import advise, name_of

_EXCERPT_MESSAGES = 10
_ANSWERED = 5
_INTENTS = 5
_TEXT = 200
_PROMISE = re.compile(
    r"[^。！？!?\n]*(?:分钟内|小时内|个工作日内|天内|之前(?:答复|回复|联系)|会(?:尽快|马上|再)?(?:联系|回复|答复|跟进|告诉)您)"
    r"[^。！？!?\n]*[。！？!?]?"
)


@dataclass(frozen=True)
class Dossier:
    """What the insurer knows. `person` has the fields of Context.person, the lists are wire objects of
    contracts.md section 4. `available` False: the insurer did not answer (which is different from a customer
    without policies)."""

    available: bool
    person: dict[str, Any] | None = None
    accessibility: tuple[str, ...] = ()
    butler_username: str | None = None
    butler_name: str | None = None
    policies: tuple[dict[str, Any], ...] = ()
    claims: tuple[dict[str, Any], ...] = ()
    timeline: dict[str, Any] | None = None
    missing_documents: tuple[dict[str, Any], ...] = ()
    clause_refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handoff:
    """What the package is made from. `transcript` ends with the message that led here; `understanding` holds
    what is not stored with its message yet, by message id (as text)."""

    case: Case
    conversation: Conversation
    transcript: Sequence[Message]
    dossier: Dossier
    clocks: Sequence[Clock]
    earlier: Sequence[Case]
    slots: dict[str, Any] = field(default_factory=dict)
    understanding: dict[str, dict[str, Any]] = field(default_factory=dict)


def freeze(handoff: Handoff, now: datetime) -> dict[str, Any]:
    """The package as JSON data."""
    case, dossier = handoff.case, handoff.dossier
    understood = _understood(handoff)
    name = handoff.conversation.display_name or "客户"
    advice = advise(case.codes)
    return {
        "session_id": str(handoff.conversation.id),
        "channel": handoff.conversation.channel,
        "person": dossier.person or _person_unknown(handoff.conversation),
        "goal": case.goal,
        "summary": case.summary,
        "codes": [{"code": c, "name": name_of(c)} for c in case.codes],
        "evidence": list(case.evidence),
        "emotion": _emotion(understood),
        "priority": case.priority.value,
        "intents": _intents(understood),
        "slots": {key: _redacted(value) for key, value in handoff.slots.items()},
        "transcript_excerpt": _excerpt(handoff.transcript),
        "already_answered": _answered(handoff.transcript),
        "promises": _promises(handoff.transcript),
        **live(dossier, handoff.clocks),
        "earlier_cases": [_earlier(c) for c in handoff.earlier],
        "accessibility": list(dossier.accessibility),
        "suggested_next": advice.next_step,
        "draft_reply": advice.draft.replace("{name}", name),
        "callback_window": _callback(now),
        "frozen_at": now.isoformat(),
    }


def worsened(context: dict[str, Any], case: Case, name: str | None) -> dict[str, Any]:
    """The package of a case that has become worse while it was waiting or held: what follows from the case
    itself is brought up to date, the facts stay as they were frozen."""
    if not context:
        return context
    advice = advise(case.codes)
    return {
        **context,
        "codes": [{"code": c, "name": name_of(c)} for c in case.codes],
        "evidence": list(case.evidence),
        "priority": case.priority.value,
        "suggested_next": advice.next_step,
        "draft_reply": advice.draft.replace("{name}", name or "客户"),
    }


def live(dossier: Dossier, clocks: Sequence[Clock]) -> dict[str, Any]:
    """The parts of the package that change with time."""
    return {
        "policies": list(dossier.policies),
        "claims": list(dossier.claims),
        "timeline": dossier.timeline,
        "missing_documents": list(dossier.missing_documents),
        "clause_refs": list(dossier.clause_refs),
        "clocks": [_clock(c) for c in clocks],
        "insurer_available": dossier.available,
    }


def _person_unknown(conversation: Conversation) -> dict[str, Any]:
    return {
        "display_name": conversation.display_name or "未登记的客户",
        "ref_masked": mask_ref(conversation.customer_ref),
        "phone_masked": None,
        "age": None,
        "since": None,
        "dedicated_butler": conversation.butler_name,
    }


def _understood(handoff: Handoff) -> list[tuple[Message, dict[str, Any]]]:
    found = ((m, handoff.understanding.get(str(m.id)) or m.understanding) for m in handoff.transcript)
    return [(message, data) for message, data in found if data]


def _emotion(understood: Sequence[tuple[Message, dict[str, Any]]]) -> dict[str, Any]:
    """The latest emotion and the course of the scores over the turns."""
    course = []
    for message, data in understood:
        escalation = data.get("escalation") or {}
        emotion = escalation.get("emotion") or {}
        course.append(
            {
                "message_id": str(message.id),
                "seq": message.seq,
                "label": emotion.get("label"),
                "level": emotion.get("level"),
                "scores": escalation.get("scores") or {},
                "decision": escalation.get("decision"),
            }
        )
    last = next((c for c in reversed(course) if c["label"]), {"label": None, "level": None})
    return {"label": last["label"], "level": last["level"], "course": course}


def _intents(understood: Sequence[tuple[Message, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {"message_id": str(message.id), **(data.get("intent") or {})}
        for message, data in list(understood)[-_INTENTS:]
    ]


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_redacted(v) for v in value]
    if isinstance(value, dict):
        return {k: _redacted(v) for k, v in value.items()}
    return value


def _excerpt(transcript: Sequence[Message]) -> list[dict[str, Any]]:
    return [
        {"author": m.author.value, "text": redact(m.spoken)[:_TEXT], "at": m.created_at.isoformat()}
        for m in list(transcript)[-_EXCERPT_MESSAGES:]
    ]


def _answered(transcript: Sequence[Message]) -> list[str]:
    said = [redact(m.text)[:_TEXT] for m in transcript if m.author is Author.BOT]
    return said[-_ANSWERED:]


def _promises(transcript: Sequence[Message]) -> list[str]:
    spoken = (m.text for m in transcript if m.author in (Author.BOT, Author.BUTLER))
    found = (redact(match.group().strip()) for text in spoken for match in _PROMISE.finditer(text))
    return list(dict.fromkeys(found))


def _clock(clock: Clock) -> dict[str, Any]:
    return {
        "kind": clock.kind.value,
        "started_at": clock.started_at.isoformat(),
        "due_at": clock.due_at.isoformat(),
        "stopped_at": clock.stopped_at.isoformat() if clock.stopped_at else None,
        "breached_at": clock.breached_at.isoformat() if clock.breached_at else None,
    }


def _earlier(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "codes": list(case.codes),
        "outcome": case.outcome,
        "outcome_name": OUTCOMES.get(case.outcome or "", case.outcome),
        "reason": redact(case.outcome_reason or ""),
        "resolved_at": case.resolved_at.isoformat() if case.resolved_at else None,
    }


def _callback(now: datetime) -> str:
    if in_hours(now):
        return "现在即可联系"
    opening = opens_at(now)
    return f"客服时段开始后（{opening:%m月%d日 %H:%M}）" if opening else "现在即可联系"
