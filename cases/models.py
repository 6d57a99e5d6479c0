"""The tables of a case.

What is one case is read as one: parties, incidents, bases and a contact's other children are loaded with
the record they belong to and are visible exactly when it is. A bar on any party hides the whole.
"""

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

from cases.events import (
    CaseClosed,
    CaseReopened,
    ContactLinked,
    ContactNeedsNoCase,
    SeparationAmended,
    SeparationConfirmed,
    SeparationEnded,
    SeparationReviewed,
)
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedJSON,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    not_barred,
    public_id,
    through,
)
from foundation.trail import Moves

CHILD = "child.id"
IN_FORCE = column("status", String) == "in_force"


class Case(Row, Scoped, Base):
    """An incident or pattern of child-on-child abuse with its parties (transitions, "Words").

    `reference` is the portal's own; `authority_reference` is the number in the authority's case system.
    """

    __tablename__ = "case"
    RECORD: ClassVar[str] = "case"
    PUBLIC_KEY: ClassVar[str] = "reference"
    MOVES: ClassVar[Moves] = {CaseClosed: ({"open"}, "closed"), CaseReopened: ({"closed"}, "open")}

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    authority_reference: Mapped[str | None] = mapped_column(String(60), unique=True)
    opened_on: Mapped[dt.date] = mapped_column(index=True)
    how_known: Mapped[str | None] = mapped_column(EncryptedText("case.how_known"))
    status: Mapped[str] = mapped_column(String(12), default="open", index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    parties: Mapped[list[Party]] = relationship(order_by="Party.id", lazy="selectin")
    incidents: Mapped[list[Incident]] = relationship(order_by="Incident.id", lazy="selectin")

    def child_ids(self) -> tuple[int, ...]:
        """Every party's child."""
        return tuple(party.child_id for party in self.parties)

    @property
    def known_as(self) -> str:
        """The authority's own number where there is one, else ours."""
        return self.authority_reference or self.reference

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """All of the authority's cases for who may read cases, but none with a barred party."""
        if actor.system:
            return true()
        if not actor.may(Permission.READ_CASES):
            return false()
        if not actor.barred:
            return true()
        party = Party.__table__
        return cls.__table__.c.id.not_in(
            select(party.c.case_id).where(party.c.child_id.in_(sorted(actor.barred)))
        )


class Incident(Row, Scoped, Base):
    """What happened, when and where. A period has two dates; an unknown date has none."""

    __tablename__ = "incident"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    happened_from: Mapped[dt.date | None]
    happened_until: Mapped[dt.date | None]
    place: Mapped[str] = mapped_column(String(20), default="not_known")
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))
    natures: Mapped[list[str]] = mapped_column(JSON, default=list)
    words: Mapped[str | None] = mapped_column(EncryptedText("incident.words"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its case."""
        return through(Case, cls.__table__.c.case_id, actor)


class Party(Row, Scoped, Base):
    """A child in a role in a case, and where the child was at the time (it makes no enrolment)."""

    __tablename__ = "party"
    __table_args__ = (UniqueConstraint("case_id", "child_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey(CHILD), index=True)
    role: Mapped[str] = mapped_column(String(20))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its case."""
        return through(Case, cls.__table__.c.case_id, actor)


class Separation(Row, Scoped, Base):
    """Two children who must not meet unprepared, from a date until somebody ends it with a reason.

    `ended_on` is the day on which it was ended: the day before was the last day in force.
    `scope` is wording and colour, never detection. `conditions`: list of {words, until (ISO date or None)}.
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


class Contact(Row, Scoped, Base):
    """What one service told the Education MASH about one incident: its own record, its own decision.

    Two agencies on one incident are two contacts (safeguarding, "What went wrong"; learning point 1).
    `child_id` is the child it is about; `others` are further children it names.
    """

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_source", "source_kind", "source_reference"),)
    RECORD: ClassVar[str] = "contact"
    PUBLIC_KEY: ClassVar[str] = "reference"
    MOVES: ClassVar[Moves] = {
        ContactLinked: ({"waiting"}, "linked"),
        ContactNeedsNoCase: ({"waiting"}, "no_case_needed"),
    }

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    source_kind: Mapped[str] = mapped_column(String(12))
    source_reference: Mapped[str | None] = mapped_column(String(60))
    agency: Mapped[str] = mapped_column(String(120), default="")
    received_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey(CHILD), index=True)
    summary: Mapped[str | None] = mapped_column(EncryptedText("contact.summary"))
    status: Mapped[str] = mapped_column(String(16), default="waiting", index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    reason: Mapped[str | None] = mapped_column(EncryptedText("contact.reason"))
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    others: Mapped[list[ContactChild]] = relationship(order_by="ContactChild.id", lazy="selectin")

    def child_ids(self) -> tuple[int, ...]:
        """The child it is about, then the others that are known."""
        return (self.child_id, *(other.child_id for other in self.others if other.child_id is not None))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For who may read cases; never when any of its children, or of its case's, is barred."""
        if actor.system:
            return true()
        if not actor.may(Permission.READ_CASES):
            return false()
        open_to = not_barred(actor, cls.__table__.c.child_id)
        if not actor.barred:
            return open_to
        barred = sorted(actor.barred)
        other, party = ContactChild.__table__, Party.__table__
        names_one = select(other.c.contact_id).where(other.c.child_id.in_(barred))
        hidden_cases = select(party.c.case_id).where(party.c.child_id.in_(barred))
        return (
            open_to
            & cls.__table__.c.id.not_in(names_one)
            & (cls.__table__.c.case_id.is_(None) | cls.__table__.c.case_id.not_in(hidden_cases))
        )


class ContactChild(Row, Scoped, Base):
    """A further child whom a contact names: known by row, or only in the words that were used."""

    __tablename__ = "contact_child"

    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey(CHILD), index=True)
    words: Mapped[str | None] = mapped_column(EncryptedText("contact_child.words"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its contact."""
        return through(Contact, cls.__table__.c.contact_id, actor)
