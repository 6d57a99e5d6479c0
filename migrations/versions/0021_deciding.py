"""Deciding a place"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "school_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("year_group", sa.String(length=3), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("on_roll", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_school_places_run_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_school_places_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_places")),
        sa.UniqueConstraint(
            "setting_id", "year_group", "as_of", name=op.f("uq_school_places_setting_id_year_group_as_of")
        ),
    )
    op.create_index("ix_school_places_run_id", "school_places", ["run_id"], unique=False)


def downgrade() -> None:
    op.drop_table("school_places")
