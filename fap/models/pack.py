"""The pack of a meeting: one reader's copy of the papers, and which children it is about."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fap import pack_events as events
from fap.models.panel import PanelMeeting
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, Row, Scoped, UtcDateTime, not_barred, public_id, through
from foundation.trail import Moves


class MeetingPack(Row, Scoped, Base):
    """One copy for one reader; nobody else sees that there is one.

    `made_of` is a sum over everything that it was made of: where that changes, the copy is out of date and
    is never handed out. `stored_as` names the encrypted file; thrown away, nothing but this row is left.
    `done` of `total` steps are written while it is made, outside the trail.
    """

    __tablename__ = "meeting_pack"
    __table_args__ = (Index("ix_meeting_pack_meeting_id_account_id", "meeting_id", "account_id"),)
    RECORD: ClassVar[str] = "pack"
    MOVES: ClassVar[Moves] = {
        events.PackMade: ({"waiting"}, "ready"),
        events.PackFailed: ({"waiting"}, "failed"),
        events.PackStopped: ({"waiting"}, "stopped"),
        events.PackThrownAway: ({"ready"}, "gone"),
    }

    public_id: Mapped[str] = public_id()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("panel_meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    status: Mapped[str] = mapped_column(String(8), default="waiting", index=True)
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    made_of: Mapped[str | None] = mapped_column(String(64))
    stored_as: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None]
    size: Mapped[int | None]
    left_out: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str | None] = mapped_column(String(16))
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    meeting: Mapped[PanelMeeting] = relationship(viewonly=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Its reader, as long as they see the meeting."""
        if actor.system:
            return true()
        table = cls.__table__.c
        own: ColumnElement[bool] = table.account_id == actor.account_id
        if not actor.may(Permission.READ_PANEL):
            return and_(own, table.id < 0)
        return and_(own, through(PanelMeeting, table.meeting_id, actor))

    def child_ids(self) -> tuple[int, ...]:
        """None: its children are rows of their own, read when the pack itself is."""
        return ()


class PackChild(Row, Scoped, Base):
    """A child about whom the pack says something: who opens the pack has looked at this child."""

    __tablename__ = "meeting_pack_child"
    __table_args__ = (UniqueConstraint("pack_id", "child_id"),)

    pack_id: Mapped[int] = mapped_column(ForeignKey("meeting_pack.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the pack, and never to somebody who is barred from the child."""
        table = cls.__table__.c
        return and_(through(MeetingPack, table.pack_id, actor), not_barred(actor, table.child_id))
