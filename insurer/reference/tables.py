"""Tables of the reference insurer, in the schema `insurer` of the one database. Created idempotently at
start."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)

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
