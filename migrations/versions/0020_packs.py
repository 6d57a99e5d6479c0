"""Packs of a meeting: one reader's copy of the papers, and the children it is about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_of", sa.String(length=64), nullable=True),
        sa.Column("stored_as", sa.String(length=64), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_meeting_pack_account_id")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_meeting_pack_item_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["panel_meeting.id"], name=op.f("fk_meeting_pack_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_pack")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meeting_pack_public_id")),
    )
    op.create_index("ix_meeting_pack_account_id", "meeting_pack", ["account_id"], unique=False)
    op.create_index(
        "ix_meeting_pack_meeting_id_account_id", "meeting_pack", ["meeting_id", "account_id"], unique=False
    )
    op.create_index("ix_meeting_pack_status", "meeting_pack", ["status"], unique=False)
    op.create_table(
        "meeting_pack_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_meeting_pack_child_child_id")),
        sa.ForeignKeyConstraint(["pack_id"], ["meeting_pack.id"], name=op.f("fk_meeting_pack_child_pack_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_pack_child")),
        sa.UniqueConstraint("pack_id", "child_id", name=op.f("uq_meeting_pack_child_pack_id_child_id")),
    )
    op.create_index("ix_meeting_pack_child_child_id", "meeting_pack_child", ["child_id"], unique=False)
    op.create_index("ix_meeting_pack_child_pack_id", "meeting_pack_child", ["pack_id"], unique=False)


def downgrade() -> None:
    op.drop_table("meeting_pack_child")
    op.drop_table("meeting_pack")
