"""The desk: who is there, offers, promises, voices, follow-ups, call-backs, settings, canned replies, webhooks,
kept answers of repeated writes; cases with a place in the queue, clocks with calendars, pauses and warnings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None

#: The place in the queue: when it began to wait, later by what its priority can bear (P0 before all).
_PLACES = """
UPDATE cases SET queue_at = coalesce(waiting_since, opened_at) + CASE priority
    WHEN 'P0' THEN interval '-100 years' WHEN 'P1' THEN interval '0'
    WHEN 'P2' THEN interval '30 minutes' ELSE interval '4 hours' END
WHERE status IN ('waiting', 'offered')
"""
#: Clocks under way are watched on: the next warning is at 60 %, or now; what was marked as overdue is warned of.
_WARNINGS = """
UPDATE clocks SET
    warned = CASE WHEN breached_at IS NULL THEN 0 ELSE 100 END,
    next_warn_at = CASE WHEN breached_at IS NULL THEN started_at + (due_at - started_at) * 0.6 END,
    amount = greatest(1, round(extract(epoch FROM due_at - started_at) / 60))
WHERE stopped_at IS NULL
"""


def _holidays() -> None:
    op.create_table(
        "holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_holidays")),
    )


def _idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_hash", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_at", "idempotency_keys", ["at"], unique=False)


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("description", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
    )


def _butlers() -> None:
    op.create_table(
        "butlers",
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("skills", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("specialist", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 0 AND 200", name="ck_butlers_capacity"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_butlers_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_butlers")),
    )


def _canned_replies() -> None:
    op.create_table(
        "canned_replies",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("shortcut", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("codes", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_canned_replies_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
    )
    op.create_index(
        "uq_canned_replies_shortcut",
        "canned_replies",
        [sa.text("coalesce(owner_id, '00000000-0000-0000-0000-000000000000'::uuid)"), "shortcut"],
        unique=True,
    )


def _presence() -> None:
    op.create_table(
        "presence",
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('available', 'busy', 'away')", name="ck_presence_state"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_presence_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_presence")),
    )
    op.create_index("ix_presence_beat", "presence", ["beat_at"], unique=False)


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.UUID(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name=op.f("fk_settings_changed_by")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )


def _callbacks() -> None:
    op.create_table(
        "callbacks",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('open', 'done', 'missed', 'withdrawn')", name="ck_callbacks_status"),
        sa.CheckConstraint("from_at < until_at", name="ck_callbacks_window"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_callbacks_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callbacks")),
    )
    op.create_index("ix_callbacks_case", "callbacks", ["case_id", "created_at"], unique=False)
    op.create_index(
        "ix_callbacks_due",
        "callbacks",
        ["until_at"],
        unique=False,
        postgresql_where=sa.text("status = 'open'"),
    )
    op.create_index(
        "uq_callbacks_open",
        "callbacks",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("status = 'open'"),
    )


def _offers() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("butler_id", sa.UUID(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('accepted', 'declined', 'expired', 'withdrawn', 'vanished')",
            name="ck_offers_outcome",
        ),
        sa.CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", name="ck_offers_settled"),
        sa.ForeignKeyConstraint(["butler_id"], ["users.id"], name=op.f("fk_offers_butler_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_offers_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index("ix_offers_case", "offers", ["case_id", "offered_at"], unique=False)
    op.create_index(
        "ix_offers_expiring",
        "offers",
        ["expires_at"],
        unique=False,
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_index(
        "ix_offers_open_butler",
        "offers",
        ["butler_id"],
        unique=False,
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_index(
        "uq_offers_open",
        "offers",
        ["case_id", "butler_id"],
        unique=True,
        postgresql_where=sa.text("outcome IS NULL"),
    )


def _promises() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("message_id", sa.UUID(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.UUID(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(status IN ('kept', 'withdrawn')) = (settled_at IS NOT NULL)", name="ck_promises_settled"
        ),
        sa.CheckConstraint("made_by IN ('bot', 'butler')", name="ck_promises_made_by"),
        sa.CheckConstraint("status IN ('open', 'kept', 'broken', 'withdrawn')", name="ck_promises_status"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_promises_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_promises_conversation_id")
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_promises_made_by_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_promises_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    op.create_index("ix_promises_case", "promises", ["case_id"], unique=False)
    op.create_index("ix_promises_conversation", "promises", ["conversation_id", "due_at"], unique=False)
    op.create_index(
        "ix_promises_due", "promises", ["due_at"], unique=False, postgresql_where=sa.text("status = 'open'")
    )


def _voices() -> None:
    op.create_table(
        "voices",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("message_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.UUID(), nullable=True),
        sa.Column("answer", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('complaint', 'dispute', 'suggestion', 'silent_exit')", name="ck_voices_kind"
        ),
        sa.CheckConstraint("status IN ('new', 'taken', 'answered', 'closed')", name="ck_voices_status"),
        sa.CheckConstraint("severity BETWEEN 1 AND 4", name="ck_voices_severity"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_voices_case_id")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_voices_conversation_id")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_voices_message_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_voices_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voices")),
    )
    op.create_index("ix_voices_case", "voices", ["case_id", "kind"], unique=False)
    op.create_index("ix_voices_conversation", "voices", ["conversation_id", "heard_at"], unique=False)
    op.create_index("ix_voices_heard", "voices", ["heard_at", "id"], unique=False)
    op.create_index("ix_voices_topic", "voices", ["topic", "heard_at"], unique=False)
    op.create_index(
        "uq_voices_message",
        "voices",
        ["message_id", "kind"],
        unique=True,
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )


def _webhook_deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("webhook_id", sa.UUID(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=True),
        sa.Column("body", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_token", sa.UUID(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.CheckConstraint(
            "status IN ('pending', 'delivered', 'given_up')", name="ck_webhook_deliveries_status"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_webhook_deliveries_case_id")),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_deliveries_webhook_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
    )
    op.create_index(
        "ix_webhook_deliveries_hook", "webhook_deliveries", ["webhook_id", "position"], unique=False
    )
    op.create_index(
        "ix_webhook_deliveries_next",
        "webhook_deliveries",
        ["next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("status = 'pending'"),
    )


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("voice_id", sa.UUID(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("message_id", sa.UUID(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('pending', 'asked', 'dropped')", name="ck_follow_ups_status"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_follow_ups_conversation_id")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_follow_ups_message_id")),
        sa.ForeignKeyConstraint(["voice_id"], ["voices.id"], name=op.f("fk_follow_ups_voice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index(
        "ix_follow_ups_conversation", "follow_ups", ["conversation_id", "settled_at"], unique=False
    )
    op.create_index(
        "ix_follow_ups_due",
        "follow_ups",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_index(
        "uq_follow_ups_pending",
        "follow_ups",
        ["conversation_id", "kind"],
        unique=True,
        postgresql_where=sa.text("status = 'pending'"),
    )


def _cases() -> None:
    op.add_column(
        "case_notes", sa.Column("kind", sa.Text(), server_default=sa.text("'note'"), nullable=False)
    )
    op.add_column(
        "case_notes",
        sa.Column("mentions", postgresql.ARRAY(sa.UUID()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("cases", sa.Column("tier", sa.SmallInteger(), server_default=sa.text("1"), nullable=False))
    op.add_column("cases", sa.Column("queue_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("wanted_butler_id", sa.UUID(), nullable=True))
    op.add_column("cases", sa.Column("wanted_skill", sa.Text(), nullable=True))
    op.add_column("cases", sa.Column("snoozed_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("reopened", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.drop_index(op.f("ix_cases_queue"), table_name="cases")
    op.create_index(
        "ix_cases_queue",
        "cases",
        ["queue_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('waiting', 'offered')"),
    )
    op.create_index(
        "ix_cases_newest",
        "cases",
        [sa.text("coalesce(resolved_at, opened_at) DESC"), sa.text("id DESC")],
        unique=False,
    )
    op.create_index(
        "ix_cases_held",
        "cases",
        ["butler_id", "opened_at", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('active', 'snoozed')"),
    )
    op.create_index(
        "ix_cases_settled",
        "cases",
        ["butler_id", "resolved_at"],
        unique=False,
        postgresql_where=sa.text("status = 'resolved'"),
    )
    op.create_index(
        "ix_cases_settled_codes",
        "cases",
        ["codes"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("status = 'resolved'"),
    )
    op.create_index(
        "ix_cases_snoozed",
        "cases",
        ["snoozed_until"],
        unique=False,
        postgresql_where=sa.text("status = 'snoozed'"),
    )
    op.create_foreign_key(op.f("fk_cases_wanted_butler_id"), "cases", "users", ["wanted_butler_id"], ["id"])
    op.create_check_constraint("ck_case_notes_kind", "case_notes", "kind IN ('note', 'whisper', 'transfer')")
    op.create_check_constraint("ck_cases_tier", "cases", "tier BETWEEN 1 AND 2")
    # Nobody could snooze before now; what says so all the same goes back to its butler.
    op.execute("UPDATE cases SET status = 'active' WHERE status = 'snoozed'")
    op.create_check_constraint(
        "ck_cases_snoozed", "cases", "status <> 'snoozed' OR snoozed_until IS NOT NULL"
    )
    op.execute(_PLACES)


def _clocks() -> None:
    op.add_column("clocks", sa.Column("code", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("clocks", sa.Column("subject", sa.Text(), nullable=True))
    op.add_column(
        "clocks", sa.Column("calendar", sa.Text(), server_default=sa.text("'minutes'"), nullable=False)
    )
    op.add_column("clocks", sa.Column("amount", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("clocks", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "clocks",
        sa.Column(
            "pauses", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False
        ),
    )
    op.add_column(
        "clocks", sa.Column("warned", sa.SmallInteger(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("clocks", sa.Column("next_warn_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index(
        op.f("ix_clocks_running"),
        table_name="clocks",
        postgresql_where="((stopped_at IS NULL) AND (breached_at IS NULL))",
    )
    op.create_index(
        "ix_clocks_warning",
        "clocks",
        ["next_warn_at"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL AND paused_at IS NULL AND next_warn_at IS NOT NULL"),
    )
    op.create_index(
        "uq_clocks_statutory",
        "clocks",
        ["case_id", "code", "subject"],
        unique=True,
        postgresql_where=sa.text("kind = 'statutory'"),
    )
    op.create_check_constraint(
        "ck_clocks_calendar", "clocks", "calendar IN ('minutes', 'natural', 'working')"
    )
    op.create_check_constraint("ck_clocks_warned", "clocks", "warned IN (0, 60, 80, 100)")
    op.execute(_WARNINGS)


def upgrade() -> None:
    _holidays()
    _idempotency_keys()
    _webhooks()
    _butlers()
    _canned_replies()
    _presence()
    _settings()
    _callbacks()
    _offers()
    _promises()
    _voices()
    _webhook_deliveries()
    _follow_ups()
    _cases()
    _clocks()
    # reports look at days; messages only ever grow at the end, so that a summary of blocks is enough
    op.create_index("ix_messages_days", "messages", ["created_at"], unique=False, postgresql_using="brin")


def downgrade() -> None:
    op.drop_index("ix_messages_days", table_name="messages")
    for table in (
        "follow_ups",
        "webhook_deliveries",
        "voices",
        "promises",
        "offers",
        "callbacks",
        "presence",
        "canned_replies",
        "settings",
        "butlers",
        "webhooks",
        "idempotency_keys",
        "holidays",
    ):
        op.drop_table(table)
    op.execute("UPDATE cases SET status = 'active' WHERE status = 'snoozed'")
    for index in (
        "ix_cases_queue",
        "ix_cases_newest",
        "ix_cases_snoozed",
        "ix_cases_held",
        "ix_cases_settled",
        "ix_cases_settled_codes",
    ):
        op.drop_index(index, table_name="cases")
    for column in ("tier", "queue_at", "wanted_butler_id", "wanted_skill", "snoozed_until", "reopened"):
        op.drop_column("cases", column)
    op.create_index("ix_cases_queue", "cases", ["status", "priority", "opened_at"], unique=False)
    for column in ("kind", "mentions"):
        op.drop_column("case_notes", column)
    op.execute("DELETE FROM clocks WHERE kind <> 'first_response'")
    for column in ("code", "subject", "calendar", "amount", "paused_at", "pauses", "warned", "next_warn_at"):
        op.drop_column("clocks", column)
    op.create_index(
        "ix_clocks_running",
        "clocks",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("stopped_at IS NULL AND breached_at IS NULL"),
    )
