"""Panels, their calendar and interests"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


PANEL = ("district", "quorum", "quorum_of", "deadline_days", "usual_time", "usual_place")
MEETING = ("quorum", "quorum_of", "by_hand", "cancelled_reason", "notes")
ITEM = ("late_reason", "leave", "leave_reason", "leave_at")


def upgrade() -> None:
    """New columns and tables; late items of the past were admitted, or they would not have been heard."""
    _columns()
    op.execute("UPDATE agenda_item SET leave = 'given' WHERE late")
    _members()
    _items()


def _columns() -> None:
    with op.batch_alter_table("panel", schema=None) as batch_op:
        batch_op.add_column(sa.Column("district", sa.String(80), server_default="", nullable=False))
        batch_op.add_column(sa.Column("quorum", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("quorum_of", sa.String(8), server_default="all", nullable=False))
        batch_op.add_column(sa.Column("deadline_days", sa.Integer(), server_default="5", nullable=False))
        batch_op.add_column(sa.Column("usual_time", sa.String(5), server_default="10:00", nullable=False))
        batch_op.add_column(sa.Column("usual_place", sa.String(120), server_default="", nullable=False))
    with op.batch_alter_table("panel_meeting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quorum", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("quorum_of", sa.String(8), server_default="all", nullable=False))
        batch_op.add_column(sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("cancelled_reason", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("notes", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("late_reason", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("leave", sa.String(8), nullable=True))
        batch_op.add_column(sa.Column("leave_reason", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("leave_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("leave_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f("fk_agenda_item_leave_by"), "account", ["leave_by"], ["id"])


def _members() -> None:
    op.create_table(
        "panel_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["written_by"], ["account.id"], name=op.f("fk_panel_agreement_written_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_agreement")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_agreement_public_id")),
        sa.UniqueConstraint("version", name=op.f("uq_panel_agreement_version")),
    )
    op.create_index("ix_panel_agreement_in_force_from", "panel_agreement", ["in_force_from"], unique=False)
    op.create_table(
        "panel_agreement_acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_panel_agreement_acceptance_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["panel_agreement.id"], name=op.f("fk_panel_agreement_acceptance_agreement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_agreement_acceptance")),
        sa.UniqueConstraint(
            "account_id",
            "agreement_id",
            "year",
            name=op.f("uq_panel_agreement_acceptance_account_id_agreement_id_year"),
        ),
    )
    op.create_table(
        "panel_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("guest", sa.LargeBinary(), nullable=True),
        sa.Column("capacity", sa.String(length=8), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("presence", sa.String(length=10), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_panel_attendance_account_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["panel_meeting.id"], name=op.f("fk_panel_attendance_meeting_id")
        ),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_panel_attendance_noted_by")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_panel_attendance_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "account_id", name=op.f("uq_panel_attendance_meeting_id_account_id")
        ),
    )
    op.create_index("ix_panel_attendance_meeting_id", "panel_attendance", ["meeting_id"], unique=False)


def _items() -> None:
    op.create_table(
        "referral_school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("named_by", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["named_by"], ["account.id"], name=op.f("fk_referral_school_named_by")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_school_referral_id")
        ),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_referral_school_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_school")),
        sa.UniqueConstraint(
            "referral_id", "setting_id", "why", name=op.f("uq_referral_school_referral_id_setting_id_why")
        ),
    )
    op.create_index("ix_referral_school_referral_id", "referral_school", ["referral_id"], unique=False)
    op.create_index("ix_referral_school_setting_id", "referral_school", ["setting_id"], unique=False)
    op.create_table(
        "panel_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("who", sa.LargeBinary(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_panel_action_item_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["panel_meeting.id"], name=op.f("fk_panel_action_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_action_public_id")),
    )
    op.create_index("ix_panel_action_item_id", "panel_action", ["item_id"], unique=False)
    op.create_index("ix_panel_action_meeting_id", "panel_action", ["meeting_id"], unique=False)
    op.create_table(
        "panel_interest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("declared_by", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_panel_interest_account_id")),
        sa.ForeignKeyConstraint(["declared_by"], ["account.id"], name=op.f("fk_panel_interest_declared_by")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_panel_interest_item_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_panel_interest_referral_id")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["account.id"], name=op.f("fk_panel_interest_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_interest")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_interest_public_id")),
    )
    op.create_index(
        "ix_panel_interest_account_id_referral_id",
        "panel_interest",
        ["account_id", "referral_id"],
        unique=False,
    )
    op.create_index("ix_panel_interest_item_id", "panel_interest", ["item_id"], unique=False)
    op.create_index("ix_panel_interest_referral_id", "panel_interest", ["referral_id"], unique=False)


def downgrade() -> None:
    """Back to one panel as it was; a cancelled meeting is planned again, a moved item taken off."""
    for table in (
        "panel_interest",
        "panel_action",
        "referral_school",
        "panel_attendance",
        "panel_agreement_acceptance",
        "panel_agreement",
    ):
        op.drop_table(table)
    op.execute("UPDATE panel_meeting SET status = 'planned' WHERE status = 'cancelled'")
    op.execute("UPDATE agenda_item SET outcome = 'taken_off' WHERE outcome = 'moved'")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("fk_agenda_item_leave_by"), type_="foreignkey")
        batch_op.drop_column("leave_by")
        for name in ITEM:
            batch_op.drop_column(name)
    for table, names in (("panel_meeting", MEETING), ("panel", PANEL)):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.drop_column(name)
