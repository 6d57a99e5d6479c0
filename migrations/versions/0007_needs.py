"""The read model of the needs matrix"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "needs_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("setting_type", sa.String(length=40), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ward", sa.String(length=120), nullable=False),
        sa.Column("year_group", sa.String(length=3), nullable=False),
        sa.Column("sex", sa.String(length=8), nullable=False),
        sa.Column("ethnicity", sa.String(length=8), nullable=False),
        sa.Column("category", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_needs_form_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_needs_form_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_form")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_needs_form_kind_record_id")),
    )
    op.create_index(op.f("ix_needs_form_child_id"), "needs_form", ["child_id"], unique=False)
    op.create_index(op.f("ix_needs_form_setting_id"), "needs_form", ["setting_id"], unique=False)
    op.create_index("ix_needs_form_submitted_on", "needs_form", ["submitted_on"], unique=False)
    op.create_table(
        "needs_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("within", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.String(length=12), nullable=False),
        sa.Column("current", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("known", sa.String(length=12), nullable=False),
        sa.Column("responded", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"], ["needs_form.id"], name=op.f("fk_needs_fact_form_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_fact")),
    )
    op.create_index(op.f("ix_needs_fact_form_id"), "needs_fact", ["form_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_needs_fact_form_id"), table_name="needs_fact")
    op.drop_table("needs_fact")
    op.drop_index("ix_needs_form_submitted_on", table_name="needs_form")
    op.drop_index(op.f("ix_needs_form_setting_id"), table_name="needs_form")
    op.drop_index(op.f("ix_needs_form_child_id"), table_name="needs_form")
    op.drop_table("needs_form")
