"""The tables of a meeting. What is said in it is encrypted; two children never stand in one record.

A meeting about one child of a case is hidden from whoever is barred from any child of the case.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, false, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.meetings.events import (
    ActionDone,
    ActionNotBegun,
    ActionUnderWay,
    ActionWithdrawn,
    MeetingCancelled,
    MeetingHeld,
    MeetingNotHeld,
    MinutesAgreed,
)
from cases.meetings.words import SHARED_KINDS
from cases.models import Party
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
    now,
    public_id,
    through,
)
from foundation.trail import Moves

MEETING = "child_meeting.id"
RATED: dict[str, type[Any]] = {
    "red": ActionNotBegun,
    "amber": ActionUnderWay,
    "green": ActionDone,
    "withdrawn": ActionWithdrawn,
}


class Meeting(Row, Scoped, Base):
    """A meeting about one child, of a kind that decides who may see it."""

    __tablename__ = "child_meeting"
    RECORD: ClassVar[str] = "child_meeting"
    PUBLIC_KEY: ClassVar[str] = "reference"
    MOVES: ClassVar[Moves] = {
        MeetingHeld: ({"called"}, "held"),
        MinutesAgreed: ({"held"}, "agreed"),
        MeetingCancelled: ({"called"}, "cancelled"),
        MeetingNotHeld: ({"called"}, "not_held"),
    }

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    child_role: Mapped[str] = mapped_column(String(20), default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    referral_reference: Mapped[str | None] = mapped_column(String(30), index=True)
    twin_of_id: Mapped[int | None] = mapped_column(ForeignKey(MEETING), index=True)
    status: Mapped[str] = mapped_column(String(12), default="called", index=True)
    starts_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    place: Mapped[str] = mapped_column(String(200), default="")
    chair: Mapped[str] = mapped_column(String(120), default="")
    chair_agency: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str | None] = mapped_column(EncryptedText("child_meeting.reason"))
    agenda: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON("child_meeting.agenda"))
    decisions: Mapped[str | None] = mapped_column(EncryptedText("child_meeting.decisions"))
    quorate: Mapped[bool | None]
    quorum_reason: Mapped[str | None] = mapped_column(EncryptedText("child_meeting.quorum_reason"))
    not_held_code: Mapped[str] = mapped_column(String(20), default="")
    manager: Mapped[str] = mapped_column(String(120), default="")
    minutes_due: Mapped[dt.date | None] = mapped_column(index=True)
    convened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, default=now)
    invitees: Mapped[list[Invitee]] = relationship(
        order_by="Invitee.id", lazy="selectin", cascade="all, delete-orphan"
    )
    actions: Mapped[list[MeetingAction]] = relationship(order_by="MeetingAction.id", lazy="selectin")

    @classmethod
    def open_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Not about, nor from a case of, a child from whom the actor is barred."""
        table, party = cls.__table__, Party.__table__
        open_to = not_barred(actor, table.c.child_id)
        if not actor.barred:
            return open_to
        hidden = select(party.c.case_id).where(party.c.child_id.in_(sorted(actor.barred)))
        return open_to & (table.c.case_id.is_(None) | table.c.case_id.not_in(hidden))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """By kind: everything for the Education MASH; what comes before the panel, and transitions, for the
        coordinator and for the settings that were asked.
        """
        if actor.system:
            return true()
        if not actor.may(Permission.READ_MEETINGS):
            return false()
        if actor.may(Permission.READ_CASES):
            return cls.open_to(actor)
        table = cls.__table__
        shared = table.c.kind.in_(SHARED_KINDS) & cls.open_to(actor)
        if actor.may(Permission.ALL_REFERRALS):
            return shared
        invitee = Invitee.__table__
        asked = select(invitee.c.meeting_id).where(invitee.c.setting_id.in_(sorted(actor.settings)))
        return shared & table.c.id.in_(asked)


class Invitee(Row, Scoped, Base):
    """Somebody asked to a meeting, by agency, and whether they came.

    `received`: what a setting confirms to have received after a transition meeting, once, by its own lead.
    """

    __tablename__ = "meeting_invitee"

    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING), index=True)
    agency: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120), default="")
    title: Mapped[str] = mapped_column(String(120), default="")
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    attended: Mapped[str] = mapped_column(String(12), default="")
    received_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    received: Mapped[str | None] = mapped_column(EncryptedText("meeting_invitee.received"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its meeting."""
        return through(Meeting, cls.__table__.c.meeting_id, actor)


class MeetingAction(Row, Scoped, Base):
    """What is to be done, by whom, until when; red, amber or green.

    `controls`: what happens in family, peers, school and neighbourhood as {context: {words | none_because}}.
    `factors`: keys of the contextual table's factors that it answers.
    """

    __tablename__ = "meeting_action"
    RECORD: ClassVar[str] = "meeting_action"
    MOVES: ClassVar[Moves] = {event: (set(RATED) - {"withdrawn"}, rating) for rating, event in RATED.items()}

    public_id: Mapped[str] = public_id()
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    area: Mapped[str] = mapped_column(EncryptedText("meeting_action.area"))
    child_part: Mapped[str | None] = mapped_column(EncryptedText("meeting_action.child_part"))
    controls: Mapped[dict[str, dict[str, str]] | None] = mapped_column(
        EncryptedJSON("meeting_action.controls")
    )
    factors: Mapped[list[str] | None] = mapped_column(EncryptedJSON("meeting_action.factors"))
    agency: Mapped[str] = mapped_column(String(40), default="")
    owner: Mapped[str] = mapped_column(String(120))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    due_on: Mapped[dt.date] = mapped_column(index=True)
    status: Mapped[str] = mapped_column(String(12), default="red", index=True)
    meeting: Mapped[Meeting | None] = relationship(back_populates="actions", lazy="joined")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its meeting; and to whoever has it to do, without opening the meeting."""
        if actor.system:
            return true()
        table, meeting = cls.__table__, Meeting.__table__
        of_meeting = through(Meeting, table.c.meeting_id, actor)
        if not actor.account_id:
            return of_meeting
        open_to = select(meeting.c.id).where(Meeting.open_to(actor))
        mine = (table.c.owner_id == actor.account_id) & table.c.meeting_id.in_(open_to)
        return or_(of_meeting, mine)
