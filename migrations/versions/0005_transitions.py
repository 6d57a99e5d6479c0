"""Alerts and letters"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sweep_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("import_run_id", sa.Integer(), nullable=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_run_id"], ["import_run.id"], name=op.f("fk_sweep_run_import_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweep_run")),
    )
    op.create_index(op.f("ix_sweep_run_import_run_id"), "sweep_run", ["import_run_id"], unique=False)
    op.create_index("ix_sweep_run_whole_as_of", "sweep_run", ["whole", "as_of"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("separation_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("case_reference", sa.String(length=60), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("other_child_id", sa.Integer(), nullable=True),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("other_setting_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("overlap_from", sa.Date(), nullable=True),
        sa.Column("overlap_until", sa.Date(), nullable=True),
        sa.Column("past", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.LargeBinary(), nullable=False),
        sa.Column("sweep_run_id", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=24), nullable=True),
        sa.Column("action_words", sa.LargeBinary(), nullable=True),
        sa.Column("withheld_reason", sa.LargeBinary(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["assigned_to_id"], ["account.id"], name=op.f("fk_alert_assigned_to_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_alert_child_id")),
        sa.ForeignKeyConstraint(["other_child_id"], ["child.id"], name=op.f("fk_alert_other_child_id")),
        sa.ForeignKeyConstraint(["other_setting_id"], ["setting.id"], name=op.f("fk_alert_other_setting_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_alert_plan_id")),
        sa.ForeignKeyConstraint(["separation_id"], ["separation.id"], name=op.f("fk_alert_separation_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_alert_setting_id")),
        sa.ForeignKeyConstraint(["sweep_run_id"], ["sweep_run.id"], name=op.f("fk_alert_sweep_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("key", name=op.f("uq_alert_key")),
        sa.UniqueConstraint("reference", name=op.f("uq_alert_reference")),
    )
    op.create_index(op.f("ix_alert_child_id"), "alert", ["child_id"], unique=False)
    op.create_index(op.f("ix_alert_kind"), "alert", ["kind"], unique=False)
    op.create_index(op.f("ix_alert_other_child_id"), "alert", ["other_child_id"], unique=False)
    op.create_index(op.f("ix_alert_plan_id"), "alert", ["plan_id"], unique=False)
    op.create_index(op.f("ix_alert_separation_id"), "alert", ["separation_id"], unique=False)
    op.create_index(op.f("ix_alert_setting_id"), "alert", ["setting_id"], unique=False)
    op.create_index("ix_alert_status_due_on", "alert", ["status", "due_on"], unique=False)
    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("other_child_id", sa.Integer(), nullable=True),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("names_other", sa.Boolean(), nullable=False),
        sa.Column("naming_reason", sa.LargeBinary(), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("legal_basis", sa.String(length=40), nullable=False),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["acknowledged_by_id"], ["account.id"], name=op.f("fk_disclosure_acknowledged_by_id")
        ),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_disclosure_alert_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_disclosure_child_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["account.id"], name=op.f("fk_disclosure_opened_by_id")),
        sa.ForeignKeyConstraint(["other_child_id"], ["child.id"], name=op.f("fk_disclosure_other_child_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["safety_plan.id"], name=op.f("fk_disclosure_plan_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_disclosure_setting_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["account.id"], name=op.f("fk_disclosure_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_disclosure_public_id")),
    )
    op.create_index(op.f("ix_disclosure_alert_id"), "disclosure", ["alert_id"], unique=False)
    op.create_index(op.f("ix_disclosure_child_id"), "disclosure", ["child_id"], unique=False)
    op.create_index(op.f("ix_disclosure_other_child_id"), "disclosure", ["other_child_id"], unique=False)
    op.create_index(op.f("ix_disclosure_plan_id"), "disclosure", ["plan_id"], unique=False)
    op.create_index("ix_disclosure_setting_id_status", "disclosure", ["setting_id", "status"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_disclosure_setting_id_status", table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_plan_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_other_child_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_child_id"), table_name="disclosure")
    op.drop_index(op.f("ix_disclosure_alert_id"), table_name="disclosure")
    op.drop_table("disclosure")
    op.drop_index("ix_alert_status_due_on", table_name="alert")
    op.drop_index(op.f("ix_alert_setting_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_separation_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_plan_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_other_child_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_kind"), table_name="alert")
    op.drop_index(op.f("ix_alert_child_id"), table_name="alert")
    op.drop_table("alert")
    op.drop_index("ix_sweep_run_whole_as_of", table_name="sweep_run")
    op.drop_index(op.f("ix_sweep_run_import_run_id"), table_name="sweep_run")
    op.drop_table("sweep_run")
