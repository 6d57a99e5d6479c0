"""The first tables"""

from __future__ import annotations

from alembic import op

from foundation.store.base import Base
from foundation.trail.triggers import removal, statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    for statement in statements(bind.dialect.name):
        op.execute(statement)


def downgrade() -> None:
    bind = op.get_bind()
    for statement in removal(bind.dialect.name):
        op.execute(statement)
    Base.metadata.drop_all(bind, tables=[t for t in Base.metadata.sorted_tables])
