"""The reviews of a plan, how it comes to its end, the record of the whole setting, and general findings."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedJSON,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    public_id,
    through,
)
from foundation.trail import Moves
from safetyplans import events
from safetyplans.models.plans import SafetyPlan


class PlanReview(Row, Scoped, Base):
    """One review: when it is due and why, and once held, who was there and what became of each line."""

    __tablename__ = "plan_review"
    __table_args__ = (Index("ix_plan_review_status_due_on", "status", "due_on"),)
    RECORD: ClassVar[str] = "review"
    MOVES: ClassVar[Moves] = {
        events.ReviewHeld: ({"due"}, "held"),
        events.ReviewDropped: ({"due"}, "dropped"),
    }

    public_id: Mapped[str] = public_id()
    plan_id: Mapped[int] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(8), default="due")
    due_on: Mapped[dt.date]
    why: Mapped[str | None] = mapped_column(EncryptedText("plan_review.why"))
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    held_on: Mapped[dt.date | None]
    held_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    attended: Mapped[str | None] = mapped_column(EncryptedText("plan_review.attended"))
    absent: Mapped[str | None] = mapped_column(EncryptedText("plan_review.absent"))
    child_said: Mapped[str | None] = mapped_column(EncryptedText("plan_review.child_said"))
    outcome: Mapped[str | None] = mapped_column(EncryptedText("plan_review.outcome"))
    lines: Mapped[Any | None] = mapped_column(EncryptedJSON("plan_review.lines"), deferred=True)
    next_on: Mapped[dt.date | None]
    plan: Mapped[SafetyPlan] = relationship(viewonly=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """As its plan."""
        return through(SafetyPlan, cls.__table__.c.plan_id, actor)


class PlanEnding(Row, Scoped, Base):
    """A school's proposal to end a plan, with the head; an officer of the authority agrees or does not."""

    __tablename__ = "plan_ending"
    MOVES: ClassVar[Moves] = {
        events.EndAgreed: ({"asked"}, "agreed"),
        events.EndRefused: ({"asked"}, "refused"),
    }

    plan_id: Mapped[int] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    status: Mapped[str] = mapped_column(String(8), default="asked")
    head: Mapped[str] = mapped_column(EncryptedText("plan_ending.head"))
    reason: Mapped[str] = mapped_column(EncryptedText("plan_ending.reason"))
    stays: Mapped[str] = mapped_column(EncryptedText("plan_ending.stays"))
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    separation: Mapped[str | None] = mapped_column(EncryptedText("plan_ending.separation"))
    answer: Mapped[str | None] = mapped_column(EncryptedText("plan_ending.answer"))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """As its plan."""
        return through(SafetyPlan, cls.__table__.c.plan_id, actor)


class SettingRecord(Row, Scoped, Base):
    """What is done for everybody else at a setting: once for each case and setting; it names no child.

    `child_id` is the child of the plan with which it began: for the trail and the bars.
    A plan without a case has one of its own, until the authority links the plan to a case.
    """

    __tablename__ = "setting_record"
    RECORD: ClassVar[str] = "setting_record"

    public_id: Mapped[str] = public_id()
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    form_version: Mapped[int] = mapped_column(default=1)
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """As the plan with which it began."""
        return through(SafetyPlan, cls.__table__.c.plan_id, actor)


class PlanFinding(Row, Scoped, Base):
    """A finding of quality assurance that holds for many plans: no child, no school and no case in it."""

    __tablename__ = "plan_finding"
    RECORD: ClassVar[str] = "plan_finding"
    MOVES: ClassVar[Moves] = {
        events.FindingShared: ({"draft", "withdrawn"}, "shared"),
        events.FindingWithdrawn: ({"shared"}, "withdrawn"),
    }

    public_id: Mapped[str] = public_id()
    status: Mapped[str] = mapped_column(String(12), default="draft", index=True)
    criterion: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(EncryptedText("plan_finding.title"))
    words: Mapped[str] = mapped_column(EncryptedText("plan_finding.words"))
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    shared_on: Mapped[dt.date | None]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """What is shared: whoever reads plans; drafts and what was taken back: those who judge plans."""
        if actor.system or actor.may(Permission.REVIEW_PLANS):
            return true()
        if not actor.may(Permission.READ_PLANS):
            return false()
        return or_(cls.__table__.c.status == "shared")
