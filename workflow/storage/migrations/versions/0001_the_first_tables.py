"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _events()
    op.create_table(
        "municipality",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality")),
        sa.UniqueConstraint("slug", name=op.f("uq_municipality_slug")),
    )
    op.create_table(
        "throttle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_throttle")),
        sa.UniqueConstraint("key", name=op.f("uq_throttle_key")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.Column("uniquifier", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=True),
        sa.Column("totp", sa.Text(), nullable=True),
        sa.Column("totp_counter", sa.Integer(), nullable=True),
        sa.CheckConstraint("active IN (0, 1)", name=op.f("ck_account_active")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_account_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
        sa.UniqueConstraint("uniquifier", name=op.f("uq_account_uniquifier")),
    )
    op.create_table(
        "page_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_page_text_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_text")),
        sa.UniqueConstraint(
            "municipality_id", "page", name=op.f("uq_page_text_municipality_id_page")
        ),
    )
    op.create_table(
        "definition_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("definition_id", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("extends", sa.String(length=80), nullable=True),
        sa.Column("base", sa.String(length=64), nullable=True),
        sa.Column("published_at", sa.String(length=27), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_definition_version_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition_version")),
        sa.UniqueConstraint(
            "municipality_id",
            "definition_id",
            "version",
            name=op.f("uq_definition_version_municipality_id_definition_id_version"),
        ),
    )
    with op.batch_alter_table("definition_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_definition_version_digest"), ["digest"], unique=False)

    op.create_table(
        "definition_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["account.id"], name=op.f("fk_definition_draft_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_definition_draft_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_definition_draft")),
        sa.UniqueConstraint(
            "municipality_id", "slug", name=op.f("uq_definition_draft_municipality_id_slug")
        ),
    )
    op.create_table(
        "event_payload",
        sa.Column("event_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_payload_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_payload")),
    )
    op.create_table(
        "instance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("life", sa.String(length=16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=64), nullable=True),
        sa.Column("last_activity_at", sa.String(length=27), nullable=False),
        sa.Column("moved_on", sa.String(length=10), nullable=False),
        sa.Column("next_due", sa.String(length=10), nullable=True),
        sa.Column("required_due", sa.String(length=10), nullable=True),
        sa.Column("urgent_at", sa.String(length=10), nullable=False),
        sa.Column("situation", sa.String(length=16), nullable=True),
        sa.Column("situation_on", sa.String(length=10), nullable=True),
        sa.Column("judged_on", sa.String(length=10), nullable=True),
        sa.Column("requested_on", sa.String(length=10), nullable=True),
        sa.Column("returned_on", sa.String(length=10), nullable=True),
        sa.Column("open_requests", sa.Integer(), server_default="0", nullable=False),
        sa.Column("open_exceptions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("open_approvals", sa.Integer(), server_default="0", nullable=False),
        sa.Column("open_obligations", sa.Integer(), server_default="0", nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_instance_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instance")),
        sa.UniqueConstraint("slug", name=op.f("uq_instance_slug")),
    )
    with op.batch_alter_table("instance", schema=None) as batch_op:
        batch_op.create_index(
            "ix_instance_critical",
            ["municipality_id", "situation_on"],
            unique=False,
            sqlite_where=sa.text("situation = 'critical'"),
            postgresql_where=sa.text("situation = 'critical'"),
        )
        for day in ("judged_on", "requested_on", "returned_on"):
            batch_op.create_index(
                f"ix_instance_{day}",
                ["municipality_id", day],
                unique=False,
                sqlite_where=sa.text(f"{day} IS NOT NULL"),
                postgresql_where=sa.text(f"{day} IS NOT NULL"),
            )
        batch_op.create_index(
            batch_op.f("ix_instance_municipality_id_definition"),
            ["municipality_id", "definition"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_instance_municipality_id_life_moved_on"),
            ["municipality_id", "life", "moved_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_instance_municipality_id_life_required_due"),
            ["municipality_id", "life", "required_due"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_instance_municipality_id_name_key"),
            ["municipality_id", "name_key"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_instance_municipality_id_urgent_at"),
            ["municipality_id", "urgent_at"],
            unique=False,
        )

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("erased", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_attachment_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_attachment_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attachment_instance_id_sha256"), ["instance_id", "sha256"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_membership_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_membership_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "account_id",
            "instance_id",
            "role",
            name=op.f("uq_membership_account_id_instance_id_role"),
        ),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_instance_id"), ["instance_id"], unique=False
        )

    op.create_table(
        "municipality_role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "role IN ('coordinator', 'consultant', 'admin')", name=op.f("ck_municipality_role_role")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_municipality_role_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["municipality.id"],
            name=op.f("fk_municipality_role_municipality_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_municipality_role")),
        sa.UniqueConstraint(
            "account_id",
            "municipality_id",
            "role",
            name=op.f("uq_municipality_role_account_id_municipality_id_role"),
        ),
    )
    with op.batch_alter_table("municipality_role", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_municipality_role_municipality_id"), ["municipality_id"], unique=False
        )

    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try_at", sa.String(length=27), nullable=False),
        sa.Column("sent_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_outbox_account_id")),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_outbox_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_outbox_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_outbox_instance_id"), ["instance_id"], unique=False)
        batch_op.create_index(
            "ix_outbox_unsent",
            ["next_try_at"],
            unique=False,
            sqlite_where=sa.text("sent_at IS NULL"),
            postgresql_where=sa.text("sent_at IS NULL"),
        )

    _moves()

    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("archived", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_record_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_record_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint(
            "instance_id", "register", "number", name=op.f("uq_record_instance_id_register_number")
        ),
    )
    op.create_table(
        "account_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("expires_at", sa.String(length=27), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('invitation', 'recovery')", name=op.f("ck_account_link_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_account_link_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_link")),
        sa.UniqueConstraint(
            "account_id", "purpose", name=op.f("uq_account_link_account_id_purpose")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_link_token_hash")),
    )
    with op.batch_alter_table("account_link", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_link_expires_at"), ["expires_at"], unique=False
        )

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_recovery_code_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint(
            "account_id", "code_hash", name=op.f("uq_recovery_code_account_id_code_hash")
        ),
    )
    op.create_table(
        "substitute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_substitute_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["account.id"], name=op.f("fk_substitute_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["account.id"], name=op.f("fk_substitute_substitute_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitute")),
        sa.UniqueConstraint(
            "municipality_id", "number", name=op.f("uq_substitute_municipality_id_number")
        ),
    )
    with op.batch_alter_table("substitute", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_substitute_substitute_id_until"),
            ["substitute_id", "until"],
            unique=False,
        )

    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=27), nullable=False),
        sa.Column("used_at", sa.String(length=27), nullable=False),
        sa.Column("checked_at", sa.String(length=27), nullable=False),
        sa.Column("expires_at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_session_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "step_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_step_row_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_step_row_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_row")),
        sa.UniqueConstraint("instance_id", "step", name=op.f("uq_step_row_instance_id_step")),
    )
    op.create_table(
        "task_row",
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("thing", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("starts", sa.String(length=10), nullable=True),
        sa.Column("required", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.String(length=10), nullable=True),
        sa.Column("barred_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_task_row_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_task_row_municipality_id")
        ),
        sa.PrimaryKeyConstraint(
            "instance_id", "holder", "thing", "kind", "role", name=op.f("pk_task_row")
        ),
        sqlite_with_rowid=False,
    )
    _indexes_of_open_work()


def _moves() -> None:
    op.create_table(
        "move_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("tells", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.String(length=27), nullable=False),
        sa.Column("command_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_move_run_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_run")),
        sa.UniqueConstraint("command_id", name=op.f("uq_move_run_command_id")),
    )
    with op.batch_alter_table("move_run", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_move_run_municipality_id_definition"),
            ["municipality_id", "definition"],
            unique=False,
        )

    op.create_table(
        "move_run_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_move_run_row_instance_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["move_run.id"], name=op.f("fk_move_run_row_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_run_row")),
        sa.UniqueConstraint(
            "run_id", "instance_id", name=op.f("uq_move_run_row_run_id_instance_id")
        ),
    )

    op.create_table(
        "move_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("instance_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instance_id"], ["instance.id"], name=op.f("fk_move_row_instance_id")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_move_row_municipality_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move_row")),
        sa.UniqueConstraint("instance_id", "seq", name=op.f("uq_move_row_instance_id_seq")),
    )


def _events() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("command_id", sa.String(length=64), nullable=True),
        sa.Column("command_digest", sa.String(length=64), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("digests", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("command_id", name=op.f("uq_event_command_id")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_event_stream_seq")),
    )
    finishing = (
        "type IN ('ItemCompleted', 'ItemSetAside', 'ApprovalRecorded', 'ExceptionGranted', "
        "'ApprovalConfirmed', 'ObligationFulfilled', 'ProposalSettled', 'SituationAssessed', "
        "'GateRequested')"
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_finished",
            ["by", "id"],
            unique=False,
            sqlite_where=sa.text(finishing),
            postgresql_where=sa.text(finishing),
        )


def _indexes_of_open_work() -> None:
    with op.batch_alter_table("task_row", schema=None) as batch_op:
        batch_op.create_index(
            "ix_task_row_barred",
            ["barred_id"],
            unique=False,
            sqlite_where=sa.text("barred_id IS NOT NULL"),
            postgresql_where=sa.text("barred_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_task_row_coordination",
            ["municipality_id", "due"],
            unique=False,
            sqlite_where=sa.text("account_id IS NULL AND role = 'coordinator'"),
            postgresql_where=sa.text("account_id IS NULL AND role = 'coordinator'"),
        )
        loud = "kind IN ('approval', 'exception', 'proposal', 'returned', 'stale')"
        batch_op.create_index(
            "ix_task_row_loud",
            ["municipality_id"],
            unique=False,
            sqlite_where=sa.text(loud),
            postgresql_where=sa.text(loud),
        )
        batch_op.create_index(
            "ix_task_row_given",
            ["account_id", "due"],
            unique=False,
            sqlite_where=sa.text("account_id IS NOT NULL"),
            postgresql_where=sa.text("account_id IS NOT NULL"),
        )
