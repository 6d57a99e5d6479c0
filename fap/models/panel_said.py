"""What was said at the panel and is not on the form, and what a setting answered about its own safety."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, false
from sqlalchemy.orm import Mapped, mapped_column

from fap import events
from fap.models.reach import full_referrals
from fap.models.referral import ACCOUNT, REFERRAL, SETTING, Referral
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    public_id,
    through,
)
from foundation.trail import Moves


def _authority_or_panel(actor: Actor, referral_id: Any) -> ColumnElement[bool]:
    """With the referral, for the authority and for the panel in full; never by a school’s way."""
    seen = through(Referral, referral_id, actor)
    if actor.system or actor.may(Permission.ALL_REFERRALS):
        return seen
    if not actor.may(Permission.READ_PANEL):
        return false()
    return and_(seen, referral_id.in_(full_referrals(actor)))


class HeardAtPanel(Row, Scoped, Base):
    """What the discussion of one agenda item added to the form. The school's answers stay as they were.

    Source: "Engaging the Fair Access Panel" (does the reason on the form convey the reasons given in the
    discussion; were peers, home, school and neighbourhood spoken of; is support planned for those who stay).
    """

    __tablename__ = "referral_heard"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), unique=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    reason_matched: Mapped[str] = mapped_column(String(8))
    reason_discussed: Mapped[str | None] = mapped_column(EncryptedText("referral_heard.reason_discussed"))
    covered: Mapped[str] = mapped_column(String(80), default="")
    why_this_child: Mapped[str | None] = mapped_column(EncryptedText("referral_heard.why_this_child"))
    words: Mapped[str | None] = mapped_column(EncryptedText("referral_heard.words"))
    noted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @property
    def contexts(self) -> frozenset[str]:
        """Which of home, peer_group, school and neighbourhood were spoken of."""
        return frozenset(self.covered.split())

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority, and the panel while it meets: what it discussed is not the school's to read."""
        return _authority_or_panel(actor, cls.__table__.c.referral_id)


class SafetyAnswer(Row, Scoped, Base):
    """A setting says "not safe given who is here now", naming nobody; an officer rules. It is counted."""

    __tablename__ = "referral_safety_answer"
    __table_args__ = (Index("ix_referral_safety_answer_setting_id_status", "setting_id", "status"),)
    RECORD: ClassVar[str] = "answer"
    MOVES: ClassVar[Moves] = {
        events.SafetyUpheld: ({"open"}, "upheld"),
        events.SafetyNotUpheld: ({"open"}, "not_upheld"),
    }

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey(SETTING))
    status: Mapped[str] = mapped_column(String(12), default="open")
    answered_on: Mapped[dt.date]
    noted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ruling: Mapped[str | None] = mapped_column(EncryptedText("referral_safety_answer.ruling"))
    ruled_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    ruled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority, and the panel while it meets: a setting's answer is not the referring school's."""
        return _authority_or_panel(actor, cls.__table__.c.referral_id)
