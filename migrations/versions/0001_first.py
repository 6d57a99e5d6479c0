"""The first tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from foundation.store.base import Base
from foundation.trail.triggers import removal, statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    for name in ("panel", "panel_meeting", "referral"):
        if name not in Base.metadata.tables:
            sa.Table(name, Base.metadata, sa.Column("id", sa.Integer, primary_key=True))
    Base.metadata.create_all(bind)
    for statement in statements(bind.dialect.name):
        op.execute(statement)


def downgrade() -> None:
    bind = op.get_bind()
    for statement in removal(bind.dialect.name):
        op.execute(statement)
    Base.metadata.drop_all(bind, tables=[t for t in Base.metadata.sorted_tables])
