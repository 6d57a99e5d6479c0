"""Places after a decision: where they stand, their dated steps, letters, restorative work, receipts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

PLACEMENT = (
    ("reference", sa.String(length=20)),
    ("name", sa.LargeBinary()),
    ("offer", sa.LargeBinary()),
    ("offered_on", sa.Date()),
    ("answer_due_on", sa.Date()),
    ("answered_on", sa.Date()),
    ("admission_on", sa.Date()),
    ("trial_until", sa.Date()),
    ("review_on", sa.Date()),
    ("ended_code", sa.String(length=24)),
    ("learnt", sa.LargeBinary()),
)


def upgrade() -> None:
    """New columns say of old places what their dates already said."""
    with op.batch_alter_table("placement") as batch:
        for name, kind in PLACEMENT:
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.add_column(sa.Column("status", sa.String(length=12), nullable=False, server_default="decided"))
        batch.add_column(sa.Column("home_setting_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_placement_home_setting_id", "setting", ["home_setting_id"], ["id"])
        batch.create_index("ix_placement_status", ["status"])
        batch.create_index("ix_placement_home_setting_id", ["home_setting_id"])
        batch.create_index("ix_placement_answer_due_on", ["answer_due_on"])
    placement = sa.table(
        "placement",
        sa.column("status", sa.String),
        sa.column("first_attended_on", sa.Date),
        sa.column("checked_on", sa.Date),
        sa.column("broke_down_on", sa.Date),
    )
    for column, status in (
        ("first_attended_on", "attending"),
        ("checked_on", "held"),
        ("broke_down_on", "ended"),
    ):
        op.execute(placement.update().where(placement.c[column].is_not(None)).values(status=status))
    with op.batch_alter_table("placement") as batch:
        batch.alter_column("status", server_default=None)
    op.create_table(
        "placement_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=True),
        sa.Column("who", sa.LargeBinary(), nullable=True),
        sa.Column("to_whom", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_placement_step_recorded_by"),
        sa.ForeignKeyConstraint(["placement_id"], ["placement.id"], name="fk_placement_step_placement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_placement_step"),
    )
    op.create_index("ix_placement_step_placement_id", "placement_step", ["placement_id"])
    op.create_index("ix_placement_step_kind", "placement_step", ["kind"])
    _letters()
    _restorative()
    with op.batch_alter_table("meeting_invitee") as batch:
        batch.add_column(sa.Column("received_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("received_by_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("received", sa.LargeBinary(), nullable=True))
        batch.create_foreign_key("fk_meeting_invitee_received_by_id", "account", ["received_by_id"], ["id"])


def _restorative() -> None:
    op.create_table(
        "restorative_work",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("suitability", sa.LargeBinary(), nullable=False),
        sa.Column("sexual", sa.Boolean(), nullable=False),
        sa.Column("advice", sa.LargeBinary(), nullable=True),
        sa.Column("stop_rule", sa.LargeBinary(), nullable=False),
        sa.Column("led_by", sa.LargeBinary(), nullable=False),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_restorative_work_referral_id"),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_restorative_work_child_id"),
        sa.ForeignKeyConstraint(["started_by"], ["account.id"], name="fk_restorative_work_started_by"),
        sa.PrimaryKeyConstraint("id", name="pk_restorative_work"),
        sa.UniqueConstraint("public_id", name="uq_restorative_work_public_id"),
    )
    op.create_index("ix_restorative_work_referral_id", "restorative_work", ["referral_id"])
    op.create_index("ix_restorative_work_child_id", "restorative_work", ["child_id"])
    op.create_table(
        "restorative_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=8), nullable=False),
        sa.Column("choice", sa.String(length=8), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["restorative_work.id"], name="fk_restorative_choice_work_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_restorative_choice_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_restorative_choice"),
    )
    op.create_index("ix_restorative_choice_work_id", "restorative_choice", ["work_id"])


def _letters() -> None:
    op.create_table(
        "fap_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("addressee", sa.String(length=12), nullable=False),
        sa.Column("parent_key", sa.String(length=40), nullable=True),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("to_name", sa.LargeBinary(), nullable=False),
        sa.Column("to_address", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.Integer(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_how", sa.String(length=16), nullable=True),
        sa.Column("sent_to", sa.LargeBinary(), nullable=True),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("dropped_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name="fk_fap_letter_referral_id"),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name="fk_fap_letter_child_id"),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name="fk_fap_letter_setting_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["fap_letter.id"], name="fk_fap_letter_replaces_id"),
        sa.ForeignKeyConstraint(["written_by"], ["account.id"], name="fk_fap_letter_written_by"),
        sa.ForeignKeyConstraint(["checked_by"], ["account.id"], name="fk_fap_letter_checked_by"),
        sa.ForeignKeyConstraint(["sent_by"], ["account.id"], name="fk_fap_letter_sent_by"),
        sa.PrimaryKeyConstraint("id", name="pk_fap_letter"),
        sa.UniqueConstraint("public_id", name="uq_fap_letter_public_id"),
    )
    for column in ("referral_id", "child_id", "setting_id", "replaces_id", "status"):
        op.create_index(f"ix_fap_letter_{column}", "fap_letter", [column])


def downgrade() -> None:
    """Old places keep what their dates say."""
    with op.batch_alter_table("meeting_invitee") as batch:
        batch.drop_constraint("fk_meeting_invitee_received_by_id", type_="foreignkey")
        for name in ("received", "received_by_id", "received_at"):
            batch.drop_column(name)
    op.drop_table("restorative_choice")
    op.drop_table("restorative_work")
    op.drop_table("fap_letter")
    op.drop_table("placement_step")
    with op.batch_alter_table("placement") as batch:
        for index in ("status", "home_setting_id", "answer_due_on"):
            batch.drop_index(f"ix_placement_{index}")
        batch.drop_constraint("fk_placement_home_setting_id", type_="foreignkey")
        batch.drop_column("home_setting_id")
        batch.drop_column("status")
        for name, _kind in reversed(PLACEMENT):
            batch.drop_column(name)
