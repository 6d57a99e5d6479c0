"""Deciding a place"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


COLUMNS = (
    "panel_id",
    "review_on",
    "if_breaks_down",
    "issues",
    "provision",
    "provision_other",
    "decision_text",
    "dissent_by",
    "why_not_wait",
    "advice_id",
)


def upgrade() -> None:
    """Places of schools; advice, overrides and ratification; what a decision says; whom a school admits."""
    _places()
    _advice()
    _decision()
    _around()
    with op.batch_alter_table("setting", schema=None) as batch_op:
        batch_op.add_column(sa.Column("admits", sa.String(length=20), server_default="", nullable=False))
        batch_op.add_column(sa.Column("faith", sa.String(length=60), server_default="", nullable=False))


def _places() -> None:
    op.create_table(
        "school_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("year_group", sa.String(length=3), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("on_roll", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_school_places_run_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_school_places_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_places")),
        sa.UniqueConstraint(
            "setting_id", "year_group", "as_of", name=op.f("uq_school_places_setting_id_year_group_as_of")
        ),
    )
    op.create_index("ix_school_places_run_id", "school_places", ["run_id"], unique=False)


def _advice() -> None:
    op.create_table(
        "risk_advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("given_by", sa.Integer(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_risk_advice_asked_by")),
        sa.ForeignKeyConstraint(["given_by"], ["account.id"], name=op.f("fk_risk_advice_given_by")),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_risk_advice_noted_by")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_risk_advice_referral_id")),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_risk_advice_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_advice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_risk_advice_public_id")),
    )
    op.create_index("ix_risk_advice_referral_id", "risk_advice", ["referral_id"], unique=False)
    op.create_index("ix_risk_advice_status", "risk_advice", ["status"], unique=False)


def _decision() -> None:
    with op.batch_alter_table("panel_decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("panel_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("if_breaks_down", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("issues", sa.String(length=400), server_default="", nullable=False))
        batch_op.add_column(sa.Column("provision", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("provision_other", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("decision_text", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("dissent_by", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("why_not_wait", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("advice_id", sa.Integer(), nullable=True))
        batch_op.alter_column("item_id", existing_type=sa.Integer(), nullable=True)
        batch_op.create_index(batch_op.f("ix_panel_decision_panel_id"), ["panel_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_panel_decision_advice_id"), "risk_advice", ["advice_id"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_panel_decision_panel_id"), "panel", ["panel_id"], ["id"])


def _around() -> None:
    op.create_table(
        "decision_override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("because", sa.String(length=40), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("chosen_by", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["chosen_by"], ["account.id"], name=op.f("fk_decision_override_chosen_by")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["panel_decision.id"], name=op.f("fk_decision_override_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_decision_override_referral_id")
        ),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_decision_override_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_override")),
    )
    op.create_index("ix_decision_override_chosen_at", "decision_override", ["chosen_at"], unique=False)
    op.create_index("ix_decision_override_decision_id", "decision_override", ["decision_id"], unique=False)
    op.create_index("ix_decision_override_referral_id", "decision_override", ["referral_id"], unique=False)
    op.create_table(
        "decision_ratification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("onward", sa.String(length=8), nullable=True),
        sa.Column("said_by", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["panel_decision.id"], name=op.f("fk_decision_ratification_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_decision_ratification_item_id")
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_decision_ratification_panel_id")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_decision_ratification_referral_id")
        ),
        sa.ForeignKeyConstraint(["said_by"], ["account.id"], name=op.f("fk_decision_ratification_said_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_ratification")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_decision_ratification_decision_id")),
        sa.UniqueConstraint("item_id", name=op.f("uq_decision_ratification_item_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_decision_ratification_public_id")),
    )
    op.create_index(
        "ix_decision_ratification_panel_id_status",
        "decision_ratification",
        ["panel_id", "status"],
        unique=False,
    )
    op.create_index(
        "ix_decision_ratification_referral_id", "decision_ratification", ["referral_id"], unique=False
    )


def downgrade() -> None:
    """Decisions stay. Where one has no item, the column stays open for it."""
    op.drop_table("decision_ratification")
    op.drop_table("decision_override")
    found = op.get_bind().execute(sa.text("SELECT count(*) FROM panel_decision WHERE item_id IS NULL"))
    outside = found.scalar_one()
    with op.batch_alter_table("panel_decision", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_panel_decision_panel_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_panel_decision_advice_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_panel_decision_panel_id"))
        for column in COLUMNS:
            batch_op.drop_column(column)
        if not outside:
            batch_op.alter_column("item_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("risk_advice")
    with op.batch_alter_table("setting", schema=None) as batch_op:
        batch_op.drop_column("faith")
        batch_op.drop_column("admits")
    op.drop_table("school_places")
