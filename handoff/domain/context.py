"""The handoff package: everything a butler needs, put together at the moment of the handoff
(contracts.md 6.2, domain.md 6.5). Free text in it is redacted; the live transcript beside it is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from handoff.domain import dialogue
from handoff.domain.case import OUTCOMES, Case, CaseRequest
from handoff.domain.claim_in_question import claim_in_question, clauses_for
from handoff.domain.clocks import Clock
from handoff.domain.conversation import Author, Conversation, Message
from handoff.domain.desk import CHINA, Hours, in_hours, opens_at
from handoff.domain.masking import mask_ref, tail
from handoff.domain.redaction import redact
from handoff.domain.summary import Brief, Said, Story, brief
from handoff.domain.text_pieces import unnamed, veiled
from handoff.domain.triggers import advise, leading, name_of

_SAID = 3000
#: Slots that hold a number of the customer's: shown by its end.
_NUMBER_SLOTS = frozenset({"policy_no", "tracking_no"})
#: Danger and grief: what is needed is certain, and the customer's own words may say the opposite.
_GOAL_IS_GIVEN = frozenset({"E02", "E09", "E14"})


@dataclass(frozen=True)
class Dossier:
    """What the insurer knows. `person` has the fields of Context.person, the lists are wire objects of
    contracts.md section 4. `timeline`, `missing_documents` and `clause_refs` are of the claim that leads; by claim
    number there are `timelines` and `documents` ({given, missing} as {code, name}). `clauses`: {claim_no (where
    the claim cites it), product_name, ref, title, text, source}. `available` False: the insurer did not answer (which is different from a customer
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
    timelines: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    documents: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    clauses: tuple[dict[str, Any], ...] = ()

    def of_claim(self, claim_no: object) -> tuple[dict[str, Any] | None, Sequence[dict[str, Any]]]:
        """Timeline and missing documents of that claim; of the leading one where it is not known."""
        timeline = self.timelines.get(claim_no) if isinstance(claim_no, str) else None
        if timeline is None:
            return self.timeline, self.missing_documents
        return timeline, timeline.get("missing") or ()


@dataclass(frozen=True)
class Handoff:
    """What the package is made from. `transcript` ends with the message that led here; `understanding` holds
    what is not stored with its message yet, by message id (as text); `promised`: what the promise ledger holds;
    `callback`: when the customer wants to be called."""

    case: Case
    conversation: Conversation
    transcript: Sequence[Message]
    dossier: Dossier
    clocks: Sequence[Clock]
    earlier: Sequence[Case]
    slots: dict[str, Any] = field(default_factory=dict)
    understanding: dict[str, dict[str, Any]] = field(default_factory=dict)
    hours: Hours = field(default_factory=Hours)
    promised: Sequence[str] = ()
    callback: tuple[datetime, datetime] | None = None

    @property
    def name(self) -> str | None:
        """The customer's, masked."""
        told = (self.dossier.person or {}).get("display_name")
        return self.conversation.display_name or (told if isinstance(told, str) else None)


def freeze(handoff: Handoff, now: datetime) -> dict[str, Any]:
    """The package as JSON data."""
    case, dossier = handoff.case, handoff.dossier
    advice = advise(case.codes)
    person = dossier.person or _person_unknown(handoff.conversation)
    return {
        "session_id": str(handoff.conversation.id),
        "channel": handoff.conversation.channel,
        "person": person,
        "user_ref": person.get("ref_masked") or mask_ref(handoff.conversation.customer_ref),
        "goal": case.goal,
        "summary": case.summary,
        "codes": [{"code": c, "name": name_of(c)} for c in case.codes],
        "evidence": list(case.evidence),
        "priority": case.priority.value,
        "slots": {key: _slot(key, value) for key, value in handoff.slots.items()},
        **live(handoff, now),
        "earlier_cases": [_earlier(c) for c in handoff.earlier],
        "accessibility": list(dossier.accessibility),
        "suggested_next": advice.next_step,
        "draft_reply": advice.draft.replace("{name}", handoff.name or "客户"),
        "frozen_at": now.isoformat(),
    }


def briefed(handoff: Handoff) -> Brief:
    """Goal and summary of the case from the dialogue, or the bot's own where those are better: a brief that was
    prepared for a butler (no code raised it), what a danger to life or money needs, what no words of the customer have raised (a clock, a request)."""
    case = handoff.case
    leads = leading(case.codes)
    if leads is None or (case.summary and not case.evidence):
        return Brief(redact(case.goal), redact(case.summary))
    made = brief(_story(handoff))
    goal = veiled(case.goal) if leads in _GOAL_IS_GIVEN and case.goal else made.goal or veiled(case.goal)
    return Brief(goal, made.summary)


def _story(handoff: Handoff) -> Story:
    case = handoff.case
    grave = {str(e.get("message_id")) for e in case.evidence}
    name = handoff.name
    spoken = [m for m in handoff.transcript if m.author in (Author.USER, Author.BOT, Author.BUTLER)]
    return Story(
        lines=[Said(unnamed(m.spoken, name), m.author is Author.USER, str(m.id) in grave) for m in spoken],
        evidence=[unnamed(str(e.get("text") or ""), name) for e in case.evidence],
        reasons=[name_of(c) for c in sorted(case.codes, key=lambda c: c != leading(case.codes))],
        claim=_claim_words(handoff),
    )


def _claim_words(handoff: Handoff) -> str:
    claim = _claim(handoff)
    timeline = handoff.dossier.timelines.get(claim["claim_no"]) if claim else None
    return f"{timeline.get('title', '')}，{timeline.get('status', '')}" if timeline else ""


def worsened(context: dict[str, Any], case: Case, name: str | None) -> dict[str, Any]:
    """The package of a case that has become worse while it was waiting or held: what follows from the case
    itself is brought up to date, the facts stay as they were frozen."""
    if not context:
        return context
    advice = advise(case.codes)
    known = context.get("sensitive_flags")
    flags = [f for f in known if isinstance(f, dict)] if isinstance(known, list) else []
    new = [f for f in dialogue.sensitive((), case.codes, (), None) if f not in flags]
    return {
        **context,
        "goal": case.goal,
        "sensitive_flags": [*new, *flags],
        "codes": [{"code": c, "name": name_of(c)} for c in case.codes],
        "evidence": list(case.evidence),
        "priority": case.priority.value,
        "suggested_next": advice.next_step,
        "draft_reply": advice.draft.replace("{name}", name or "客户"),
    }


def goal_after(case: Case, request: CaseRequest) -> str:
    """The goal of a case that a request has joined: danger to life or money, and grief, go before what it was about."""
    leads = leading(case.codes)
    return request.goal if leads in _GOAL_IS_GIVEN and leads in request.codes and request.goal else case.goal


def live(handoff: Handoff, now: datetime) -> dict[str, Any]:
    """The parts of the package that change with time."""
    dossier, transcript = handoff.dossier, handoff.transcript
    heard = dialogue.understood(transcript, handoff.understanding)
    age = (dossier.person or {}).get("age")
    return {
        "policies": list(dossier.policies),
        "claims": list(dossier.claims),
        **_claim_parts(handoff),
        "clocks": [_clock(c, now) for c in handoff.clocks],
        "emotion": dialogue.emotion(heard),
        "intents": dialogue.intents(heard),
        "transcript_excerpt": dialogue.last_turns(transcript),
        "already_answered": dialogue.answered(transcript),
        "already_tried": dialogue.tried(transcript),
        "promises": _promises(handoff),
        "sensitive_flags": dialogue.sensitive(transcript, handoff.case.codes, dossier.accessibility, age),
        "callback_window": _callback(handoff, now),
        "insurer_available": dossier.available,
    }


def _promises(handoff: Handoff) -> list[str]:
    """Those of the ledger, then what was only said."""
    kept = [redact(text) for text in handoff.promised]
    said = dialogue.promises(handoff.transcript)
    return [*kept, *(s for s in said if not any(s.rstrip("。！") in text for text in kept))]


def _claim(handoff: Handoff) -> Mapping[str, Any] | None:
    return claim_in_question(
        handoff.dossier.claims, handoff.transcript, handoff.understanding, handoff.slots, handoff.case.codes
    )


def _claim_parts(handoff: Handoff) -> dict[str, Any]:
    dossier, claim = handoff.dossier, _claim(handoff)
    number = claim["claim_no"] if claim else None
    timeline, missing = dossier.of_claim(number)
    documents = dict(dossier.documents.get(number) or {}) if number else {}
    said = "".join(m.text[:200] for m in handoff.transcript[-20:] if m.author is Author.USER)[:_SAID]
    kind = str((timeline or {}).get("title") or "").removesuffix("理赔")
    return {
        "claim_no": number,
        "policy_no": _policy_no(handoff, claim),
        "timeline": timeline,
        "missing_documents": list(missing),
        "documents": {
            "given": documents.get("given") or [],
            "missing": documents.get("missing")
            or [{"code": m.get("code"), "name": m.get("name")} for m in missing],
            "sent_in_chat": dialogue.files_sent(handoff.transcript),
        },
        "clause_refs": list(dossier.clause_refs),
        "clauses": clauses_for(dossier.clauses, claim, kind, said),
    }


def _policy_no(handoff: Handoff, claim: Mapping[str, Any] | None) -> str | None:
    """The end of the number of the policy it is about: the claim's, the one named, the only one."""
    if claim and claim.get("policy_no"):
        return str(claim["policy_no"])
    named = tail(str(handoff.slots.get("policy_no") or ""))
    owned = [str(p["policy_no"]) for p in handoff.dossier.policies if p.get("policy_no")]
    if named in owned:
        return named
    return owned[0] if len(owned) == 1 else None


def _person_unknown(conversation: Conversation) -> dict[str, Any]:
    return {
        "display_name": conversation.display_name or "未登记的客户",
        "ref_masked": mask_ref(conversation.customer_ref),
        "phone_masked": None,
        "age": None,
        "since": None,
        "dedicated_butler": conversation.butler_name,
    }


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, list):
        return [_redacted(v) for v in value]
    if isinstance(value, dict):
        return {k: _redacted(v) for k, v in value.items()}
    return value


def _slot(key: str, value: Any) -> Any:
    return tail(value) if key in _NUMBER_SLOTS and isinstance(value, str) else _redacted(value)


def _clock(clock: Clock, now: datetime) -> dict[str, Any]:
    """`left_minutes`: below zero when it is overdue; as it was when the clock was stopped or paused."""
    until = clock.stopped_at or clock.paused_at or now
    left = int((clock.due_at - until).total_seconds() // 60)
    return {
        "kind": clock.kind.value,
        "code": clock.code or None,
        "subject": clock.subject,
        "calendar": clock.calendar,
        "started_at": clock.started_at.isoformat(),
        "due_at": clock.due_at.isoformat(),
        "stopped_at": clock.stopped_at.isoformat() if clock.stopped_at else None,
        "breached_at": clock.breached_at.isoformat() if clock.breached_at else None,
        "paused_at": clock.paused_at.isoformat() if clock.paused_at else None,
        "left_minutes": left,
        "overdue": left < 0,
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


def _callback(handoff: Handoff, now: datetime) -> str:
    if handoff.callback is not None:
        begin, end = (moment.astimezone(CHINA) for moment in handoff.callback)
        late = "，时间已过，请马上补打" if end < now else ""
        return f"客户约了 {begin:%m月%d日 %H:%M}–{end:%H:%M} 回电{late}"
    if in_hours(now, handoff.hours):
        return "现在即可联系"
    opening = opens_at(now, handoff.hours)
    return f"客服时段开始后（{opening:%m月%d日 %H:%M}）" if opening else "现在即可联系"
