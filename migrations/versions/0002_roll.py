"""Settings, children, stays and imports"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("upn", sa.String(length=13), nullable=True),
        sa.Column("surname", sa.String(length=120), nullable=False),
        sa.Column("forename", sa.String(length=120), nullable=False),
        sa.Column("preferred_surname", sa.String(length=120), nullable=True),
        sa.Column("known_as", sa.String(length=120), nullable=True),
        sa.Column("surname_key", sa.String(length=240), nullable=False),
        sa.Column("forename_key", sa.String(length=240), nullable=False),
        sa.Column("date_of_birth", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("postcode", sa.String(length=8), nullable=True),
        sa.Column("ward_code", sa.String(length=9), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into_id"], ["child.id"], name=op.f("fk_child_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child")),
        sa.UniqueConstraint("public_id", name=op.f("uq_child_public_id")),
        sa.UniqueConstraint("upn", name=op.f("uq_child_upn")),
    )
    op.create_index("ix_child_date_of_birth", "child", ["date_of_birth"], unique=False)
    op.create_index("ix_child_merged_into_id", "child", ["merged_into_id"], unique=False)
    op.create_index(
        "ix_child_surname_key_date_of_birth", "child", ["surname_key", "date_of_birth"], unique=False
    )
    op.create_table(
        "site_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("shares", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_group")),
        sa.UniqueConstraint("name", name=op.f("uq_site_group_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_site_group_public_id")),
    )
    op.create_table(
        "import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(length=64), nullable=True),
        sa.Column("rejected_rows", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_import_run_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
        sa.UniqueConstraint("public_id", name=op.f("uq_import_run_public_id")),
    )
    op.create_index("ix_import_run_kind_state", "import_run", ["kind", "state"], unique=False)
    op.create_table(
        "child_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("upn", sa.String(length=13), nullable=True),
        sa.Column("surname", sa.String(length=120), nullable=True),
        sa.Column("forename", sa.String(length=120), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_alias_child_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_child_alias_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_alias")),
    )
    op.create_index("ix_child_alias_child_id", "child_alias", ["child_id"], unique=False)
    op.create_index("ix_child_alias_upn", "child_alias", ["upn"], unique=False)
    op.create_table(
        "identity_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=True),
        sa.Column("moved", sa.JSON(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["child.id"], name=op.f("fk_identity_question_candidate_id")
        ),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_identity_question_child_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_identity_question_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_question")),
        sa.UniqueConstraint(
            "child_id", "candidate_id", name=op.f("uq_identity_question_child_id_candidate_id")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_identity_question_public_id")),
    )
    op.create_index("ix_identity_question_candidate_id", "identity_question", ["candidate_id"], unique=False)
    op.create_index("ix_identity_question_status", "identity_question", ["status"], unique=False)
    op.create_table(
        "import_reject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("column_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_import_reject_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_reject")),
    )
    op.create_index("ix_import_reject_run_id", "import_reject", ["run_id"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("urn", sa.String(length=10), nullable=False),
        sa.Column("la_code", sa.String(length=4), nullable=False),
        sa.Column("la_name", sa.String(length=120), nullable=False),
        sa.Column("estab_number", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("type_code", sa.String(length=4), nullable=False),
        sa.Column("type_name", sa.String(length=120), nullable=False),
        sa.Column("phase_code", sa.String(length=4), nullable=False),
        sa.Column("phase_name", sa.String(length=60), nullable=False),
        sa.Column("status_code", sa.String(length=4), nullable=False),
        sa.Column("status_name", sa.String(length=60), nullable=False),
        sa.Column("low_age", sa.Integer(), nullable=True),
        sa.Column("high_age", sa.Integer(), nullable=True),
        sa.Column("site_group_id", sa.Integer(), nullable=True),
        sa.Column("town", sa.String(length=120), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("ward_code", sa.String(length=9), nullable=False),
        sa.Column("ward_name", sa.String(length=120), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=True),
        sa.Column("northing", sa.Integer(), nullable=True),
        sa.Column("open_date", sa.Date(), nullable=True),
        sa.Column("close_date", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_setting_run_id")),
        sa.ForeignKeyConstraint(["site_group_id"], ["site_group.id"], name=op.f("fk_setting_site_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sa.UniqueConstraint("urn", name=op.f("uq_setting_urn")),
    )
    op.create_index("ix_setting_la_code", "setting", ["la_code"], unique=False)
    op.create_index("ix_setting_site_group_id", "setting", ["site_group_id"], unique=False)
    op.create_table(
        "enrolment",
        sa.Column("child_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("setting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("leaving", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=1), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_enrolment_child_id")),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_enrolment_run_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_enrolment_setting_id")),
        sa.PrimaryKeyConstraint("child_id", "setting_id", "start", name=op.f("pk_enrolment")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_enrolment_setting_id_leaving", "enrolment", ["setting_id", "leaving"], unique=False)
    op.create_table(
        "expected_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("certainty", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("source_reference", sa.String(length=60), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_expected_enrolment_child_id")),
        sa.ForeignKeyConstraint(
            ["setting_id"], ["setting.id"], name=op.f("fk_expected_enrolment_setting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_enrolment")),
    )
    op.create_index("ix_expected_enrolment_child_id", "expected_enrolment", ["child_id"], unique=False)
    op.create_index("ix_expected_enrolment_setting_id", "expected_enrolment", ["setting_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_expected_enrolment_setting_id", table_name="expected_enrolment")
    op.drop_index("ix_expected_enrolment_child_id", table_name="expected_enrolment")
    op.drop_table("expected_enrolment")
    op.drop_index("ix_enrolment_setting_id_leaving", table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_index("ix_setting_site_group_id", table_name="setting")
    op.drop_index("ix_setting_la_code", table_name="setting")
    op.drop_table("setting")
    op.drop_index("ix_import_reject_run_id", table_name="import_reject")
    op.drop_table("import_reject")
    op.drop_index("ix_identity_question_status", table_name="identity_question")
    op.drop_index("ix_identity_question_candidate_id", table_name="identity_question")
    op.drop_table("identity_question")
    op.drop_index("ix_child_alias_upn", table_name="child_alias")
    op.drop_index("ix_child_alias_child_id", table_name="child_alias")
    op.drop_table("child_alias")
    op.drop_index("ix_import_run_kind_state", table_name="import_run")
    op.drop_table("import_run")
    op.drop_table("site_group")
    op.drop_index("ix_child_surname_key_date_of_birth", table_name="child")
    op.drop_index("ix_child_merged_into_id", table_name="child")
    op.drop_index("ix_child_date_of_birth", table_name="child")
    op.drop_table("child")
