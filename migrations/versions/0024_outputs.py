"""What the matrix gives out: published periods and saved views"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "needs_published",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["published_by_id"], ["account.id"], name=op.f("fk_needs_published_published_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_published")),
        sa.UniqueConstraint("code", name=op.f("uq_needs_published_code")),
    )
    op.create_table(
        "needs_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=6), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_needs_view_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_view")),
        sa.UniqueConstraint("public_id", name=op.f("uq_needs_view_public_id")),
    )
    op.create_index("ix_needs_view_account_id", "needs_view", ["account_id"], unique=False)
    op.create_table(
        "needs_published_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=6), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["needs_published.id"], name=op.f("fk_needs_published_term_period_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_published_term")),
        sa.UniqueConstraint("term", name=op.f("uq_needs_published_term_term")),
    )
    op.create_index("ix_needs_published_term_period_id", "needs_published_term", ["period_id"], unique=False)


def downgrade() -> None:
    op.drop_table("needs_published_term")
    op.drop_table("needs_view")
    op.drop_table("needs_published")
