"""What a butler is offered while writing (docs/contracts.md section 8)."""

from typing import Literal

from pydantic import Field

from handoff.web.schemas.base import Answer, Instant
from handoff.web.schemas.console import Named


class ReplyDraft(Answer):
    """Nothing is sent by itself: a person edits a draft and sends it."""

    text: str
    source: str = Field(description="Where it comes from, in words: a rule, a clause, the claim's progress.")
    origin: Literal["knowledge", "model"] = Field(serialization_alias="from", validation_alias="from")


class SuggestedStep(Answer):
    text: str
    source: str


class Proposal(Answer):
    drafts: list[ReplyDraft] = Field(description="At most three.")
    next_steps: list[SuggestedStep]
    goal: str | None = Field(description="Only where a configured model has worded it better.")
    summary: str | None = Field(description="As `goal`; at most 120 characters.")


class SimilarCase(Answer):
    """How a case like this one was settled; no person's data."""

    number: str
    codes: list[Named]
    goal: str
    outcome: str | None
    outcome_name: str | None
    outcome_reason: str
    resolved_at: Instant
    score: float = Field(description="0–1, how alike.")


class SimilarCases(Answer):
    items: list[SimilarCase]
