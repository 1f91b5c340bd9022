"""The tables as SQLAlchemy Core sees them. Migrations are the truth; a test holds the two together."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Row,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID
from sqlalchemy.types import UserDefinedType

#: A row of whatever was selected.
type AnyRow = Row[*tuple[Any, ...]]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Xid8(UserDefinedType[int]):
    """A transaction's id that never wraps around."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "xid8"


def _moment(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def _conversation_ref() -> Column[object]:
    return Column("conversation_id", UUID(), ForeignKey("conversations.id"), nullable=False)


#: The user has written something that nobody but an observer will understand.
UNOBSERVED = "observed_seq < CASE floor WHEN 'bot' THEN processed_seq ELSE last_user_seq END"

conversations = Table(
    "conversations",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("channel_user_id", Text, nullable=False),
    Column("customer_ref", Text),
    Column("display_name", Text),
    Column("butler_username", Text),
    Column("butler_name", Text),
    Column("floor", Text, nullable=False),
    Column("floor_epoch", BigInteger, nullable=False),
    Column("holder_id", UUID()),
    Column("next_seq", BigInteger, nullable=False),
    Column("next_feed_seq", BigInteger, nullable=False),
    Column("last_user_seq", BigInteger, nullable=False),
    Column("processed_seq", BigInteger, nullable=False),
    Column("read_by_user_seq", BigInteger, nullable=False),
    Column("read_by_desk_seq", BigInteger, nullable=False),
    Column("desk_seen_seq", BigInteger, nullable=False),
    Column("state", JSONB(none_as_null=True)),
    Column("state_version", Integer, nullable=False, server_default=text("0")),
    _moment("due_at"),
    Column("attempts", Integer, nullable=False),
    Column("lease_token", UUID()),
    _moment("lease_until"),
    _moment("created_at", null=False),
    _moment("opening_at"),
    Column("observed_seq", BigInteger, nullable=False, server_default=text("0")),
    _moment("observe_at"),
    Column("observe_attempts", Integer, nullable=False, server_default=text("0")),
    Column("observe_token", UUID()),
    _moment("observe_until"),
    UniqueConstraint("channel", "account", "channel_user_id", name="uq_conversations_contact"),
    CheckConstraint("floor IN ('bot', 'queue', 'butler')", name="ck_conversations_floor"),
    CheckConstraint("(floor = 'butler') = (holder_id IS NOT NULL)", name="ck_conversations_holder"),
    Index("ix_conversations_due", "due_at", postgresql_where=text("due_at IS NOT NULL")),
    Index("ix_conversations_unobserved", "observe_at", postgresql_where=text(UNOBSERVED)),
    Index("ix_conversations_customer", "customer_ref"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("channel", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("dedupe_key", Text, nullable=False),
    Column("message_id", UUID(), nullable=False),
    _moment("received_at", null=False),
    PrimaryKeyConstraint("channel", "account", "dedupe_key"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", UUID(), primary_key=True),
    _conversation_ref(),
    Column("seq", BigInteger, nullable=False),
    Column("feed_seq", BigInteger),
    Column("author", Text, nullable=False),
    Column("author_id", UUID()),
    Column("author_name", Text),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("client_msg_id", Text),
    Column("turn_id", UUID()),
    Column("case_id", UUID()),
    Column("floor_epoch", BigInteger, nullable=False),
    Column("understanding", JSONB(none_as_null=True)),
    Column("model_id", Text),
    Column("correlation_id", Text),
    _moment("created_at", null=False),
    Column("attachments", JSONB, nullable=False, server_default=text("'[]'")),
    UniqueConstraint("conversation_id", "seq", name="uq_messages_seq"),
    Index("ix_messages_days", "created_at", postgresql_using="brin"),
    UniqueConstraint("conversation_id", "feed_seq", name="uq_messages_feed_seq"),
    Index(
        "ix_messages_escalated",
        "conversation_id",
        postgresql_where=text(
            "author = 'user' AND understanding -> 'escalation' ->> 'decision' = 'escalate'"
        ),
    ),
    Index(
        "uq_messages_desk_client_msg_id",
        "conversation_id",
        "author_id",
        "client_msg_id",
        unique=True,
        postgresql_where=text("author = 'butler' AND client_msg_id IS NOT NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _conversation_ref(),
    Column("message_id", UUID(), ForeignKey("messages.id"), nullable=False, unique=True),
    Column("seq", BigInteger, nullable=False),
    Column("origin", Text, nullable=False),
    Column("floor_epoch", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    _moment("next_attempt_at", null=False),
    Column("lease_token", UUID()),
    _moment("lease_until"),
    Column("idempotency_key", Text, nullable=False, unique=True),
    Column("result", Text),
    Index("ix_outbox_pending", "conversation_id", "seq", postgresql_where=text("status = 'pending'")),
    Index("ix_outbox_next", "next_attempt_at", postgresql_where=text("status = 'pending'")),
)

attachments = Table(
    "attachments",
    metadata,
    Column("id", UUID(), primary_key=True),
    _conversation_ref(),
    Column("message_id", UUID(), ForeignKey("messages.id")),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    _moment("created_at", null=False),
    Index("ix_attachments_file", "sha256"),
    Index("ix_attachments_unused", "created_at", postgresql_where=text("message_id IS NULL")),
)

insurer_events = Table(
    "insurer_events",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("customer_ref", Text, nullable=False),
    Column("claim_no", Text),
    Column("pickup_no", Text),
    Column("subject", Text, nullable=False),
    _moment("occurred_at", null=False),
    Column("data", JSONB, nullable=False),
    Column("correlation_id", Text, nullable=False),
    _moment("received_at", null=False),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False),
    _moment("next_attempt_at", null=False),
    Column("lease_token", UUID()),
    _moment("lease_until"),
    CheckConstraint("status IN ('pending', 'done', 'ignored')", name="ck_insurer_events_status"),
    Index("ix_insurer_events_subject", "subject", "id", postgresql_where=text("status = 'pending'")),
    Index("ix_insurer_events_next", "next_attempt_at", postgresql_where=text("status = 'pending'")),
    Index("ix_insurer_events_told", "subject", "type", "occurred_at"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("customer_ref", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("card", JSONB(none_as_null=True)),
    Column("correlation_id", Text),
    _moment("created_at", null=False),
    Column("message_id", UUID(), ForeignKey("messages.id")),
    _moment("told_at"),
    # the order in which things happened, also within one instant
    Column("position", BigInteger, Identity(always=True), nullable=False),
    CheckConstraint("(message_id IS NULL) = (told_at IS NULL)", name="ck_notices_told"),
    Index("ix_notices_pending", "customer_ref", "position", postgresql_where=text("told_at IS NULL")),
)

outages = Table(
    "outages",
    metadata,
    Column("id", UUID(), primary_key=True),
    _moment("started_at", null=False),
    _moment("ended_at"),
    Index(
        "uq_outages_one_under_way",
        text("(true)"),
        unique=True,
        postgresql_where=text("ended_at IS NULL"),
    ),
)

users = Table(
    "users",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("username", Text, nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    _moment("created_at", null=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("user_id", UUID(), ForeignKey("users.id"), nullable=False),
    Column("csrf_token", Text, nullable=False),
    _moment("created_at", null=False),
    _moment("expires_at", null=False),
    _moment("last_seen_at", null=False),
    _moment("revoked_at"),
    Index("ix_sessions_user", "user_id"),
)

case_numbers = Table(
    "case_numbers",
    metadata,
    Column("day", Date, primary_key=True),
    Column("last", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    _conversation_ref(),
    Column("status", Text, nullable=False),
    Column("priority", Text, nullable=False),
    Column("codes", ARRAY(Text), nullable=False),
    Column("evidence", JSONB, nullable=False),
    Column("summary", Text, nullable=False),
    Column("goal", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("butler_id", UUID(), ForeignKey("users.id")),
    Column("dedicated_butler_id", UUID(), ForeignKey("users.id")),
    Column("outage_id", UUID(), ForeignKey("outages.id")),
    Column("context", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
    _moment("opened_at", null=False),
    _moment("waiting_since"),
    _moment("claimed_at"),
    _moment("first_response_at"),
    _moment("resolved_at"),
    Column("outcome", Text),
    Column("outcome_reason", Text),
    Column("tier", SmallInteger, nullable=False, server_default=text("1")),
    _moment("queue_at"),
    Column("wanted_butler_id", UUID(), ForeignKey("users.id")),
    Column("wanted_skill", Text),
    _moment("snoozed_until"),
    Column("reopened", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("tier BETWEEN 1 AND 2", name="ck_cases_tier"),
    CheckConstraint("status <> 'snoozed' OR snoozed_until IS NOT NULL", name="ck_cases_snoozed"),
    CheckConstraint(
        "status IN ('waiting', 'offered', 'active', 'snoozed', 'resolved')", name="ck_cases_status"
    ),
    CheckConstraint("status <> 'active' OR butler_id IS NOT NULL", name="ck_cases_active_held"),
    CheckConstraint("(status = 'resolved') = (resolved_at IS NOT NULL)", name="ck_cases_resolved"),
    Index(
        "uq_cases_one_unresolved",
        "conversation_id",
        unique=True,
        postgresql_where=text("status <> 'resolved'"),
    ),
    Index("ix_cases_conversation", "conversation_id", "opened_at"),
    Index("ix_cases_queue", "queue_at", "id", postgresql_where=text("status IN ('waiting', 'offered')")),
    Index(
        "ix_cases_held",
        "butler_id",
        "opened_at",
        "id",
        postgresql_where=text("status IN ('active', 'snoozed')"),
    ),
    Index("ix_cases_settled", "butler_id", "resolved_at", postgresql_where=text("status = 'resolved'")),
    Index(
        "ix_cases_settled_codes",
        "codes",
        postgresql_using="gin",
        postgresql_where=text("status = 'resolved'"),
    ),
    Index("ix_cases_snoozed", "snoozed_until", postgresql_where=text("status = 'snoozed'")),
    Index("ix_cases_newest", text("coalesce(resolved_at, opened_at) DESC"), text("id DESC")),
    Index("ix_cases_butler", "butler_id", "status"),
)


def _case_ref() -> Column[object]:
    return Column("case_id", UUID(), ForeignKey("cases.id"), nullable=False)


case_events = Table(
    "case_events",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    _case_ref(),
    Column("kind", Text, nullable=False),
    Column("actor_id", UUID()),
    Column("actor", Text),
    Column("detail", Text, nullable=False),
    _moment("at", null=False),
    Index("ix_case_events_case", "case_id", "id"),
)

case_notes = Table(
    "case_notes",
    metadata,
    Column("id", UUID(), primary_key=True),
    _case_ref(),
    Column("author_id", UUID(), ForeignKey("users.id"), nullable=False),
    Column("text", Text, nullable=False),
    _moment("at", null=False),
    Column("kind", Text, nullable=False, server_default=text("'note'")),
    Column("mentions", ARRAY(UUID()), nullable=False, server_default=text("'{}'")),
    CheckConstraint("kind IN ('note', 'whisper', 'transfer')", name="ck_case_notes_kind"),
    Index("ix_case_notes_case", "case_id", "at"),
)

clocks = Table(
    "clocks",
    metadata,
    Column("id", UUID(), primary_key=True),
    _case_ref(),
    Column("kind", Text, nullable=False),
    _moment("started_at", null=False),
    _moment("due_at", null=False),
    _moment("stopped_at"),
    _moment("breached_at"),
    Column("code", Text, nullable=False, server_default=text("''")),
    Column("subject", Text),
    Column("calendar", Text, nullable=False, server_default=text("'minutes'")),
    Column("amount", Integer, nullable=False, server_default=text("0")),
    _moment("paused_at"),
    Column("pauses", JSONB, nullable=False, server_default=text("'[]'")),
    Column("warned", SmallInteger, nullable=False, server_default=text("0")),
    _moment("next_warn_at"),
    CheckConstraint("calendar IN ('minutes', 'natural', 'working')", name="ck_clocks_calendar"),
    CheckConstraint("warned IN (0, 60, 80, 100)", name="ck_clocks_warned"),
    Index(
        "ix_clocks_warning",
        "next_warn_at",
        postgresql_where=text("stopped_at IS NULL AND paused_at IS NULL AND next_warn_at IS NOT NULL"),
    ),
    Index("ix_clocks_case", "case_id"),
    Index(
        "uq_clocks_statutory",
        "case_id",
        "code",
        "subject",
        unique=True,
        postgresql_where=text("kind = 'statutory'"),
    ),
)

escalation_signals = Table(
    "escalation_signals",
    metadata,
    Column("id", UUID(), primary_key=True),
    _conversation_ref(),
    Column("message_id", UUID(), ForeignKey("messages.id"), nullable=False),
    Column("turn_id", UUID(), nullable=False),
    Column("decision", Text, nullable=False),
    Column("codes", ARRAY(Text), nullable=False),
    Column("data", JSONB, nullable=False),
    Column("case_id", UUID(), ForeignKey("cases.id")),
    Column("no_case_reason", Text),
    _moment("at", null=False),
    UniqueConstraint("message_id", name="uq_escalation_signals_message"),
    CheckConstraint("(case_id IS NULL) <> (no_case_reason IS NULL)", name="ck_escalation_signals_settled"),
    Index("ix_escalation_signals_case", "case_id"),
)

ratings = Table(
    "ratings",
    metadata,
    Column("case_id", UUID(), ForeignKey("cases.id"), primary_key=True),
    _conversation_ref(),
    Column("score", SmallInteger, nullable=False),
    Column("comment", Text, nullable=False),
    _moment("at", null=False),
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("actor_id", UUID()),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    _moment("at", null=False),
    Index("ix_audit_log_at", "at"),
)

events = Table(
    "events",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("xid", Xid8(), nullable=False, server_default=text("pg_current_xact_id()")),
    Column("kind", Text, nullable=False),
    Column("case_id", UUID()),
    Column("conversation_id", UUID()),
    Column("version", Integer),
    Column("data", JSONB, nullable=False),
    _moment("at", null=False),
    Index("ix_events_feed", "xid", "id"),
    Index("ix_events_at", "at"),
)
