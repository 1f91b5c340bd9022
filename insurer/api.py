"""Wire types of the insurer API (docs/contracts.md section 4): the reading half and what both halves share.
The writing half is in insurer/api_writing.py, the events in insurer/api_events.py.

Times are ISO 8601 with offset, amounts are decimal strings in yuan. Unknown fields of a newer core are
ignored."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer

Amount = Annotated[Decimal, PlainSerializer(lambda d: f"{d:.2f}", return_type=str, when_used="json")]
ActorType = Literal["user", "insurer", "platform", "courier", "bank"]
PolicyStatus = Literal["active", "lapsed", "expired", "cancelled"]
Outcome = Literal["approved", "partial", "rejected"]
ErrorCode = Literal["not_found", "forbidden", "unavailable", "invalid", "conflict", "not_allowed"]

#: What a customer reference or claim number may look like; anything else is `invalid`, before any look-up.
REFERENCE_PATTERN = r"^[A-Za-z0-9_-]{1,64}$"


class Wire(BaseModel):
    """A frozen wire object; both ends share it."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Customer(Wire):
    """A person known to the insurer. `accessibility` holds needs such as `large_text`, `call_back`,
    `screen_reader`."""

    ref: str
    name: str
    name_masked: str
    phone_masked: str
    id_masked: str
    birth_year: int
    accessibility: tuple[str, ...] = ()
    butler_username: str | None = None
    butler_name: str | None = None
    customer_since: date


class Policy(Wire):
    """One policy. `insurance_type` and `claim_types` are codes of data/knowledge/claim_types.yml."""

    policy_no: str
    product_id: str
    product_name: str
    insurance_type: str
    claim_types: tuple[str, ...]
    insured_name_masked: str
    relation: str
    status: PolicyStatus
    effective_date: date
    expiry_date: date
    sum_insured: Amount
    deductible: Amount
    waiting_period_days: int
    cooling_off_days: int
    platform_cancel_days: int
    insurer_name: str


class ClaimEvent(Wire):
    """One step of a claim (domain rule R12). Events of a claim come oldest first; `human_reviewer` is set on
    every decision (R02)."""

    state_code: str
    entered_at: AwareDatetime
    actor_type: ActorType
    reason_code: str | None = None
    clause_ref: str | None = None
    due_at: AwareDatetime | None = None
    visible_text: str | None = None
    human_reviewer: str | None = None


class MissingDocument(Wire):
    """A document still to be handed in, why, and what may stand in for it."""

    doc_code: str
    why: str
    alternatives: str | None = None


class Decision(Wire):
    """The decision on a claim, always by a person."""

    outcome: Outcome
    reason: str
    clause_ref: str | None = None
    clause_text: str | None = None
    human_reviewer: str
    decided_at: AwareDatetime


class Payment(Wire):
    """Money that has arrived; `account_tail` are the last four digits of the account."""

    amount: Amount
    paid_at: AwareDatetime
    account_tail: str


class Claim(Wire):
    """A claim with its whole history."""

    claim_no: str
    policy_no: str
    product_name: str
    claim_type: str
    state_code: str
    incident_date: date
    incident: str
    reported_at: AwareDatetime
    first_claim_at: AwareDatetime | None = None
    docs_complete_at: AwareDatetime | None = None
    amount_claimed: Amount | None = None
    amount_approved: Amount | None = None
    supplement_round: int = 0
    events: tuple[ClaimEvent, ...]
    missing_documents: tuple[MissingDocument, ...] = ()
    decision: Decision | None = None
    payment: Payment | None = None

    @property
    def updated_at(self) -> datetime:
        """When the claim last moved."""
        return self.events[-1].entered_at if self.events else self.reported_at


class PolicyList(Wire):
    items: tuple[Policy, ...]


class ClaimList(Wire):
    """Newest first."""

    items: tuple[Claim, ...]


class FieldError(Wire):
    """What is wrong with one field of a request; `message` is a plain Chinese sentence for the customer."""

    field: str
    message: str


class Problem(Wire):
    """problem+json; `code` is for machines, `detail` a plain sentence. `errors` only with status 422."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: ErrorCode
    correlation_id: str | None = None
    errors: tuple[FieldError, ...] = ()
