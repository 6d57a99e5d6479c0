"""Who sat at a meeting and under which agreement; what the panel asked to be done."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint, and_, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column

from fap.models.panel import PanelMeeting
from fap.models.reach import full_items, open_meetings
from fap.models.referral import ACCOUNT, SETTING, AgendaItem
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through

MEETING = "panel_meeting.id"


class PanelAttendance(Row, Scoped, Base):
    """One person at one meeting: a member by account, or a guest by name.

    `capacity`: chair, core, school (with `setting_id`) or guest, as it was on the day. `presence`: present,
    apologies or absent.
    """

    __tablename__ = "panel_attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "account_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    guest: Mapped[str | None] = mapped_column(EncryptedText("panel_attendance.guest"))
    capacity: Mapped[str] = mapped_column(String(8))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING))
    presence: Mapped[str] = mapped_column(String(10))
    noted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority, and the panel itself, after the meeting too: it holds nothing about a child."""
        if actor.system or actor.may(Permission.ALL_REFERRALS):
            return true()
        meeting, table = PanelMeeting.__table__.c, cls.__table__.c
        own = select(meeting.id).where(meeting.panel_id.in_(sorted(actor.panels)))
        return table.meeting_id.in_(own)

    def child_ids(self) -> tuple[int, ...]:
        """None."""
        return ()


class PanelAction(Row, Scoped, Base):
    """What the panel asked somebody to do, about one item or about none."""

    __tablename__ = "panel_action"
    RECORD: ClassVar[str] = "panel_action"

    public_id: Mapped[str] = public_id()
    meeting_id: Mapped[int] = mapped_column(ForeignKey(MEETING), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("panel_action.words"))
    who: Mapped[str] = mapped_column(EncryptedText("panel_action.who"))
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority with the item; the panel while it meets, with the items that it reads in full."""
        if actor.system:
            return true()
        table = cls.__table__.c
        if actor.may(Permission.ALL_REFERRALS):
            return or_(table.item_id.is_(None), through(AgendaItem, table.item_id, actor))
        read = and_(table.item_id.in_(full_items(actor)), through(AgendaItem, table.item_id, actor))
        mine = or_(table.item_id.is_(None), read)
        return and_(table.meeting_id.in_(open_meetings(actor)), mine)

    def child_ids(self) -> tuple[int, ...]:
        """None of its own: the item says whom it is about."""
        return ()


class PanelAgreement(Row, Scoped, Base):
    """One text of the information-sharing agreement, from a day on. Texts are never changed afterwards."""

    __tablename__ = "panel_agreement"
    RECORD: ClassVar[str] = "agreement"

    public_id: Mapped[str] = public_id()
    version: Mapped[int] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(Text)
    in_force_from: Mapped[dt.date] = mapped_column(index=True)
    written_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Everybody: it says what the panel promises, and nothing about a child."""
        return true()

    def child_ids(self) -> tuple[int, ...]:
        """None."""
        return ()


class AgreementAcceptance(Row, Scoped, Base):
    """One member's word for one school year (the year in which it begins)."""

    __tablename__ = "panel_agreement_acceptance"
    __table_args__ = (UniqueConstraint("account_id", "agreement_id", "year"),)

    agreement_id: Mapped[int] = mapped_column(ForeignKey("panel_agreement.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    year: Mapped[int]
    accepted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """One's own; the authority sees who may open papers."""
        if actor.system or actor.may(Permission.ALL_REFERRALS):
            return true()
        return cls.__table__.c.account_id == actor.account_id

    def child_ids(self) -> tuple[int, ...]:
        """None."""
        return ()
