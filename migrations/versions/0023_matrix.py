"""Facts of the needs matrix

The read model is thrown away here and back: `flask needs rebuild` makes it again from the records.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

FORM = (
    ("sen", sa.String(4), ""),
    ("outcome", sa.String(20), ""),
    ("asked", sa.Integer(), "0"),
    ("said", sa.Integer(), "0"),
)
FACT = (("state", sa.String(30)), ("time", sa.String(20)), ("ward", sa.String(120)))


def upgrade() -> None:
    """More of each form and of each fact is counted."""
    with op.batch_alter_table("needs_form") as batch:
        for name, kind, otherwise in FORM:
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=otherwise))
    with op.batch_alter_table("needs_fact") as batch:
        for name, text in FACT:
            batch.add_column(sa.Column(name, text, nullable=False, server_default=""))
        batch.add_column(sa.Column("began", sa.Date(), nullable=True))
        batch.add_column(sa.Column("ended", sa.Date(), nullable=True))
    op.create_table(
        "needs_shared_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("view", sa.String(16), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needs_shared_view")),
        sa.UniqueConstraint("code", "view", name=op.f("uq_needs_shared_view_code_view")),
    )


def downgrade() -> None:
    """Only forms and facts that were counted before."""
    op.drop_table("needs_shared_view")
    op.execute("DELETE FROM needs_fact WHERE name NOT IN ('flag', 'domain', 'place')")
    op.execute(
        "DELETE FROM needs_fact WHERE form_id IN"
        " (SELECT id FROM needs_form WHERE kind NOT IN ('referral', 'plan'))"
    )
    op.execute("DELETE FROM needs_form WHERE kind NOT IN ('referral', 'plan')")
    with op.batch_alter_table("needs_fact") as batch:
        for name in ("ended", "began", *(name for name, _text in reversed(FACT))):
            batch.drop_column(name)
    with op.batch_alter_table("needs_form") as batch:
        for name, _kind, _otherwise in reversed(FORM):
            batch.drop_column(name)
