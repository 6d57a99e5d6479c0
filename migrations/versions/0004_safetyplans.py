"""Safety plans and their quality assurance"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("child_role", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("declined_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_plan_request_asked_by")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_plan_request_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_plan_request_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_plan_request_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_request")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_request_public_id")),
    )
    op.create_index(op.f("ix_plan_request_case_id"), "plan_request", ["case_id"], unique=False)
    op.create_index(op.f("ix_plan_request_child_id"), "plan_request", ["child_id"], unique=False)
    op.create_index(
        "ix_plan_request_setting_id_status", "plan_request", ["setting_id", "status"], unique=False
    )
    op.create_table(
        "safety_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("twin_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_safety_plan_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_safety_plan_child_id")),
        sa.ForeignKeyConstraint(["request_id"], ["plan_request.id"], name=op.f("fk_safety_plan_request_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_safety_plan_setting_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["account.id"], name=op.f("fk_safety_plan_signed_by")),
        sa.ForeignKeyConstraint(["started_by"], ["account.id"], name=op.f("fk_safety_plan_started_by")),
        sa.ForeignKeyConstraint(["twin_id"], ["safety_plan.id"], name=op.f("fk_safety_plan_twin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_safety_plan_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_safety_plan_reference")),
    )
    op.create_index(op.f("ix_safety_plan_case_id"), "safety_plan", ["case_id"], unique=False)
    op.create_index(op.f("ix_safety_plan_child_id"), "safety_plan", ["child_id"], unique=False)
    op.create_index(op.f("ix_safety_plan_review_on"), "safety_plan", ["review_on"], unique=False)
    op.create_index(op.f("ix_safety_plan_setting_id"), "safety_plan", ["setting_id"], unique=False)
    op.create_table(
        "plan_other_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("forename", sa.LargeBinary(), nullable=False),
        sa.Column("surname", sa.LargeBinary(), nullable=False),
        sa.Column("born", sa.LargeBinary(), nullable=False),
        sa.Column("upn", sa.LargeBinary(), nullable=True),
        sa.Column("separation_id", sa.Integer(), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_why", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_plan_other_child_child_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_other_child_plan_id")),
        sa.ForeignKeyConstraint(
            ["separation_id"], ["separation.id"], name=op.f("fk_plan_other_child_separation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_other_child")),
        sa.UniqueConstraint(
            "plan_id", "row_key", "child_id", name=op.f("uq_plan_other_child_plan_id_row_key_child_id")
        ),
    )
    op.create_index(op.f("ix_plan_other_child_child_id"), "plan_other_child", ["child_id"], unique=False)
    op.create_index(op.f("ix_plan_other_child_plan_id"), "plan_other_child", ["plan_id"], unique=False)
    op.create_index(
        op.f("ix_plan_other_child_separation_id"), "plan_other_child", ["separation_id"], unique=False
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_version_plan_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["account.id"], name=op.f("fk_plan_version_reviewer_id")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_plan_version_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_version_plan_id_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_version_public_id")),
    )
    op.create_index(op.f("ix_plan_version_plan_id"), "plan_version", ["plan_id"], unique=False)
    op.create_index(op.f("ix_plan_version_status"), "plan_version", ["status"], unique=False)
    op.create_table(
        "quality_point",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("comment", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answer_text", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_quality_point_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_point")),
        sa.UniqueConstraint("version_id", "criterion", name=op.f("uq_quality_point_version_id_criterion")),
    )
    op.create_index(op.f("ix_quality_point_version_id"), "quality_point", ["version_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_quality_point_version_id"), table_name="quality_point")
    op.drop_table("quality_point")
    op.drop_index(op.f("ix_plan_version_status"), table_name="plan_version")
    op.drop_index(op.f("ix_plan_version_plan_id"), table_name="plan_version")
    op.drop_table("plan_version")
    op.drop_index(op.f("ix_plan_other_child_separation_id"), table_name="plan_other_child")
    op.drop_index(op.f("ix_plan_other_child_plan_id"), table_name="plan_other_child")
    op.drop_index(op.f("ix_plan_other_child_child_id"), table_name="plan_other_child")
    op.drop_table("plan_other_child")
    op.drop_index(op.f("ix_safety_plan_setting_id"), table_name="safety_plan")
    op.drop_index(op.f("ix_safety_plan_review_on"), table_name="safety_plan")
    op.drop_index(op.f("ix_safety_plan_child_id"), table_name="safety_plan")
    op.drop_index(op.f("ix_safety_plan_case_id"), table_name="safety_plan")
    op.drop_table("safety_plan")
    op.drop_index("ix_plan_request_setting_id_status", table_name="plan_request")
    op.drop_index(op.f("ix_plan_request_child_id"), table_name="plan_request")
    op.drop_index(op.f("ix_plan_request_case_id"), table_name="plan_request")
    op.drop_table("plan_request")
