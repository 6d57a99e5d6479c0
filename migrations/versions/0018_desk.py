"""The coordinator's desk: what it sorts by, attempts at ordinary admission, acceptances and pauses"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_referral_status_year_group": ["status", "year_group"],
    "ix_referral_status_category": ["status", "category"],
    "ix_referral_status_submitted_at": ["status", "submitted_at"],
    "ix_referral_status_incomplete": ["status", "incomplete"],
    "ix_referral_status_cannot_wait": ["status", "cannot_wait"],
    "ix_referral_status_last_attended_on": ["status", "last_attended_on"],
}
COLUMNS = (
    "cannot_wait",
    "other_route",
    "other_route_for",
    "incomplete",
    "incomplete_words",
    "last_attended_on",
    "paused_on",
    "ended_code",
)


def upgrade() -> None:
    """New columns and tables; one acceptance for each referral that was accepted before."""
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cannot_wait", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("other_route", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("other_route_for", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("incomplete", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("incomplete_words", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("last_attended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("paused_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_code", sa.String(length=24), nullable=True))
    for name, columns in INDEXES.items():
        op.create_index(name, "referral", columns, unique=False)
    _attempts()
    _acceptances()
    _pauses()
    op.create_table(
        "desk_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_desk_look_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_look")),
        sa.UniqueConstraint("account_id", name=op.f("uq_desk_look_account_id")),
    )
    op.execute(
        "INSERT INTO referral_acceptance (referral_id, accepted_on, category, again) "
        "SELECT id, accepted_on, category, false FROM referral WHERE accepted_on IS NOT NULL"
    )


def _attempts() -> None:
    op.create_table(
        "admission_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("setting_id", sa.Integer(), nullable=True),
        sa.Column("school", sa.LargeBinary(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(length=24), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("noted_by", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["noted_by"], ["account.id"], name=op.f("fk_admission_attempt_noted_by")),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_admission_attempt_referral_id")
        ),
        sa.ForeignKeyConstraint(["setting_id"], ["setting.id"], name=op.f("fk_admission_attempt_setting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_attempt")),
    )
    op.create_index("ix_admission_attempt_referral_id", "admission_attempt", ["referral_id"], unique=False)
    op.create_index("ix_admission_attempt_setting_id", "admission_attempt", ["setting_id"], unique=False)


def _acceptances() -> None:
    op.create_table(
        "referral_acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=4), nullable=True),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("allocated_on", sa.Date(), nullable=True),
        sa.Column("school_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_acceptance_referral_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_acceptance")),
    )
    for column in ("accepted_on", "allocated_on", "referral_id"):
        op.create_index(f"ix_referral_acceptance_{column}", "referral_acceptance", [column], unique=False)


def _pauses() -> None:
    op.create_table(
        "referral_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("school_days", sa.Integer(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("agreed_by", sa.LargeBinary(), nullable=True),
        sa.Column("began_by", sa.Integer(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_because", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["began_by"], ["account.id"], name=op.f("fk_referral_pause_began_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["account.id"], name=op.f("fk_referral_pause_ended_by")),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_pause_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_pause")),
    )
    op.create_index("ix_referral_pause_referral_id", "referral_pause", ["referral_id"], unique=False)


def downgrade() -> None:
    """Without them; referrals stay."""
    op.drop_table("desk_look")
    op.drop_table("referral_pause")
    op.drop_table("referral_acceptance")
    op.drop_table("admission_attempt")
    for name in INDEXES:
        op.drop_index(name, table_name="referral")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        for column in COLUMNS:
            batch_op.drop_column(column)
