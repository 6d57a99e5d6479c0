"""Meetings about one child, peer group information, contextual reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "child_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("child_role", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("referral_reference", sa.String(length=30), nullable=True),
        sa.Column("twin_of_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("chair", sa.String(length=120), nullable=False),
        sa.Column("chair_agency", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("agenda", sa.LargeBinary(), nullable=True),
        sa.Column("decisions", sa.LargeBinary(), nullable=True),
        sa.Column("quorate", sa.Boolean(), nullable=True),
        sa.Column("quorum_reason", sa.LargeBinary(), nullable=True),
        sa.Column("not_held_code", sa.String(length=20), nullable=False),
        sa.Column("manager", sa.String(length=120), nullable=False),
        sa.Column("minutes_due", sa.Date(), nullable=True),
        sa.Column("convened_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_child_meeting_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_child_meeting_child_id")),
        sa.ForeignKeyConstraint(
            ["convened_by_id"], ["account.id"], name=op.f("fk_child_meeting_convened_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["twin_of_id"], ["child_meeting.id"], name=op.f("fk_child_meeting_twin_of_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_child_meeting")),
        sa.UniqueConstraint("reference", name=op.f("uq_child_meeting_reference")),
    )
    op.create_index(op.f("ix_child_meeting_case_id"), "child_meeting", ["case_id"], unique=False)
    op.create_index(op.f("ix_child_meeting_child_id"), "child_meeting", ["child_id"], unique=False)
    op.create_index(
        op.f("ix_child_meeting_convened_by_id"), "child_meeting", ["convened_by_id"], unique=False
    )
    op.create_index(op.f("ix_child_meeting_kind"), "child_meeting", ["kind"], unique=False)
    op.create_index(op.f("ix_child_meeting_minutes_due"), "child_meeting", ["minutes_due"], unique=False)
    op.create_index(
        op.f("ix_child_meeting_referral_reference"), "child_meeting", ["referral_reference"], unique=False
    )
    op.create_index(op.f("ix_child_meeting_starts_at"), "child_meeting", ["starts_at"], unique=False)
    op.create_index(op.f("ix_child_meeting_status"), "child_meeting", ["status"], unique=False)
    op.create_index(op.f("ix_child_meeting_twin_of_id"), "child_meeting", ["twin_of_id"], unique=False)

    op.create_table(
        "contextual_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_contextual_review_author_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_contextual_review_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contextual_review")),
        sa.UniqueConstraint("reference", name=op.f("uq_contextual_review_reference")),
    )
    op.create_index(op.f("ix_contextual_review_author_id"), "contextual_review", ["author_id"], unique=False)
    op.create_index(op.f("ix_contextual_review_case_id"), "contextual_review", ["case_id"], unique=False)
    op.create_index(op.f("ix_contextual_review_status"), "contextual_review", ["status"], unique=False)

    op.create_table(
        "meeting_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.LargeBinary(), nullable=False),
        sa.Column("child_part", sa.LargeBinary(), nullable=True),
        sa.Column("controls", sa.LargeBinary(), nullable=True),
        sa.Column("factors", sa.LargeBinary(), nullable=True),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_meeting_action_child_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["child_meeting.id"], name=op.f("fk_meeting_action_meeting_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["account.id"], name=op.f("fk_meeting_action_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_action")),
        sa.UniqueConstraint("public_id", name=op.f("uq_meeting_action_public_id")),
    )
    op.create_index(op.f("ix_meeting_action_child_id"), "meeting_action", ["child_id"], unique=False)
    op.create_index(op.f("ix_meeting_action_due_on"), "meeting_action", ["due_on"], unique=False)
    op.create_index(op.f("ix_meeting_action_meeting_id"), "meeting_action", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_action_owner_id"), "meeting_action", ["owner_id"], unique=False)
    op.create_index(op.f("ix_meeting_action_status"), "meeting_action", ["status"], unique=False)

    op.create_table(
        "meeting_invitee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("attended", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["child_meeting.id"], name=op.f("fk_meeting_invitee_meeting_id")
        ),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_meeting_invitee_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_invitee")),
    )
    op.create_index(op.f("ix_meeting_invitee_meeting_id"), "meeting_invitee", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_invitee_setting_id"), "meeting_invitee", ["setting_id"], unique=False)

    op.create_table(
        "peer_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("service", sa.String(length=40), nullable=False),
        sa.Column("assessment", sa.String(length=20), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(length=160), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("letter_sent_on", sa.Date(), nullable=True),
        sa.Column("letter_how", sa.String(length=160), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["account.id"], name=op.f("fk_peer_request_asked_by_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_peer_request_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_peer_request_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_peer_request_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_request")),
        sa.UniqueConstraint("reference", name=op.f("uq_peer_request_reference")),
    )
    op.create_index(op.f("ix_peer_request_asked_by_id"), "peer_request", ["asked_by_id"], unique=False)
    op.create_index(op.f("ix_peer_request_case_id"), "peer_request", ["case_id"], unique=False)
    op.create_index(op.f("ix_peer_request_child_id"), "peer_request", ["child_id"], unique=False)
    op.create_index(op.f("ix_peer_request_due_on"), "peer_request", ["due_on"], unique=False)
    op.create_index(op.f("ix_peer_request_setting_id"), "peer_request", ["setting_id"], unique=False)
    op.create_index(op.f("ix_peer_request_status"), "peer_request", ["status"], unique=False)

    op.create_table(
        "peer_information",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=True),
        sa.Column("answered_by", sa.String(length=160), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("feedback", sa.LargeBinary(), nullable=True),
        sa.Column("feedback_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["peer_request.id"], name=op.f("fk_peer_information_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_information")),
        sa.UniqueConstraint("request_id", name=op.f("uq_peer_information_request_id")),
    )
    op.create_table(
        "peer_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_peer_name_child_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["account.id"], name=op.f("fk_peer_name_decided_by_id")),
        sa.ForeignKeyConstraint(["request_id"], ["peer_request.id"], name=op.f("fk_peer_name_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_name")),
    )
    op.create_index(op.f("ix_peer_name_child_id"), "peer_name", ["child_id"], unique=False)
    op.create_index(op.f("ix_peer_name_request_id"), "peer_name", ["request_id"], unique=False)

    op.create_table(
        "peer_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_peer_reader_account_id")),
        sa.ForeignKeyConstraint(["request_id"], ["peer_request.id"], name=op.f("fk_peer_reader_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_reader")),
    )
    op.create_index(op.f("ix_peer_reader_account_id"), "peer_reader", ["account_id"], unique=False)
    op.create_index(op.f("ix_peer_reader_request_id"), "peer_reader", ["request_id"], unique=False)


def downgrade() -> None:
    op.drop_table("peer_reader")
    op.drop_table("peer_name")
    op.drop_table("peer_information")
    op.drop_table("peer_request")
    op.drop_table("meeting_invitee")
    op.drop_table("meeting_action")
    op.drop_table("contextual_review")
    op.drop_table("child_meeting")
