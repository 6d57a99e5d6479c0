"""Reviews, endings, records of the whole setting, follow-ups, general findings, copies that travelled"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def _rename(old: str, new: str) -> None:
    op.execute(sa.text(f"ALTER TABLE safety_plan RENAME COLUMN {old} TO {new}"))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            sa.text(f"ALTER TABLE safety_plan RENAME CONSTRAINT fk_safety_plan_{old} TO fk_safety_plan_{new}")
        )


def upgrade() -> None:
    op.create_table(
        "plan_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("criterion", sa.String(length=40), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_plan_finding_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_finding")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_finding_public_id")),
    )
    with op.batch_alter_table("plan_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_finding_status"), ["status"], unique=False)

    op.create_table(
        "plan_ending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("stays", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("separation", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_plan_ending_asked_by")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_plan_ending_decided_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_ending_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_ending")),
    )
    with op.batch_alter_table("plan_ending", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_ending_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("finding", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_plan_follow_up_child_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_plan_follow_up_made_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_follow_up_plan_id")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["plan_request.id"], name=op.f("fk_plan_follow_up_request_id")
        ),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_plan_follow_up_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_follow_up")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_follow_up_public_id")),
    )
    with op.batch_alter_table("plan_follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_follow_up_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_follow_up_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_follow_up_request_id"), ["request_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_follow_up_setting_id"), ["setting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_follow_up_status"), ["status"], unique=False)

    op.create_table(
        "plan_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("why", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("held_by", sa.Integer(), nullable=True),
        sa.Column("attended", sa.LargeBinary(), nullable=True),
        sa.Column("absent", sa.LargeBinary(), nullable=True),
        sa.Column("child_said", sa.LargeBinary(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("lines", sa.LargeBinary(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["held_by"], ["account.id"], name=op.f("fk_plan_review_held_by")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_plan_review_made_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_plan_review_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_review_public_id")),
    )
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_review_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index("ix_plan_review_status_due_on", ["status", "due_on"], unique=False)

    op.create_table(
        "setting_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_setting_record_case_id")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_setting_record_made_by")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_setting_record_plan_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_setting_record_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_setting_record_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting_record")),
        sa.UniqueConstraint("public_id", name=op.f("uq_setting_record_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_setting_record_reference")),
    )
    with op.batch_alter_table("setting_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_setting_record_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_setting_record_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_setting_record_child_id"), ["child_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_setting_record_setting_id"), ["setting_id"], unique=False)

    op.add_column("plan_version", sa.Column("reviewed_with", sa.LargeBinary(), nullable=True))
    op.add_column("plan_version", sa.Column("judge_by", sa.Date(), nullable=True))
    op.add_column("plan_version", sa.Column("answer_by", sa.Date(), nullable=True))

    op.add_column("quality_point", sa.Column("codes", sa.JSON(), nullable=True))

    # Nothing ever stood in twin_id: linked plans are found by whom they name. A rename keeps SQLite from
    # writing the table anew, which records that point at it would not survive.
    _rename("twin_id", "adopted_from_id")
    op.add_column("safety_plan", sa.Column("closed_why", sa.LargeBinary(), nullable=True))
    op.add_column("safety_plan", sa.Column("named", sa.LargeBinary(), nullable=True))
    op.create_index(op.f("ix_safety_plan_adopted_from_id"), "safety_plan", ["adopted_from_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_safety_plan_adopted_from_id"), table_name="safety_plan")
    op.drop_column("safety_plan", "named")
    op.drop_column("safety_plan", "closed_why")
    op.execute(sa.text("UPDATE safety_plan SET adopted_from_id = NULL"))
    op.execute(sa.text("UPDATE safety_plan SET status = 'ended' WHERE status = 'closed'"))
    op.execute(sa.text("UPDATE plan_request SET status = 'declined' WHERE status = 'agreed'"))
    _rename("adopted_from_id", "twin_id")
    op.drop_column("quality_point", "codes")

    op.drop_column("plan_version", "answer_by")
    op.drop_column("plan_version", "judge_by")
    op.drop_column("plan_version", "reviewed_with")

    with op.batch_alter_table("setting_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_setting_record_setting_id"))
        batch_op.drop_index(batch_op.f("ix_setting_record_plan_id"))
        batch_op.drop_index(batch_op.f("ix_setting_record_child_id"))
        batch_op.drop_index(batch_op.f("ix_setting_record_case_id"))

    op.drop_table("setting_record")
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_review_status_due_on")
        batch_op.drop_index(batch_op.f("ix_plan_review_plan_id"))

    op.drop_table("plan_review")
    with op.batch_alter_table("plan_follow_up", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_follow_up_status"))
        batch_op.drop_index(batch_op.f("ix_plan_follow_up_setting_id"))
        batch_op.drop_index(batch_op.f("ix_plan_follow_up_request_id"))
        batch_op.drop_index(batch_op.f("ix_plan_follow_up_plan_id"))
        batch_op.drop_index(batch_op.f("ix_plan_follow_up_child_id"))

    op.drop_table("plan_follow_up")
    with op.batch_alter_table("plan_ending", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_ending_plan_id"))

    op.drop_table("plan_ending")
    with op.batch_alter_table("plan_finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_finding_status"))

    op.drop_table("plan_finding")
