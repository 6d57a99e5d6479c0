"""The monthly audit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(length=40), nullable=False),
        sa.Column("seed", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("population", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=True),
        sa.Column("findings", sa.LargeBinary(), nullable=True),
        sa.Column("findings_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by_id"], ["account.id"], name=op.f("fk_audit_closed_by_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_audit_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("kind", "first", "theme", name=op.f("uq_audit_kind_first_theme")),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_public_id")),
    )
    op.create_table(
        "audit_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_audit_feedback_audit_id")),
        sa.ForeignKeyConstraint(["read_by_id"], ["account.id"], name=op.f("fk_audit_feedback_read_by_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["account.id"], name=op.f("fk_audit_feedback_sent_by_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_audit_feedback_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_feedback")),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_feedback_public_id")),
    )
    op.create_index("ix_audit_feedback_audit_id", "audit_feedback", ["audit_id"], unique=False)
    op.create_index("ix_audit_feedback_setting_id", "audit_feedback", ["setting_id"], unique=False)
    op.create_table(
        "audit_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=False),
        sa.Column("subject_reference", sa.String(length=60), nullable=False),
        sa.Column("known_as", sa.String(length=60), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("stratum", sa.String(length=80), nullable=False),
        sa.Column("always", sa.String(length=40), nullable=False),
        sa.Column("handlers", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("disputes", sa.LargeBinary(), nullable=True),
        sa.Column("judgements", sa.LargeBinary(), nullable=True),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("conflict", sa.LargeBinary(), nullable=True),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.Column("second_marks", sa.LargeBinary(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("second_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moderated", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_audit_item_audit_id")),
        sa.ForeignKeyConstraint(["judged_by_id"], ["account.id"], name=op.f("fk_audit_item_judged_by_id")),
        sa.ForeignKeyConstraint(["second_by_id"], ["account.id"], name=op.f("fk_audit_item_second_by_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_audit_item_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_item")),
        sa.UniqueConstraint(
            "audit_id",
            "subject",
            "subject_reference",
            name=op.f("uq_audit_item_audit_id_subject_subject_reference"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_item_public_id")),
    )
    op.create_index("ix_audit_item_audit_id", "audit_item", ["audit_id"], unique=False)
    op.create_index("ix_audit_item_setting_id", "audit_item", ["setting_id"], unique=False)
    op.create_table(
        "audit_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_audit_action_audit_id")),
        sa.ForeignKeyConstraint(["item_id"], ["audit_item.id"], name=op.f("fk_audit_action_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_audit_action_public_id")),
    )
    op.create_index("ix_audit_action_audit_id", "audit_action", ["audit_id"], unique=False)
    op.create_index("ix_audit_action_due_on", "audit_action", ["due_on"], unique=False)
    op.create_index("ix_audit_action_item_id", "audit_action", ["item_id"], unique=False)
    op.create_table(
        "audit_item_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_audit_item_child_child_id")),
        sa.ForeignKeyConstraint(["item_id"], ["audit_item.id"], name=op.f("fk_audit_item_child_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_item_child")),
    )
    op.create_index("ix_audit_item_child_child_id", "audit_item_child", ["child_id"], unique=False)
    op.create_index("ix_audit_item_child_item_id", "audit_item_child", ["item_id"], unique=False)


def downgrade() -> None:
    op.drop_table("audit_item_child")
    op.drop_table("audit_action")
    op.drop_table("audit_item")
    op.drop_table("audit_feedback")
    op.drop_table("audit")
