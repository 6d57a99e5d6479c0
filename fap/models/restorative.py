"""Restorative work beside a referral: never a condition of a place, only with each child's free choice."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fap import restorative_events as events
from fap.models.referral import Referral
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through
from foundation.trail import Moves

ACCOUNT = "account.id"


class RestorativeWork(Row, Scoped, Base):
    """`sexual`: what happened was sexual, so that a specialist advises first."""

    __tablename__ = "restorative_work"
    RECORD: ClassVar[str] = "work"
    MOVES: ClassVar[Moves] = {
        events.RestorativeAgreed: ({"considered"}, "agreed"),
        events.RestorativeBegun: ({"agreed"}, "under_way"),
        events.RestorativeStopped: ({"agreed", "under_way"}, "stopped"),
        events.RestorativeDone: ({"under_way"}, "done"),
        events.RestorativeNotSuitable: ({"considered", "agreed"}, "not_suitable"),
    }

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    status: Mapped[str] = mapped_column(String(12), default="considered")
    purpose: Mapped[str] = mapped_column(EncryptedText("restorative_work.purpose"))
    suitability: Mapped[str] = mapped_column(EncryptedText("restorative_work.suitability"))
    sexual: Mapped[bool] = mapped_column(default=False)
    advice: Mapped[str | None] = mapped_column(EncryptedText("restorative_work.advice"))
    stop_rule: Mapped[str] = mapped_column(EncryptedText("restorative_work.stop_rule"))
    led_by: Mapped[str] = mapped_column(EncryptedText("restorative_work.led_by"))
    outcome: Mapped[str | None] = mapped_column(EncryptedText("restorative_work.outcome"))
    ended_on: Mapped[dt.date | None]
    started_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    choices: Mapped[list[RestorativeChoice]] = relationship(order_by="RestorativeChoice.id", lazy="selectin")

    @property
    def is_open(self) -> bool:
        """Whether it is neither over nor given up."""
        return self.status in ("considered", "agreed", "under_way")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral, for its school and the authority; not for the panel."""
        if actor.system:
            return true()
        if not actor.may(Permission.READ_REFERRALS):
            return false()
        return through(Referral, cls.__table__.c.referral_id, actor)


class RestorativeChoice(Row, Scoped, Base):
    """What one child said when it was asked alone. `who`: own (of the referral) or other, never a name."""

    __tablename__ = "restorative_choice"

    work_id: Mapped[int] = mapped_column(ForeignKey("restorative_work.id"), index=True)
    who: Mapped[str] = mapped_column(String(8))
    choice: Mapped[str] = mapped_column(String(8))
    asked_on: Mapped[dt.date]
    asked_by: Mapped[str] = mapped_column(EncryptedText("restorative_choice.asked_by"))
    words: Mapped[str | None] = mapped_column(EncryptedText("restorative_choice.words"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the work."""
        return through(RestorativeWork, cls.__table__.c.work_id, actor)
