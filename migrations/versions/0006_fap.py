"""Referrals, panels and decisions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
        sa.UniqueConstraint("name", name=op.f("uq_panel_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_public_id")),
    )
    op.create_table(
        "panel_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("meets_at", sa.String(length=5), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_meeting_panel_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_meeting")),
        sa.UniqueConstraint("panel_id", "meets_on", name=op.f("uq_panel_meeting_panel_id_meets_on")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_meeting_public_id")),
    )
    op.create_index(op.f("ix_panel_meeting_panel_id"), "panel_meeting", ["panel_id"], unique=False)
    op.create_index("ix_panel_meeting_status_meets_on", "panel_meeting", ["status", "meets_on"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=True),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("year_group", sa.String(length=3), nullable=True),
        sa.Column("ward", sa.String(length=120), nullable=True),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("started_by", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("category", sa.String(length=4), nullable=True),
        sa.Column("category_evidence", sa.LargeBinary(), nullable=True),
        sa.Column("returned_reason", sa.LargeBinary(), nullable=True),
        sa.Column("ended_reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_referral_child_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_referral_setting_id")),
        sa.ForeignKeyConstraint(["started_by"], ["account.id"], name=op.f("fk_referral_started_by")),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name=op.f("fk_referral_submitted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_referral_reference")),
    )
    op.create_index(op.f("ix_referral_child_id"), "referral", ["child_id"], unique=False)
    op.create_index("ix_referral_setting_id_status", "referral", ["setting_id", "status"], unique=False)
    op.create_index("ix_referral_status_due_on", "referral", ["status", "due_on"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["panel_meeting.id"], name=op.f("fk_agenda_item_meeting_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_agenda_item_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "referral_id", name=op.f("uq_agenda_item_meeting_id_referral_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_agenda_item_public_id")),
    )
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_referral_id"), "agenda_item", ["referral_id"], unique=False)
    op.create_table(
        "referral_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["account.id"], name=op.f("fk_referral_document_added_by")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_document_referral_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_document")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_document_public_id")),
    )
    op.create_index(
        op.f("ix_referral_document_referral_id"), "referral_document", ["referral_id"], unique=False
    )
    op.create_table(
        "referral_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(length=40), nullable=False),
        sa.Column("capacity", sa.String(length=12), nullable=True),
        sa.Column("current", sa.String(length=10), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_referral_flag_noted_by")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_flag_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_flag")),
        sa.UniqueConstraint(
            "referral_id", "flag", "source", name=op.f("uq_referral_flag_referral_id_flag_source")
        ),
    )
    op.create_index(op.f("ix_referral_flag_flag"), "referral_flag", ["flag"], unique=False)
    op.create_index(op.f("ix_referral_flag_referral_id"), "referral_flag", ["referral_id"], unique=False)
    op.create_table(
        "referral_linked_child",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_referral_linked_child_child_id")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_linked_child_referral_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_linked_child")),
        sa.UniqueConstraint(
            "referral_id", "row_key", name=op.f("uq_referral_linked_child_referral_id_row_key")
        ),
    )
    op.create_index(
        op.f("ix_referral_linked_child_child_id"), "referral_linked_child", ["child_id"], unique=False
    )
    op.create_index(
        op.f("ix_referral_linked_child_referral_id"), "referral_linked_child", ["referral_id"], unique=False
    )
    op.create_table(
        "referral_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(length=20), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("area", sa.String(length=120), nullable=True),
        sa.Column("time_of_day", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_place_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_place")),
    )
    op.create_index(op.f("ix_referral_place_referral_id"), "referral_place", ["referral_id"], unique=False)
    op.create_table(
        "panel_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("transition_on", sa.Date(), nullable=True),
        sa.Column("reasons", sa.LargeBinary(), nullable=False),
        sa.Column("conditions", sa.LargeBinary(), nullable=True),
        sa.Column("dissent", sa.LargeBinary(), nullable=True),
        sa.Column("support_child", sa.LargeBinary(), nullable=True),
        sa.Column("support_stay", sa.LargeBinary(), nullable=True),
        sa.Column("responsible", sa.LargeBinary(), nullable=True),
        sa.Column("reason_matches", sa.String(length=8), nullable=True),
        sa.Column("contexts_covered", sa.String(length=8), nullable=True),
        sa.Column("check_result", sa.String(length=16), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("override_reason", sa.LargeBinary(), nullable=True),
        sa.Column("sent_back_reason", sa.LargeBinary(), nullable=True),
        sa.Column("drafted_by", sa.Integer(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["drafted_by"], ["account.id"], name=op.f("fk_panel_decision_drafted_by")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_panel_decision_item_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_panel_decision_referral_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_panel_decision_setting_id")),
        sa.ForeignKeyConstraint(["signed_by"], ["account.id"], name=op.f("fk_panel_decision_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_decision")),
        sa.UniqueConstraint("public_id", name=op.f("uq_panel_decision_public_id")),
    )
    op.create_index(op.f("ix_panel_decision_item_id"), "panel_decision", ["item_id"], unique=False)
    op.create_index(op.f("ix_panel_decision_referral_id"), "panel_decision", ["referral_id"], unique=False)
    op.create_index(op.f("ix_panel_decision_setting_id"), "panel_decision", ["setting_id"], unique=False)
    op.create_index("ix_panel_decision_status", "panel_decision", ["status"], unique=False)
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("first_attended_on", sa.Date(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.LargeBinary(), nullable=True),
        sa.Column("broke_down_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_placement_child_id")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["panel_decision.id"], name=op.f("fk_placement_decision_id")
        ),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_placement_referral_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_placement_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_placement_decision_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_placement_public_id")),
    )
    op.create_index(op.f("ix_placement_child_id"), "placement", ["child_id"], unique=False)
    op.create_index(op.f("ix_placement_referral_id"), "placement", ["referral_id"], unique=False)
    op.create_index(op.f("ix_placement_setting_id"), "placement", ["setting_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_placement_setting_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_referral_id"), table_name="placement")
    op.drop_index(op.f("ix_placement_child_id"), table_name="placement")
    op.drop_table("placement")
    op.drop_index("ix_panel_decision_status", table_name="panel_decision")
    op.drop_index(op.f("ix_panel_decision_setting_id"), table_name="panel_decision")
    op.drop_index(op.f("ix_panel_decision_referral_id"), table_name="panel_decision")
    op.drop_index(op.f("ix_panel_decision_item_id"), table_name="panel_decision")
    op.drop_table("panel_decision")
    op.drop_index(op.f("ix_referral_place_referral_id"), table_name="referral_place")
    op.drop_table("referral_place")
    op.drop_index(op.f("ix_referral_linked_child_referral_id"), table_name="referral_linked_child")
    op.drop_index(op.f("ix_referral_linked_child_child_id"), table_name="referral_linked_child")
    op.drop_table("referral_linked_child")
    op.drop_index(op.f("ix_referral_flag_referral_id"), table_name="referral_flag")
    op.drop_index(op.f("ix_referral_flag_flag"), table_name="referral_flag")
    op.drop_table("referral_flag")
    op.drop_index(op.f("ix_referral_document_referral_id"), table_name="referral_document")
    op.drop_table("referral_document")
    op.drop_index(op.f("ix_agenda_item_referral_id"), table_name="agenda_item")
    op.drop_index(op.f("ix_agenda_item_meeting_id"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index("ix_referral_status_due_on", table_name="referral")
    op.drop_index("ix_referral_setting_id_status", table_name="referral")
    op.drop_index(op.f("ix_referral_child_id"), table_name="referral")
    op.drop_table("referral")
    op.drop_index("ix_panel_meeting_status_meets_on", table_name="panel_meeting")
    op.drop_index(op.f("ix_panel_meeting_panel_id"), table_name="panel_meeting")
    op.drop_table("panel_meeting")
    op.drop_table("panel")
