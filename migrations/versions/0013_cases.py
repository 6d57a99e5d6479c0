"""Entries of a case, contacts with their letters, the whole incident, what a separation's outcome is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INCIDENT_CODES = {
    "historic": 12,
    "technology": 12,
    "grouped": 12,
    "weapons": 12,
    "relation": 20,
    "consent": 12,
    "power": 12,
    "exploitation": 12,
    "hackett": 16,
    "brook": 12,
}
CONTACT_CODES = {"agency_kind": 20, "asks_for": 20, "came_as": 20, "level": 12, "replied_how": 20}
CONTACT_WORDS = ("referrer", "reply_to", "considered", "letter", "replied_to")
CONTACT_PEOPLE = ("answered_by_id", "recorded_by_id", "replied_by_id")


def upgrade() -> None:
    _make_entries()
    with op.batch_alter_table("case") as table:
        table.add_column(sa.Column("came_to_light_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("closed_as", sa.String(length=20), nullable=True))
    with op.batch_alter_table("incident") as table:
        for name, length in INCIDENT_CODES.items():
            table.add_column(_code(name, length))
        table.add_column(sa.Column("kcsie", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("detail", sa.LargeBinary(), nullable=True))
    _widen_contacts()
    with op.batch_alter_table("separation") as table:
        table.add_column(sa.Column("outcome", sa.String(length=24), nullable=True))
        table.add_column(sa.Column("condition_ends_on", sa.Date(), nullable=True))
        table.create_index(op.f("ix_separation_condition_ends_on"), ["condition_ends_on"], unique=False)


def _code(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False, server_default="")


def _make_entries() -> None:
    op.create_table(
        "case_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("child_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("agency", sa.String(length=30), nullable=False),
        sa.Column("includes", sa.JSON(), nullable=False),
        sa.Column("owner", sa.LargeBinary(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("authority_on", sa.Date(), nullable=True),
        sa.Column("authority_by", sa.String(length=120), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_entry_case_id")),
        sa.ForeignKeyConstraint(["child_id"], ["child.id"], name=op.f("fk_case_entry_child_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["case_entry.id"], name=op.f("fk_case_entry_parent_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_case_entry_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entry")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_entry_public_id")),
    )
    for column in ("case_id", "child_id", "parent_id"):
        op.create_index(op.f(f"ix_case_entry_{column}"), "case_entry", [column], unique=False)
    op.create_index("ix_case_entry_kind_due", "case_entry", ["kind", "due_on"], unique=False)


def _widen_contacts() -> None:
    with op.batch_alter_table("contact") as table:
        for name, length in CONTACT_CODES.items():
            table.add_column(_code(name, length))
        for name in CONTACT_WORDS:
            table.add_column(sa.Column(name, sa.LargeBinary(), nullable=True))
        for name in ("recorded_at", "replied_at"):
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("authority_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("authority_by", sa.String(length=120), nullable=True))
        for name in CONTACT_PEOPLE:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_contact_{name}"), "account", [name], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("separation") as table:
        table.drop_index(op.f("ix_separation_condition_ends_on"))
        table.drop_column("condition_ends_on")
        table.drop_column("outcome")
    with op.batch_alter_table("contact") as table:
        for name in CONTACT_PEOPLE:
            table.drop_constraint(op.f(f"fk_contact_{name}"), type_="foreignkey")
            table.drop_column(name)
        for name in (*CONTACT_CODES, *CONTACT_WORDS, "recorded_at", "replied_at"):
            table.drop_column(name)
        for name in ("authority_on", "authority_by"):
            table.drop_column(name)
    with op.batch_alter_table("incident") as table:
        for name in (*INCIDENT_CODES, "kcsie", "detail"):
            table.drop_column(name)
    with op.batch_alter_table("case") as table:
        for name in ("came_to_light_on", "closed_on", "closed_as"):
            table.drop_column(name)
    op.drop_table("case_entry")
