"""How much two records are alike, when to look again, what joining them moved; keys of other systems"""

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
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("begins", sa.String(length=16), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_api_key_account_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["account.id"], name=op.f("fk_api_key_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_key_key_hash")),
        sa.UniqueConstraint("public_id", name=op.f("uq_api_key_public_id")),
    )
    op.create_index(op.f("ix_api_key_account_id"), "api_key", ["account_id"])
    _moved(lambda kept: {"stays": kept} if isinstance(kept, list) else kept)


def downgrade() -> None:
    _moved(lambda kept: kept.get("stays", []) if isinstance(kept, dict) else kept)
    op.drop_table("api_key")
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
