"""What decides who reads an item: declared interests, and the schools that it concerns."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from fap.models.reach import full_referrals
from fap.models.referral import ACCOUNT, REFERRAL, SETTING, Referral
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through


class DeclaredInterest(Row, Scoped, Base):
    """A member has an interest in a referral: it is closed to them, at every meeting, until withdrawn.

    `kind`: own_school (the road of a school to its own referral stays), relation or other. No details are
    asked. It belongs to the referral; `item_id` is the item at which it was declared.
    """

    __tablename__ = "panel_interest"
    __table_args__ = (Index("ix_panel_interest_account_id_referral_id", "account_id", "referral_id"),)
    RECORD: ClassVar[str] = "interest"

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    kind: Mapped[str] = mapped_column(String(12))
    declared_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    declared_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(EncryptedText("panel_interest.withdrawn_reason"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """One's own; the authority with the referral, and the panel where it reads the item in full."""
        if actor.system:
            return true()
        table = cls.__table__.c
        ways: list[ColumnElement[bool]] = [table.account_id == actor.account_id]
        if actor.may(Permission.ALL_REFERRALS):
            ways.append(through(Referral, table.referral_id, actor))
        elif actor.panels and actor.may(Permission.READ_PANEL):
            read = table.referral_id.in_(full_referrals(actor))
            ways.append(and_(read, through(Referral, table.referral_id, actor)))
        return or_(*ways)

    def child_ids(self) -> tuple[int, ...]:
        """None of its own: whoever declared it may not know whom it is about."""
        return ()


class ReferralSchool(Row, Scoped, Base):
    """A school that a referral concerns: the family's preferred one, or one under consideration."""

    __tablename__ = "referral_school"
    __table_args__ = (
        UniqueConstraint("referral_id", "setting_id", "why"),
        Index("ix_referral_school_setting_id", "setting_id"),
    )

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey(SETTING))
    why: Mapped[str] = mapped_column(String(10))
    named_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    named_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority, and the panel where it reads the item in full; not the school that refers."""
        table = cls.__table__.c
        seen = through(Referral, table.referral_id, actor)
        if actor.system or actor.may(Permission.ALL_REFERRALS):
            return seen
        if not (actor.panels and actor.may(Permission.READ_PANEL)):
            return false()
        return and_(seen, table.referral_id.in_(full_referrals(actor)))
