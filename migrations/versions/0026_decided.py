"""What the council decides: a dated table; a value holds from its day until a later one supersedes it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decided_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name="fk_decided_value_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decided_value"),
    )
    op.create_index("ix_decided_value_key", "decided_value", ["key"])
    op.create_index("ix_decided_value_decided_by_id", "decided_value", ["decided_by_id"])


def downgrade() -> None:
    op.drop_table("decided_value")
