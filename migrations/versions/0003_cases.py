"""Cases, separations and contacts"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("authority_reference", sa.String(length=60), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("how_known", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_case_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("authority_reference", name=op.f("uq_case_authority_reference")),
        sa.UniqueConstraint("reference", name=op.f("uq_case_reference")),
    )
    op.create_index(op.f("ix_case_opened_on"), "case", ["opened_on"], unique=False)
    op.create_index(op.f("ix_case_status"), "case", ["status"], unique=False)
    op.create_table(
        "separation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("child_a_id", sa.Integer(), nullable=False),
        sa.Column("child_b_id", sa.Integer(), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.LargeBinary(), nullable=True),
        sa.Column("certainty", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("child_a_id < child_b_id", name=op.f("ck_separation_lower_child_first")),
        sa.ForeignKeyConstraint(["child_a_id"], ["child.id"], name=op.f("fk_separation_child_a_id")),
        sa.ForeignKeyConstraint(["child_b_id"], ["child.id"], name=op.f("fk_separation_child_b_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation")),
        sa.UniqueConstraint("public_id", name=op.f("uq_separation_public_id")),
    )
    op.create_index(op.f("ix_separation_child_a_id"), "separation", ["child_a_id"], unique=False)
    op.create_index(op.f("ix_separation_child_b_id"), "separation", ["child_b_id"], unique=False)
    op.create_index(op.f("ix_separation_review_on"), "separation", ["review_on"], unique=False)
    op.create_index(op.f("ix_separation_status"), "separation", ["status"], unique=False)
    op.create_index(
        "ux_separation_pair_in_force",
        "separation",
        ["child_a_id", "child_b_id"],
        unique=True,
        sqlite_where=sa.text("status = 'in_force'"),
        postgresql_where=sa.text("status = 'in_force'"),
    )
    op.create_table(
        "separation_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("separation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("plan_reference", sa.String(length=30), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "(case_id IS NULL) <> (plan_reference IS NULL)", name=op.f("ck_separation_basis_case_or_plan")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_separation_basis_case_id")),
        sa.ForeignKeyConstraint(
            ["separation_id"], ["separation.id"], name=op.f("fk_separation_basis_separation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_separation_basis")),
        sa.UniqueConstraint(
            "separation_id", "case_id", name=op.f("uq_separation_basis_separation_id_case_id")
        ),
        sa.UniqueConstraint(
            "separation_id", "plan_reference", name=op.f("uq_separation_basis_separation_id_plan_reference")
        ),
    )
    op.create_index(op.f("ix_separation_basis_case_id"), "separation_basis", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_separation_basis_separation_id"), "separation_basis", ["separation_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("source_kind", sa.String(length=12), nullable=False),
        sa.Column("source_reference", sa.String(length=60), nullable=True),
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_contact_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_contact_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_contact_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("reference", name=op.f("uq_contact_reference")),
    )
    op.create_index(op.f("ix_contact_case_id"), "contact", ["case_id"], unique=False)
    op.create_index(op.f("ix_contact_child_id"), "contact", ["child_id"], unique=False)
    op.create_index("ix_contact_source", "contact", ["source_kind", "source_reference"], unique=False)
    op.create_index(op.f("ix_contact_status"), "contact", ["status"], unique=False)
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("happened_from", sa.Date(), nullable=True),
        sa.Column("happened_until", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("natures", sa.JSON(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_incident_case_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_incident_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_index(op.f("ix_incident_case_id"), "incident", ["case_id"], unique=False)
    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_party_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_party_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_party_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("case_id", "child_id", name=op.f("uq_party_case_id_child_id")),
    )
    op.create_index(op.f("ix_party_case_id"), "party", ["case_id"], unique=False)
    op.create_index(op.f("ix_party_child_id"), "party", ["child_id"], unique=False)
    op.create_table(
        "contact_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_contact_child_child_id")),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=op.f("fk_contact_child_contact_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_child")),
    )
    op.create_index(op.f("ix_contact_child_child_id"), "contact_child", ["child_id"], unique=False)
    op.create_index(op.f("ix_contact_child_contact_id"), "contact_child", ["contact_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_contact_child_contact_id"), table_name="contact_child")
    op.drop_index(op.f("ix_contact_child_child_id"), table_name="contact_child")
    op.drop_table("contact_child")
    op.drop_index(op.f("ix_party_child_id"), table_name="party")
    op.drop_index(op.f("ix_party_case_id"), table_name="party")
    op.drop_table("party")
    op.drop_index(op.f("ix_incident_case_id"), table_name="incident")
    op.drop_table("incident")
    op.drop_index(op.f("ix_contact_status"), table_name="contact")
    op.drop_index("ix_contact_source", table_name="contact")
    op.drop_index(op.f("ix_contact_child_id"), table_name="contact")
    op.drop_index(op.f("ix_contact_case_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_separation_basis_separation_id"), table_name="separation_basis")
    op.drop_index(op.f("ix_separation_basis_case_id"), table_name="separation_basis")
    op.drop_table("separation_basis")
    op.drop_index(
        "ux_separation_pair_in_force",
        table_name="separation",
        sqlite_where=sa.text("status = 'in_force'"),
        postgresql_where=sa.text("status = 'in_force'"),
    )
    op.drop_index(op.f("ix_separation_status"), table_name="separation")
    op.drop_index(op.f("ix_separation_review_on"), table_name="separation")
    op.drop_index(op.f("ix_separation_child_b_id"), table_name="separation")
    op.drop_index(op.f("ix_separation_child_a_id"), table_name="separation")
    op.drop_table("separation")
    op.drop_index(op.f("ix_case_status"), table_name="case")
    op.drop_index(op.f("ix_case_opened_on"), table_name="case")
    op.drop_table("case")
