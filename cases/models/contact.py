"""Contacts: what one service told the Education MASH about one incident, each with its own answer."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, false, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.events import ContactLinked, ContactNeedsNoCase
from cases.models.case import CHILD, Party
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, not_barred, through
from foundation.trail import Moves


class Contact(Row, Scoped, Base):
    """What one service told the Education MASH about one incident: its own record, its own decision.

    Two agencies on one incident are two contacts (safeguarding, "What went wrong"; learning point 1).
    `child_id` is the child it is about; `others` are further children it names. `reason` is the rationale of
    the decision, `letter` what the referrer is told; until `replied_at` the clock runs.
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
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    agency_kind: Mapped[str] = mapped_column(String(20), default="")
    asks_for: Mapped[str] = mapped_column(String(20), default="")
    came_as: Mapped[str] = mapped_column(String(20), default="")
    level: Mapped[str] = mapped_column(String(12), default="")
    referrer: Mapped[str | None] = mapped_column(EncryptedText("contact.referrer"))
    reply_to: Mapped[str | None] = mapped_column(EncryptedText("contact.reply_to"))
    recorded_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    considered: Mapped[str | None] = mapped_column(EncryptedText("contact.considered"))
    letter: Mapped[str | None] = mapped_column(EncryptedText("contact.letter"))
    replied_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    replied_how: Mapped[str] = mapped_column(String(20), default="")
    replied_to: Mapped[str | None] = mapped_column(EncryptedText("contact.replied_to"))
    replied_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    authority_on: Mapped[dt.date | None]
    authority_by: Mapped[str | None] = mapped_column(String(120))
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
