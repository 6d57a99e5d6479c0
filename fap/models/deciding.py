"""What stands around a decision: advice on risk, places chosen against it, and ratification."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, or_
from sqlalchemy.orm import Mapped, mapped_column

from fap import deciding_events as events
from fap.models.reach import chairs_actions, full_items, full_referrals
from fap.models.referral import ACCOUNT, REFERRAL, SETTING, Referral
from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through
from foundation.trail import Moves

DECISION, ITEM = "panel_decision.id", "agenda_item.id"


class RiskAdvice(Row, Scoped, Base):
    """The risk question about one child, and for a place one school and first day; and the officer's answer.

    `answer` and `words` are what the panel reads, `note` what officers alone read. `given_by` is the officer
    whose advice it is, `noted_by` who wrote it down. "Panels and the coordinator's month": no decision
    for a child with a live separation is saved until the risk question is answered.
    """

    __tablename__ = "risk_advice"
    __table_args__ = (Index("ix_risk_advice_status", "status"),)
    RECORD: ClassVar[str] = "advice"
    MOVES: ClassVar[Moves] = {
        events.AdviceGiven: ({"open", "noted", "given"}, "given"),
        events.AdviceNoted: ({"open"}, "noted"),
    }

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey(SETTING))
    start_date: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(8), default="open")
    asked: Mapped[str] = mapped_column(EncryptedText("risk_advice.asked"))
    asked_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(String(16))
    words: Mapped[str | None] = mapped_column(EncryptedText("risk_advice.words"))
    note: Mapped[str | None] = mapped_column(EncryptedText("risk_advice.note"))
    given_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    given_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    noted_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority, and who decides about the referral now; it is not the referring school's."""
        referral_id = cls.__table__.c.referral_id
        seen = through(Referral, referral_id, actor)
        if actor.system or actor.may(Permission.ALL_REFERRALS):
            return seen
        return and_(seen, or_(referral_id.in_(full_referrals(actor)), referral_id.in_(chairs_actions(actor))))


class DecisionOverride(Row, Scoped, Base):
    """A place that was chosen although something spoke against it. Nobody changes or removes it afterwards.

    `because`: check (the placement check was not clear; `result` is its colour), objection (the officer's
    advice) or not_safe (the setting's own word).
    """

    __tablename__ = "decision_override"

    decision_id: Mapped[int] = mapped_column(ForeignKey(DECISION), index=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey(SETTING))
    start_date: Mapped[dt.date]
    because: Mapped[str] = mapped_column(String(40))
    result: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(EncryptedText("decision_override.reason"))
    chosen_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    chosen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)


class Ratification(Row, Scoped, Base):
    """The panel's word on a decision that was signed outside a meeting.

    `item_id` is its place on the agenda of the meeting that is to ratify it; empty while no meeting is
    planned. `onward`: what happens next where it was not ratified (`stands` or `again`).
    """

    __tablename__ = "decision_ratification"
    __table_args__ = (Index("ix_decision_ratification_panel_id_status", "panel_id", "status"),)
    RECORD: ClassVar[str] = "ratification"
    MOVES: ClassVar[Moves] = {
        events.DecisionRatified: ({"waiting"}, "ratified"),
        events.DecisionNotRatified: ({"waiting"}, "not_ratified"),
    }

    public_id: Mapped[str] = public_id()
    decision_id: Mapped[int] = mapped_column(ForeignKey(DECISION), unique=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panel.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey(ITEM), unique=True)
    status: Mapped[str] = mapped_column(String(12), default="waiting")
    words: Mapped[str | None] = mapped_column(EncryptedText("decision_ratification.words"))
    onward: Mapped[str | None] = mapped_column(String(8))
    said_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    said_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority with the referral; the panel while the meeting that ratifies it is open."""
        table = cls.__table__.c
        seen = through(Referral, table.referral_id, actor)
        if actor.system or actor.may(Permission.ALL_REFERRALS):
            return seen
        return and_(seen, table.item_id.in_(full_items(actor)))
