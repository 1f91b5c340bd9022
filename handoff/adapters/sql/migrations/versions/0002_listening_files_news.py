"""Messages understood while a person has the floor, first screens, files of customers, news from the insurer."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

_UNOBSERVED = "observed_seq < CASE floor WHEN 'bot' THEN processed_seq ELSE last_user_seq END"


def _moment(name: str, *, null: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=null)


def _conversations() -> None:
    op.add_column("conversations", _moment("opening_at"))
    op.add_column(
        "conversations",
        sa.Column("observed_seq", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("conversations", _moment("observe_at"))
    op.add_column(
        "conversations",
        sa.Column("observe_attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("conversations", sa.Column("observe_token", sa.UUID(), nullable=True))
    op.add_column("conversations", _moment("observe_until"))
    # What was written before there were observers is not gone through again.
    op.execute("UPDATE conversations SET observed_seq = last_user_seq")
    op.create_index(
        "ix_conversations_unobserved",
        "conversations",
        ["observe_at"],
        unique=False,
        postgresql_where=sa.text(_UNOBSERVED),
    )


def _attachments() -> None:
    op.add_column(
        "messages",
        sa.Column(
            "attachments",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("conversation_id", sa.UUID(), nullable=False),
        sa.Column("message_id", sa.UUID(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        _moment("created_at", null=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name=op.f("fk_attachments_conversation_id")
        ),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_attachments_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_file", "attachments", ["sha256"], unique=False)
    op.create_index(
        "ix_attachments_unused",
        "attachments",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("message_id IS NULL"),
    )


def _insurer_events() -> None:
    op.create_table(
        "insurer_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("customer_ref", sa.Text(), nullable=False),
        sa.Column("claim_no", sa.Text(), nullable=True),
        sa.Column("pickup_no", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        _moment("occurred_at", null=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("correlation_id", sa.Text(), nullable=False),
        _moment("received_at", null=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _moment("next_attempt_at", null=False),
        sa.Column("lease_token", sa.UUID(), nullable=True),
        _moment("lease_until"),
        sa.CheckConstraint("status IN ('pending', 'done', 'ignored')", name="ck_insurer_events_status"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_insurer_events")),
        sa.UniqueConstraint("event_id", name=op.f("uq_insurer_events_event_id")),
    )
    pending = sa.text("status = 'pending'")
    op.create_index(
        "ix_insurer_events_subject", "insurer_events", ["subject", "id"], postgresql_where=pending
    )
    op.create_index("ix_insurer_events_next", "insurer_events", ["next_attempt_at"], postgresql_where=pending)
    op.create_index("ix_insurer_events_told", "insurer_events", ["subject", "type", "occurred_at"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("customer_ref", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("card", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("correlation_id", sa.Text(), nullable=True),
        _moment("created_at", null=False),
        sa.Column("message_id", sa.UUID(), nullable=True),
        _moment("told_at"),
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.CheckConstraint("(message_id IS NULL) = (told_at IS NULL)", name="ck_notices_told"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_notices_message_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(
        "ix_notices_pending",
        "notices",
        ["customer_ref", "position"],
        postgresql_where=sa.text("told_at IS NULL"),
    )


def upgrade() -> None:
    _conversations()
    _attachments()
    _insurer_events()
    _notices()


def downgrade() -> None:
    for table in ("notices", "insurer_events", "attachments"):
        op.drop_table(table)
    op.drop_column("messages", "attachments")
    op.drop_index("ix_conversations_unobserved", table_name="conversations")
    for column in (
        "observe_until",
        "observe_token",
        "observe_attempts",
        "observe_at",
        "observed_seq",
        "opening_at",
    ):
        op.drop_column("conversations", column)
