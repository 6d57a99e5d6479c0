"""Peers, what was said at the panel, feedback on the form; derived wards, paper forms, scanned documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The new tables, and columns that are empty for what was there before."""
    op.create_table(
        "form_feedback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("ease", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("section", sa.String(length=20), nullable=True),
        sa.Column("changed", sa.String(length=12), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_form_feedback_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_feedback")),
    )
    with op.batch_alter_table("form_feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_feedback_setting_id"), ["setting_id"], unique=False)

    op.create_table(
        "referral_peer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("context", sa.String(length=20), nullable=False),
        sa.Column("row_key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("school", sa.LargeBinary(), nullable=True),
        sa.Column("influence", sa.String(length=12), nullable=True),
        sa.Column("because", sa.LargeBinary(), nullable=True),
        sa.Column("needs_support", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_peer_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_peer")),
        sa.UniqueConstraint(
            "referral_id", "context", "row_key", name=op.f("uq_referral_peer_referral_id_context_row_key")
        ),
    )
    with op.batch_alter_table("referral_peer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_peer_referral_id"), ["referral_id"], unique=False)

    op.create_table(
        "referral_safety_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ruling", sa.LargeBinary(), nullable=True),
        sa.Column("ruled_by", sa.Integer(), nullable=True),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["account.id"], name=op.f("fk_referral_safety_answer_noted_by")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_safety_answer_referral_id")
        ),
        sa.ForeignKeyConstraint(
            ["ruled_by"], ["account.id"], name=op.f("fk_referral_safety_answer_ruled_by")
        ),
        sa.ForeignKeyConstraint(
            ["setting_id"], ["setting.id"], name=op.f("fk_referral_safety_answer_setting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_safety_answer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_referral_safety_answer_public_id")),
    )
    with op.batch_alter_table("referral_safety_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_safety_answer_referral_id"), ["referral_id"], unique=False
        )
        batch_op.create_index(
            "ix_referral_safety_answer_setting_id_status", ["setting_id", "status"], unique=False
        )

    op.create_table(
        "referral_heard",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("reason_matched", sa.String(length=8), nullable=False),
        sa.Column("reason_discussed", sa.LargeBinary(), nullable=True),
        sa.Column("covered", sa.String(length=80), nullable=False),
        sa.Column("why_this_child", sa.LargeBinary(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_referral_heard_item_id")),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_referral_heard_noted_by")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_heard_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_heard")),
        sa.UniqueConstraint("item_id", name=op.f("uq_referral_heard_item_id")),
    )
    with op.batch_alter_table("referral_heard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_heard_referral_id"), ["referral_id"], unique=False)

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.add_column(sa.Column("derived_ward", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("derived_incident_ward", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("paper_on", sa.Date(), nullable=True))

    with op.batch_alter_table("referral_document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scan", sa.String(length=8), nullable=False, server_default="none"))
        batch_op.add_column(sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("pages", sa.Integer(), nullable=True))

    with op.batch_alter_table("referral_place", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ward", sa.String(length=120), nullable=True))


def downgrade() -> None:
    """Without them; referrals, places and documents stay."""
    with op.batch_alter_table("referral_place", schema=None) as batch_op:
        batch_op.drop_column("ward")

    with op.batch_alter_table("referral_document", schema=None) as batch_op:
        batch_op.drop_column("pages")
        batch_op.drop_column("scanned_at")
        batch_op.drop_column("scan")

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_column("paper_on")
        batch_op.drop_column("derived_incident_ward")
        batch_op.drop_column("derived_ward")

    with op.batch_alter_table("referral_heard", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_heard_referral_id"))

    op.drop_table("referral_heard")
    with op.batch_alter_table("referral_safety_answer", schema=None) as batch_op:
        batch_op.drop_index("ix_referral_safety_answer_setting_id_status")
        batch_op.drop_index(batch_op.f("ix_referral_safety_answer_referral_id"))

    op.drop_table("referral_safety_answer")
    with op.batch_alter_table("referral_peer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_peer_referral_id"))

    op.drop_table("referral_peer")
    with op.batch_alter_table("form_feedback", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_feedback_setting_id"))

    op.drop_table("form_feedback")
