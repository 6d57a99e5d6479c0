"""What the coordinator's desk keeps: attempts at ordinary admission, acceptances, pauses, who has looked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fap.models.referral import ACCOUNT, REFERRAL, SETTING, Referral
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, through

Index("ix_referral_status_year_group", Referral.status, Referral.year_group)
Index("ix_referral_status_category", Referral.status, Referral.category)
Index("ix_referral_status_submitted_at", Referral.status, Referral.submitted_at)
Index("ix_referral_status_incomplete", Referral.status, Referral.incomplete)
Index("ix_referral_status_cannot_wait", Referral.status, Referral.cannot_wait)
Index("ix_referral_status_last_attended_on", Referral.status, Referral.last_attended_on)


class AdmissionAttempt(Row, Scoped, Base):
    """One school that was asked in the ordinary way: the proof that the Code wants before fair access (3.17).

    `told_on` is the day on which the school told the authority of its refusal (within two school days).
    """

    __tablename__ = "admission_attempt"

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING), index=True)
    school: Mapped[str | None] = mapped_column(EncryptedText("admission_attempt.school"))
    asked_on: Mapped[dt.date]
    answer: Mapped[str] = mapped_column(String(24))
    answered_on: Mapped[dt.date | None]
    told_on: Mapped[dt.date | None]
    words: Mapped[str | None] = mapped_column(EncryptedText("admission_attempt.words"))
    noted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    noted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)


class ReferralAcceptance(Row, Scoped, Base):
    """One acceptance of a referral, and how many school days it took until a place was allocated.

    A referral whose placement broke down has two: the days are counted anew. `school_days` leaves the days
    of a pause out. Both columns of the end stay empty while nothing is allocated.
    """

    __tablename__ = "referral_acceptance"

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    accepted_on: Mapped[dt.date] = mapped_column(index=True)
    category: Mapped[str | None] = mapped_column(String(4))
    again: Mapped[bool] = mapped_column(default=False)
    allocated_on: Mapped[dt.date | None] = mapped_column(index=True)
    school_days: Mapped[int | None]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)


class ReferralPause(Row, Scoped, Base):
    """A stretch in which the twenty school days stood still, and why. Two pauses never overlap."""

    __tablename__ = "referral_pause"

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    began_on: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    school_days: Mapped[int | None]
    reason: Mapped[str] = mapped_column(EncryptedText("referral_pause.reason"))
    agreed_by: Mapped[str | None] = mapped_column(EncryptedText("referral_pause.agreed_by"))
    began_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    ended_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    ended_because: Mapped[str | None] = mapped_column(EncryptedText("referral_pause.ended_because"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)


class DeskLook(Row, Base):
    """When somebody last said that they have seen everything on the desk. It names no child."""

    __tablename__ = "desk_look"

    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), unique=True)
    looked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
