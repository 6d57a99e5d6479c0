"""Postcodes and wards, column profiles, background runs, successors of settings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "postcode",
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("district_code", sa.String(length=9), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=True),
        sa.Column("northing", sa.Integer(), nullable=True),
        sa.Column("ended", sa.String(length=6), nullable=False),
        sa.PrimaryKeyConstraint("postcode", name=op.f("pk_postcode")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_postcode_ward_code", "postcode", ["ward_code"])
    op.create_table(
        "ward",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ward")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("ward")
    op.drop_index("ix_postcode_ward_code", "postcode")
    op.drop_table("postcode")
