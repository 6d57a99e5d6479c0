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
    op.create_table(
        "column_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("headings", sa.JSON(), nullable=False),
        sa.Column("sample", sa.String(length=64), nullable=True),
        sa.Column("sample_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["account.id"], name=op.f("fk_column_profile_changed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_profile")),
        sa.UniqueConstraint("name", name=op.f("uq_column_profile_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_column_profile_public_id")),
    )
    op.create_table(
        "setting_place",
        sa.Column("setting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["follows_id"], ["setting.id"], name=op.f("fk_setting_place_follows_id")),
        sa.ForeignKeyConstraint(["place_id"], ["setting.id"], name=op.f("fk_setting_place_place_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_setting_place_run_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_setting_place_setting_id")),
        sa.PrimaryKeyConstraint("setting_id", name=op.f("pk_setting_place")),
    )
    op.create_index("ix_setting_place_place_id", "setting_place", ["place_id"])
    with op.batch_alter_table("import_run") as batch_op:
        batch_op.add_column(sa.Column("columns", sa.JSON(), nullable=True))
    with op.batch_alter_table("expected_enrolment") as batch_op:
        batch_op.add_column(sa.Column("run_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("line", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_expected_enrolment_run_id"), "import_run", ["run_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("expected_enrolment") as batch_op:
        batch_op.drop_constraint(op.f("fk_expected_enrolment_run_id"), type_="foreignkey")
        batch_op.drop_column("line")
        batch_op.drop_column("run_id")
    with op.batch_alter_table("import_run") as batch_op:
        batch_op.drop_column("columns")
    op.drop_index("ix_setting_place_place_id", "setting_place")
    op.drop_table("setting_place")
    op.drop_table("column_profile")
    op.drop_table("ward")
    op.drop_index("ix_postcode_ward_code", "postcode")
    op.drop_table("postcode")
