"""The handoff package as the console shows it (docs/contracts.md 6.2, fields of domain.md 6.5).

Packages are frozen with their case and outlive releases, so every field has a default and a part of
another shape is left out
instead of making the case unreadable."""

from typing import Any, Literal

from pydantic import Field, ValidationError

from handoff.web.schemas.base import Answer, Instant
from handoff.web.schemas.reply import TimelineCard


class Evidence(Answer):
    """The exact words that raised a code. `start`/`end` count Unicode code points of that message's text."""

    code: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    source: str | None = None
    score: float | None = None
    message_id: str | None = None


class Emotion(Answer):
    label: str | None = None
    level: int | None = None


class EmotionStep(Answer):
    """One of the user's messages: how the mood and the escalation scores went."""

    message_id: str
    seq: int
    label: str | None = None
    level: int | None = None
    scores: dict[str, float] = Field(default_factory=dict)
    decision: str | None = None


class EmotionCourse(Emotion):
    """The latest mood, its course over the turns, and the messages (seq) that show it."""

    evidence_turns: tuple[int, ...] = ()
    course: tuple[EmotionStep, ...] = ()


class ContextPerson(Answer):
    display_name: str | None = None
    ref_masked: str | None = None
    phone_masked: str | None = None
    age: int | None = None
    since: str | None = None
    dedicated_butler: str | None = None


class ContextCode(Answer):
    code: str
    name: str | None = None


class RankedIntent(Answer):
    name: str
    confidence: float | None = None


class ContextIntent(Answer):
    """The intent of a message; `ranking`: it and what else the message may have been, best first."""

    message_id: str | None = None
    name: str
    confidence: float | None = None
    ranking: tuple[RankedIntent, ...] = ()


class ContextLine(Answer):
    """One line of the transcript excerpt."""

    author: str
    text: str
    at: Instant | None = None


class ContextPolicy(Answer):
    """A policy as the insurer gives it (contracts.md section 4)."""

    policy_no: str
    product_name: str | None = None
    insurance_type: str | None = None
    claim_types: tuple[str, ...] = ()
    insured_name_masked: str | None = None
    relation: str | None = None
    status: str | None = None
    effective_date: str | None = None
    expiry_date: str | None = None
    sum_insured: str | None = None
    deductible: str | None = None
    waiting_period_days: int | None = None
    insurer_name: str | None = None


class ContextDecision(Answer):
    """Every claim decision names a human reviewer."""

    outcome: Literal["approved", "partial", "rejected"]
    reason: str | None = None
    clause_ref: str | None = None
    clause_text: str | None = None
    human_reviewer: str | None = None
    decided_at: Instant | None = None


class ContextPayment(Answer):
    amount: str
    paid_at: Instant | None = None
    account_tail: str | None = None


class ContextClaim(Answer):
    """A claim as the insurer gives it (contracts.md section 4)."""

    claim_no: str
    policy_no: str | None = None
    product_name: str | None = None
    claim_type: str | None = None
    state_code: str | None = None
    incident_date: str | None = None
    incident: str | None = None
    reported_at: Instant | None = None
    docs_complete_at: Instant | None = None
    amount_claimed: str | None = None
    amount_approved: str | None = None
    supplement_round: int | None = None
    decision: ContextDecision | None = None
    payment: ContextPayment | None = None


class ContextMissing(Answer):
    code: str
    name: str | None = None
    why: str | None = None
    alternatives: str | None = None


class ContextDocument(Answer):
    code: str
    name: str | None = None


class ContextDocuments(Answer):
    """Of the claim in question. `given`: what its checklist requires and the insurer does not miss; `sent_in_chat`:
    files in this conversation."""

    given: tuple[ContextDocument, ...] = ()
    missing: tuple[ContextDocument, ...] = ()
    sent_in_chat: int = 0


class ContextClause(Answer):
    """`claim_no`: the claim that cites it; null for one that was spoken of or fits the kind of claim."""

    claim_no: str | None = None
    product_name: str | None = None
    ref: str
    title: str = ""
    text: str = ""
    source: str = ""


class SensitiveFlag(Answer):
    code: str
    name: str


class ContextClock(Answer):
    """`left_minutes`: below zero when overdue; as it was when the clock was stopped or paused."""

    kind: str
    code: str | None = None
    subject: str | None = None
    calendar: str | None = None
    paused_at: Instant | None = None
    left_minutes: int | None = None
    overdue: bool = False
    started_at: Instant | None = None
    due_at: Instant
    stopped_at: Instant | None = None
    breached_at: Instant | None = None


class EarlierCase(Answer):
    number: str
    codes: tuple[str, ...] = ()
    outcome: str | None = None
    outcome_name: str | None = None
    reason: str | None = None
    resolved_at: Instant | None = None


class LiveContext(Answer):
    """Parts of the package as they are now."""

    policies: tuple[ContextPolicy, ...] = ()
    claims: tuple[ContextClaim, ...] = ()
    timeline: TimelineCard | None = None
    missing_documents: tuple[ContextMissing, ...] = ()
    clocks: tuple[ContextClock, ...] = ()
    clause_refs: tuple[str, ...] = ()
    claim_no: str | None = Field(default=None, description="The claim the dialogue is about.")
    policy_no: str | None = Field(
        default=None, description="The end of the number of the policy it is about."
    )
    documents: ContextDocuments | None = None
    clauses: tuple[ContextClause, ...] = ()
    emotion: EmotionCourse | None = None
    intents: tuple[ContextIntent, ...] = ()
    transcript_excerpt: tuple[ContextLine, ...] = ()
    already_answered: tuple[str, ...] = ()
    already_tried: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    sensitive_flags: tuple[SensitiveFlag, ...] = ()
    callback_window: str | None = None
    insurer_available: bool = False
    customer_typing: bool = False
    as_of: Instant | None = None


class Context(Answer):
    session_id: str | None = None
    channel: str | None = None
    user_ref: str | None = None
    person: ContextPerson | None = None
    goal: str | None = None
    summary: str | None = None
    codes: tuple[ContextCode, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    emotion: EmotionCourse | None = None
    priority: str | None = None
    intents: tuple[ContextIntent, ...] = ()
    slots: dict[str, Any] = Field(default_factory=dict)
    transcript_excerpt: tuple[ContextLine, ...] = ()
    already_answered: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    policies: tuple[ContextPolicy, ...] = ()
    claims: tuple[ContextClaim, ...] = ()
    timeline: TimelineCard | None = None
    missing_documents: tuple[ContextMissing, ...] = ()
    clocks: tuple[ContextClock, ...] = ()
    clause_refs: tuple[str, ...] = ()
    claim_no: str | None = None
    policy_no: str | None = None
    documents: ContextDocuments | None = None
    clauses: tuple[ContextClause, ...] = ()
    already_tried: tuple[str, ...] = ()
    sensitive_flags: tuple[SensitiveFlag, ...] = ()
    earlier_cases: tuple[EarlierCase, ...] = ()
    accessibility: tuple[str, ...] = ()
    suggested_next: str | None = None
    draft_reply: str | None = None
    callback_window: str | None = None
    insurer_available: bool = False
    frozen_at: Instant | None = None


def read_leniently[T: Answer](model: type[T], stored: dict[str, Any]) -> T:
    """The stored package as `model`; fields of another shape fall back to their default."""
    try:
        return model.model_validate(stored)
    except ValidationError as error:
        wrong = {str(e["loc"][0]) for e in error.errors(include_url=False, include_input=False) if e["loc"]}
        return model.model_validate({k: v for k, v in stored.items() if k not in wrong})
