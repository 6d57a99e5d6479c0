"""Panels, their meetings and agendas."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fap import events, panel_events
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id
from foundation.store.clock import LONDON, day_words
from foundation.trail import Moves


def _on_panels(actor: Actor, column: Any) -> ColumnElement[bool]:
    wide: ColumnElement[bool] = true()
    if actor.system or actor.may(Permission.READ_REFERRALS):
        return wide
    found: ColumnElement[bool] = column.in_(sorted(actor.panels))
    return found


class Panel(Row, Scoped, Base):
    """A panel for a phase and a district, with members by assignment.

    `quorum`: how many have to be there before a decision is signed, of those whom `quorum_of` names
    (`all`, `core`, `schools`); empty asks for none. `deadline_days`: school days before a meeting on which
    its papers close.
    """

    __tablename__ = "panel"
    RECORD: ClassVar[str] = "panel"

    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(String(120), unique=True)
    phase: Mapped[str] = mapped_column(String(20), default="secondary")
    district: Mapped[str] = mapped_column(String(80), default="")
    quorum: Mapped[int | None]
    quorum_of: Mapped[str] = mapped_column(String(8), default="all")
    deadline_days: Mapped[int] = mapped_column(default=5)
    usual_time: Mapped[str] = mapped_column(String(5), default="10:00")
    usual_place: Mapped[str] = mapped_column(String(120), default="")
    active: Mapped[bool] = mapped_column(default=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Its members, and those who read referrals. It holds nothing about a child."""
        return _on_panels(actor, cls.__table__.c.id)

    def child_ids(self) -> tuple[int, ...]:
        """None."""
        return ()


class PanelMeeting(Row, Scoped, Base):
    """A meeting: its members read the referrals on its agenda from publication until it is closed.

    `quorum` and `quorum_of` are the panel's as they stood at publication. `by_hand`: somebody put the items
    in order, and the rule leaves them alone. `notes`: what the minutes say beside the items.
    """

    __tablename__ = "panel_meeting"
    __table_args__ = (
        UniqueConstraint("panel_id", "meets_on"),
        Index("ix_panel_meeting_status_meets_on", "status", "meets_on"),
    )
    RECORD: ClassVar[str] = "meeting"
    MOVES: ClassVar[Moves] = {
        events.MeetingPublished: ({"planned"}, "published"),
        events.MeetingClosed: ({"published"}, "closed"),
        panel_events.PanelMeetingCancelled: ({"planned", "published"}, "cancelled"),
        panel_events.MeetingPlannedAgain: ({"cancelled"}, "planned"),
    }

    public_id: Mapped[str] = public_id()
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"), index=True)
    meets_on: Mapped[dt.date]
    meets_at: Mapped[str] = mapped_column(String(5), default="10:00")
    place: Mapped[str] = mapped_column(String(120), default="")
    deadline: Mapped[dt.date]
    status: Mapped[str] = mapped_column(String(12), default="planned")
    published_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    quorum: Mapped[int | None]
    quorum_of: Mapped[str] = mapped_column(String(8), default="all")
    by_hand: Mapped[bool] = mapped_column(default=False)
    cancelled_reason: Mapped[str | None] = mapped_column(EncryptedText("panel_meeting.cancelled_reason"))
    notes: Mapped[str | None] = mapped_column(EncryptedText("panel_meeting.notes"))
    panel: Mapped[Panel] = relationship(lazy="joined", viewonly=True)

    @property
    def title(self) -> str:
        """Panel and day."""
        return f"{self.panel.name}, {day_words(self.meets_on)}"

    @property
    def starts_at(self) -> dt.datetime:
        """The instant at which it begins."""
        hour, minute = (int(part) for part in self.meets_at.split(":"))
        return dt.datetime.combine(self.meets_on, dt.time(hour, minute), LONDON)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Its members, and those who read referrals: a school asks when the next panel is."""
        return _on_panels(actor, cls.__table__.c.panel_id)

    def child_ids(self) -> tuple[int, ...]:
        """None: its items are records of their own."""
        return ()
