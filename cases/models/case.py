"""A case: its parties and its incidents. A bar on any party hides the whole."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, UniqueConstraint, false, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.events import CaseClosed, CaseReopened
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedJSON, EncryptedText, Row, Scoped, through
from foundation.trail import Moves

CHILD = "child.id"


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
    came_to_light_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(12), default="open", index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    closed_on: Mapped[dt.date | None]
    closed_as: Mapped[str | None] = mapped_column(String(20))
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


def not_in_hidden_case(case_id: Any, actor: Actor) -> ColumnElement[bool]:
    """That a record belongs to no case, or to one without a party from whom the actor is barred."""
    if not actor.barred:
        return true()
    party = Party.__table__.c
    hidden = select(party.case_id).where(party.child_id.in_(sorted(actor.barred)))
    inside: ColumnElement[bool] = case_id.is_(None) | case_id.not_in(hidden)
    return inside


class Incident(Row, Scoped, Base):
    """What happened, when and where. A period has two dates; an unknown date has none.

    The codes are those of `cases.kinds.incident`; `detail` holds what was written beside them, by field.
    """

    __tablename__ = "incident"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    happened_from: Mapped[dt.date | None]
    happened_until: Mapped[dt.date | None]
    place: Mapped[str] = mapped_column(String(20), default="not_known")
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))
    natures: Mapped[list[str]] = mapped_column(JSON, default=list)
    words: Mapped[str | None] = mapped_column(EncryptedText("incident.words"))
    historic: Mapped[str] = mapped_column(String(12), default="")
    kcsie: Mapped[list[str]] = mapped_column(JSON, default=list)
    technology: Mapped[str] = mapped_column(String(12), default="")
    grouped: Mapped[str] = mapped_column(String(12), default="")
    weapons: Mapped[str] = mapped_column(String(12), default="")
    relation: Mapped[str] = mapped_column(String(20), default="")
    consent: Mapped[str] = mapped_column(String(12), default="")
    power: Mapped[str] = mapped_column(String(12), default="")
    exploitation: Mapped[str] = mapped_column(String(12), default="")
    hackett: Mapped[str] = mapped_column(String(16), default="")
    brook: Mapped[str] = mapped_column(String(12), default="")
    detail: Mapped[dict[str, Any] | None] = mapped_column(EncryptedJSON("incident.detail"))

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
