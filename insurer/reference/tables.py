"""Tables of the reference insurer, in the schema `insurer` of the one database. Created idempotently at
start."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    Sequence,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA = "insurer"
metadata = MetaData(schema=SCHEMA)

_MONEY = Numeric(14, 2)
_MOMENT = DateTime(timezone=True)
_CUSTOMER = f"{SCHEMA}.customers.ref"
_POLICY = f"{SCHEMA}.policies.policy_no"
_CLAIM = f"{SCHEMA}.claims.claim_no"

customers = Table(
    "customers",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_masked", Text, nullable=False),
    Column("phone_masked", Text, nullable=False),
    Column("id_masked", Text, nullable=False),
    Column("birth_year", Integer, nullable=False),
    Column("accessibility", ARRAY(Text), nullable=False),
    Column("butler_username", Text),
    Column("butler_name", Text),
    Column("customer_since", Date, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    Column("policy_no", Text, primary_key=True),
    Column("customer_ref", Text, ForeignKey(_CUSTOMER, ondelete="CASCADE"), nullable=False, index=True),
    Column("product_id", Text, nullable=False),
    Column("product_name", Text, nullable=False),
    Column("insurance_type", Text, nullable=False),
    Column("claim_types", ARRAY(Text), nullable=False),
    Column("insured_name_masked", Text, nullable=False),
    Column("relation", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("effective_date", Date, nullable=False),
    Column("expiry_date", Date, nullable=False),
    Column("sum_insured", _MONEY, nullable=False),
    Column("deductible", _MONEY, nullable=False),
    Column("waiting_period_days", Integer, nullable=False),
    Column("cooling_off_days", Integer, nullable=False),
    Column("platform_cancel_days", Integer, nullable=False),
    Column("insurer_name", Text, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("claim_no", Text, primary_key=True),
    Column("customer_ref", Text, ForeignKey(_CUSTOMER, ondelete="CASCADE"), nullable=False, index=True),
    Column("policy_no", Text, ForeignKey(_POLICY, ondelete="CASCADE"), nullable=False),
    Column("product_name", Text, nullable=False),
    Column("claim_type", Text, nullable=False),
    Column("state_code", Text, nullable=False),
    Column("incident_date", Date, nullable=False),
    Column("incident", Text, nullable=False),
    Column("reported_at", _MOMENT, nullable=False),
    Column("first_claim_at", _MOMENT),
    Column("docs_complete_at", _MOMENT),
    Column("amount_claimed", _MONEY),
    Column("amount_approved", _MONEY),
    Column("supplement_round", Integer, nullable=False),
)

claim_events = Table(
    "claim_events",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), nullable=False),
    Column("state_code", Text, nullable=False),
    Column("entered_at", _MOMENT, nullable=False),
    Column("actor_type", Text, nullable=False),
    Column("reason_code", Text),
    Column("clause_ref", Text),
    Column("due_at", _MOMENT),
    Column("visible_text", Text),
    Column("human_reviewer", Text),
    Index("claim_events_in_order", "claim_no", "id"),
)

missing_documents = Table(
    "missing_documents",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), nullable=False, index=True),
    Column("doc_code", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("alternatives", Text),
)

decisions = Table(
    "decisions",
    metadata,
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("clause_ref", Text),
    Column("clause_text", Text),
    Column("human_reviewer", Text, nullable=False),
    Column("decided_at", _MOMENT, nullable=False),
)

payments = Table(
    "payments",
    metadata,
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), primary_key=True),
    Column("amount", _MONEY, nullable=False),
    Column("paid_at", _MOMENT, nullable=False),
    Column("account_tail", Text, nullable=False),
)

demo_seed = Table(
    "demo_seed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("seeded_on", Date, nullable=False),
)

# ----- the writing half -----

#: Numbers for claims, pickups and requests; never reused, gaps are fine.
numbers = Sequence("numbers", metadata=metadata)

identities = Table(
    "identities",
    metadata,
    Column("customer_ref", Text, ForeignKey(_CUSTOMER, ondelete="CASCADE"), primary_key=True),
    Column("id_tail", Text, nullable=False),
    Column("failed_tries", Integer, nullable=False, server_default="0"),
    Column("locked_until", _MOMENT),
)

#: What cancelling rests on and the wire type of a policy does not tell.
policy_terms = Table(
    "policy_terms",
    metadata,
    Column("policy_no", Text, ForeignKey(_POLICY, ondelete="CASCADE"), primary_key=True),
    Column("premium", _MONEY, nullable=False),
    Column("net_premium", _MONEY, nullable=False),
    Column("cash_value", _MONEY),
    Column("received_on", Date),
)

cancellations = Table(
    "cancellations",
    metadata,
    Column("policy_no", Text, ForeignKey(_POLICY, ondelete="CASCADE"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("refund", _MONEY, nullable=False),
    Column("cancelled_at", _MOMENT, nullable=False),
    Column("arrives_by", Date, nullable=False),
)

claim_reports = Table(
    "claim_reports",
    metadata,
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), primary_key=True),
    Column("reporter_relation", Text, nullable=False),
    Column("hospital", Text),
)

claim_documents = Table(
    "claim_documents",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), nullable=False, index=True),
    Column("doc_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("media_id", Text, nullable=False),
    Column("received_at", _MOMENT, nullable=False),
)

pickups = Table(
    "pickups",
    metadata,
    Column("pickup_no", Text, primary_key=True),
    Column("customer_ref", Text, ForeignKey(_CUSTOMER, ondelete="CASCADE"), nullable=False, index=True),
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE")),
    Column("status", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("slot", Text, nullable=False),
    Column("courier", Text, nullable=False),
    Column("tracking_no", Text),
    Column("address", Text, nullable=False),
    Column("contact_name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("booked_at", _MOMENT, nullable=False),
    Index("pickups_of_a_slot", "region", "date", "slot"),
)

pickup_events = Table(
    "pickup_events",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column(
        "pickup_no",
        Text,
        ForeignKey(f"{SCHEMA}.pickups.pickup_no", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("at", _MOMENT, nullable=False),
    Column("text", Text, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    Column("request_no", Text, primary_key=True),
    Column("customer_ref", Text, ForeignKey(_CUSTOMER, ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("received_at", _MOMENT, nullable=False),
    Column("text", Text, nullable=False),
    Column("policy_no", Text, ForeignKey(_POLICY, ondelete="CASCADE")),
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE")),
    Column("details", JSONB, nullable=False),
    Column("clocks", JSONB, nullable=False),
    Column("next_step", Text, nullable=False),
)

#: First answers by key; written in the transaction of the effect.
idempotency = Table(
    "idempotency",
    metadata,
    Column("key", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("answer", Text),
    Column("at", _MOMENT, nullable=False, index=True),
)

#: Events for the hub; `order_key` is the claim, pickup or customer within which the order counts.
outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("order_key", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("occurred_at", _MOMENT, nullable=False, index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", _MOMENT, nullable=False),
    Column("done_at", _MOMENT),
    Column("refused", Boolean, nullable=False, server_default="false"),
    Index("outbox_waiting", "order_key", "id", postgresql_where=text("done_at IS NULL")),
)

#: Which thresholds of a claim's clock were told.
clock_marks = Table(
    "clock_marks",
    metadata,
    Column("claim_no", Text, ForeignKey(_CLAIM, ondelete="CASCADE"), primary_key=True),
    Column("clock_code", Text, primary_key=True),
    Column("due_at", _MOMENT, primary_key=True),
    Column("percent", Integer, primary_key=True),
)
