"""Letters: by when they are answered, reminders, why they were withdrawn, a purpose in words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New columns, all empty for letters that were released before."""
    with op.batch_alter_table("disclosure") as table:
        table.add_column(sa.Column("purpose_words", sa.LargeBinary(), nullable=True))
        table.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("plan_due_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("withdrawn_reason", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Without them."""
    with op.batch_alter_table("disclosure") as table:
        for name in ("withdrawn_reason", "reminded_at", "plan_due_on", "due_on", "purpose_words"):
            table.drop_column(name)
