"""How much two records are alike, when to look again, and what joining them moved"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

QUESTION = sa.table(
    "identity_question", sa.column("id", sa.Integer()), sa.column("moved", sa.JSON(none_as_null=True))
)


def upgrade() -> None:
    op.create_index("ix_child_surname_key_forename_key", "child", ["surname_key", "forename_key"])
    with op.batch_alter_table("identity_question") as batch:
        batch.add_column(sa.Column("score", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("again_on", sa.Date(), nullable=True))
    _moved(lambda kept: {"stays": kept} if isinstance(kept, list) else kept)


def downgrade() -> None:
    _moved(lambda kept: kept.get("stays", []) if isinstance(kept, dict) else kept)
    with op.batch_alter_table("identity_question") as batch:
        batch.drop_column("again_on")
        batch.drop_column("score")
    op.drop_index("ix_child_surname_key_forename_key", "child")


def _moved(change) -> None:
    """What was kept of a joining, in its newer or older shape."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(QUESTION.c.id, QUESTION.c.moved)).all()
    for row, kept in rows:
        if kept is not None:
            connection.execute(sa.update(QUESTION).where(QUESTION.c.id == row).values(moved=change(kept)))
