"""Tables of the desk: who is there, what is offered, promised, heard, configured and sent out."""

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
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, UUID

from handoff.adapters.sql.tables import metadata


def _moment(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=null)


def _ref(name: str, target: str, *, null: bool = False) -> Column[object]:
    return Column(name, UUID(), ForeignKey(f"{target}.id"), nullable=null)


_EMPTY_ARRAY = text("'{}'")

butlers = Table(
    "butlers",
    metadata,
    Column("user_id", UUID(), ForeignKey("users.id"), primary_key=True),
    Column("skills", ARRAY(Text), nullable=False, server_default=_EMPTY_ARRAY),
    Column("capacity", Integer, nullable=False),
    Column("specialist", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    CheckConstraint("capacity BETWEEN 0 AND 200", name="ck_butlers_capacity"),
)

presence = Table(
    "presence",
    metadata,
    Column("user_id", UUID(), ForeignKey("users.id"), primary_key=True),
    Column("state", Text, nullable=False),
    _moment("since", null=False),
    _moment("beat_at", null=False),
    CheckConstraint("state IN ('available', 'busy', 'away')", name="ck_presence_state"),
    Index("ix_presence_beat", "beat_at"),
)

offers = Table(
    "offers",
    metadata,
    Column("id", UUID(), primary_key=True),
    _ref("case_id", "cases"),
    _ref("butler_id", "users"),
    Column("why", Text, nullable=False),
    _moment("offered_at", null=False),
    _moment("expires_at", null=False),
    Column("outcome", Text),
    _moment("settled_at"),
    Column("reason", Text, nullable=False, server_default=text("''")),
    CheckConstraint(
        "outcome IN ('accepted', 'declined', 'expired', 'withdrawn', 'vanished')", name="ck_offers_outcome"
    ),
    CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", name="ck_offers_settled"),
    Index("uq_offers_open", "case_id", "butler_id", unique=True, postgresql_where=text("outcome IS NULL")),
    Index("ix_offers_open_butler", "butler_id", postgresql_where=text("outcome IS NULL")),
    Index("ix_offers_expiring", "expires_at", postgresql_where=text("outcome IS NULL")),
    Index("ix_offers_case", "case_id", "offered_at"),
)

promises = Table(
    "promises",
    metadata,
    Column("id", UUID(), primary_key=True),
    _ref("conversation_id", "conversations"),
    _ref("case_id", "cases", null=True),
    _ref("message_id", "messages", null=True),
    Column("made_by", Text, nullable=False),
    _ref("made_by_id", "users", null=True),
    Column("text", Text, nullable=False),
    _moment("made_at", null=False),
    _moment("due_at", null=False),
    Column("status", Text, nullable=False),
    _moment("settled_at"),
    _moment("reminded_at"),
    Column("note", Text, nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    CheckConstraint("made_by IN ('bot', 'butler')", name="ck_promises_made_by"),
    CheckConstraint("status IN ('open', 'kept', 'broken', 'withdrawn')", name="ck_promises_status"),
    CheckConstraint(
        "(status IN ('kept', 'withdrawn')) = (settled_at IS NOT NULL)", name="ck_promises_settled"
    ),
    Index("ix_promises_due", "due_at", postgresql_where=text("status = 'open'")),
    Index("ix_promises_conversation", "conversation_id", "due_at"),
    Index("ix_promises_case", "case_id"),
)

voices = Table(
    "voices",
    metadata,
    Column("id", UUID(), primary_key=True),
    _ref("conversation_id", "conversations"),
    _ref("case_id", "cases", null=True),
    _ref("message_id", "messages", null=True),
    Column("kind", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("product", Text),
    Column("channel", Text, nullable=False),
    Column("severity", SmallInteger, nullable=False),
    Column("quote", Text, nullable=False),
    Column("status", Text, nullable=False),
    _ref("owner_id", "users", null=True),
    Column("answer", Text, nullable=False, server_default=text("''")),
    _moment("heard_at", null=False),
    _moment("closed_at"),
    Column("version", Integer, nullable=False, server_default=text("1")),
    CheckConstraint("kind IN ('complaint', 'dispute', 'suggestion', 'silent_exit')", name="ck_voices_kind"),
    CheckConstraint("status IN ('new', 'taken', 'answered', 'closed')", name="ck_voices_status"),
    CheckConstraint("severity BETWEEN 1 AND 4", name="ck_voices_severity"),
    Index(
        "uq_voices_message",
        "message_id",
        "kind",
        unique=True,
        postgresql_where=text("message_id IS NOT NULL"),
    ),
    Index("ix_voices_case", "case_id", "kind"),
    Index("ix_voices_conversation", "conversation_id", "heard_at"),
    Index("ix_voices_heard", "heard_at", "id"),
    Index("ix_voices_topic", "topic", "heard_at"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", UUID(), primary_key=True),
    _ref("conversation_id", "conversations"),
    _ref("voice_id", "voices", null=True),
    Column("kind", Text, nullable=False),
    _moment("due_at", null=False),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    _ref("message_id", "messages", null=True),
    _moment("created_at", null=False),
    _moment("settled_at"),
    CheckConstraint("status IN ('pending', 'asked', 'dropped')", name="ck_follow_ups_status"),
    Index("ix_follow_ups_conversation", "conversation_id", "settled_at"),
    Index("ix_follow_ups_due", "due_at", postgresql_where=text("status = 'pending'")),
    Index(
        "uq_follow_ups_pending",
        "conversation_id",
        "kind",
        unique=True,
        postgresql_where=text("status = 'pending'"),
    ),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSONB, nullable=False),
    Column("version", Integer, nullable=False),
    _ref("changed_by", "users", null=True),
    _moment("changed_at", null=False),
)

holidays = Table(
    "holidays",
    metadata,
    Column("day", Date, primary_key=True),
    Column("open", Boolean, nullable=False),
    Column("name", Text, nullable=False),
)

canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("shortcut", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("codes", ARRAY(Text), nullable=False, server_default=_EMPTY_ARRAY),
    _ref("owner_id", "users", null=True),
    Column("version", Integer, nullable=False, server_default=text("1")),
    _moment("changed_at", null=False),
    Index(
        "uq_canned_replies_shortcut",
        text("coalesce(owner_id, '00000000-0000-0000-0000-000000000000'::uuid)"),
        "shortcut",
        unique=True,
    ),
)

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("url", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("kinds", ARRAY(Text), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("description", Text, nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    _moment("created_at", null=False),
    _moment("failing_since"),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", UUID(), primary_key=True),
    Column("position", BigInteger, Identity(always=True), nullable=False),
    _ref("webhook_id", "webhooks"),
    Column("kind", Text, nullable=False),
    _ref("case_id", "cases", null=True),
    Column("body", JSONB, nullable=False),
    Column("status", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    _moment("created_at", null=False),
    _moment("next_attempt_at", null=False),
    Column("lease_token", UUID()),
    _moment("lease_until"),
    Column("result", Text, nullable=False, server_default=text("''")),
    CheckConstraint("status IN ('pending', 'delivered', 'given_up')", name="ck_webhook_deliveries_status"),
    Index("ix_webhook_deliveries_next", "next_attempt_at", postgresql_where=text("status = 'pending'")),
    Index("ix_webhook_deliveries_hook", "webhook_id", "position"),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("user_id", UUID(), nullable=False),
    Column("key", Text, nullable=False),
    Column("request_hash", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", JSONB(none_as_null=True)),
    _moment("at", null=False),
    PrimaryKeyConstraint("user_id", "key"),
    Index("ix_idempotency_keys_at", "at"),
)

callbacks = Table(
    "callbacks",
    metadata,
    Column("id", UUID(), primary_key=True),
    _ref("case_id", "cases"),
    _moment("from_at", null=False),
    _moment("until_at", null=False),
    Column("note", Text, nullable=False, server_default=text("''")),
    Column("status", Text, nullable=False),
    _moment("created_at", null=False),
    _moment("settled_at"),
    CheckConstraint("status IN ('open', 'done', 'missed', 'withdrawn')", name="ck_callbacks_status"),
    CheckConstraint("from_at < until_at", name="ck_callbacks_window"),
    Index("uq_callbacks_open", "case_id", unique=True, postgresql_where=text("status = 'open'")),
    Index("ix_callbacks_case", "case_id", "created_at"),
    Index("ix_callbacks_due", "until_at", postgresql_where=text("status = 'open'")),
)
