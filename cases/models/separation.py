"""Separations: two children who must not meet unprepared, and why."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    column,
    false,
    select,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.events import SeparationAmended, SeparationConfirmed, SeparationEnded, SeparationReviewed
from cases.models.case import CHILD, Party
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedJSON,
    EncryptedText,
    Row,
    Scoped,
    not_barred,
    public_id,
    through,
)
from foundation.trail import Moves

IN_FORCE = column("status", String) == "in_force"


class Separation(Row, Scoped, Base):
    """Two children who must not meet unprepared, from a date until somebody ends it with a reason.

    `ended_on` is the day on which it was ended: the day before was the last day in force.
    `scope` is wording and colour, never detection. `conditions`: list of {words, until (ISO date or None)};
    `condition_ends_on` is the next day on which one of them ends. `outcome` says what became of the
    allegation (`cases.words.OUTCOMES`): it ends nothing, and decides where an ended one stays in sight.
    """

    __tablename__ = "separation"
    __table_args__ = (
        CheckConstraint("child_a_id < child_b_id", name="lower_child_first"),
        Index(
            "ux_separation_pair_in_force",
            "child_a_id",
            "child_b_id",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )
    RECORD: ClassVar[str] = "separation"
    MOVES: ClassVar[Moves] = {
        SeparationConfirmed: ({"in_force"}, "in_force"),
        SeparationAmended: ({"in_force"}, "in_force"),
        SeparationReviewed: ({"in_force"}, "in_force"),
        SeparationEnded: ({"in_force"}, "ended"),
    }

    public_id: Mapped[str] = public_id()
    child_a_id: Mapped[int] = mapped_column(ForeignKey(CHILD), index=True)
    child_b_id: Mapped[int] = mapped_column(ForeignKey(CHILD), index=True)
    from_date: Mapped[dt.date]
    review_on: Mapped[dt.date] = mapped_column(index=True)
    scope: Mapped[list[str]] = mapped_column(JSON, default=list)
    conditions: Mapped[list[dict[str, Any]] | None] = mapped_column(EncryptedJSON("separation.conditions"))
    certainty: Mapped[str] = mapped_column(String(12), default="confirmed")
    status: Mapped[str] = mapped_column(String(12), default="in_force", index=True)
    outcome: Mapped[str | None] = mapped_column(String(24))
    condition_ends_on: Mapped[dt.date | None] = mapped_column(index=True)
    ended_on: Mapped[dt.date | None]
    ended_reason: Mapped[str | None] = mapped_column(EncryptedText("separation.ended_reason"))
    bases: Mapped[list[SeparationBasis]] = relationship(order_by="SeparationBasis.id", lazy="selectin")

    def child_ids(self) -> tuple[int, ...]:
        """The pair."""
        return (self.child_a_id, self.child_b_id)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For who may read cases; never with a barred child, nor on the basis of a case with one."""
        if actor.system:
            return true()
        if not actor.may(Permission.READ_CASES):
            return false()
        open_to = not_barred(actor, cls.__table__.c.child_a_id, cls.__table__.c.child_b_id)
        if not actor.barred:
            return open_to
        basis, party = SeparationBasis.__table__, Party.__table__
        hidden = (
            select(basis.c.separation_id)
            .join(party, party.c.case_id == basis.c.case_id)
            .where(party.c.child_id.in_(sorted(actor.barred)))
        )
        return open_to & cls.__table__.c.id.not_in(hidden)


class SeparationBasis(Row, Scoped, Base):
    """Why two children are kept apart: a case, or a plan in which a school named the other child."""

    __tablename__ = "separation_basis"
    __table_args__ = (
        UniqueConstraint("separation_id", "case_id"),
        UniqueConstraint("separation_id", "plan_reference"),
        CheckConstraint("(case_id IS NULL) <> (plan_reference IS NULL)", name="case_or_plan"),
    )

    separation_id: Mapped[int] = mapped_column(ForeignKey("separation.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    plan_reference: Mapped[str | None] = mapped_column(String(30))
    added_on: Mapped[dt.date]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its separation."""
        return through(Separation, cls.__table__.c.separation_id, actor)
