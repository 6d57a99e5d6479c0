"""Plans, their frozen versions, the children named in them, and the points of quality assurance."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, UniqueConstraint, and_, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.models import not_in_hidden_case
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
    public_id,
    through,
)
from foundation.trail import Moves
from safetyplans import events


class SafetyPlan(Row, Scoped, Base):
    """One child's plan at one setting. Live when signed and not ended, whatever quality assurance says.

    `named` is the child as the school called it, where no roll of its own knows the child by a number. A
    plan that was adopted is another setting's copy of a plan that travelled with the child.
    """

    __tablename__ = "safety_plan"
    RECORD: ClassVar[str] = "plan"
    MOVES: ClassVar[Moves] = {
        events.PlanSigned: ({"draft"}, "in_force"),
        events.PlanEnded: ({"in_force"}, "ended"),
        events.DraftClosed: ({"draft"}, "closed"),
    }

    public_id: Mapped[str] = public_id()
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("plan_request.id"))
    adopted_from_id: Mapped[int | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    named: Mapped[str | None] = mapped_column(EncryptedText("safety_plan.named"))
    status: Mapped[str] = mapped_column(String(12), default="draft")
    form_version: Mapped[int] = mapped_column(default=1)
    started_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    signed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    signed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    signed_on: Mapped[dt.date | None]
    review_on: Mapped[dt.date | None] = mapped_column(index=True)
    ended_on: Mapped[dt.date | None]
    closed_why: Mapped[str | None] = mapped_column(EncryptedText("safety_plan.closed_why"))
    versions: Mapped[list[PlanVersion]] = relationship(order_by="PlanVersion.number", viewonly=True)
    others: Mapped[list[OtherChild]] = relationship(order_by="OtherChild.id", viewonly=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Its own setting, and those who read all plans; never somebody barred from a child of it."""
        if actor.system:
            return true()
        table = cls.__table__
        mine = table.c.setting_id.in_(sorted(actor.settings))
        wide = true() if actor.may(Permission.ALL_PLANS) else mine
        named = OtherChild.__table__
        barred = sorted(actor.barred)
        unbarred = (
            table.c.id.not_in(select(named.c.plan_id).where(named.c.child_id.in_(barred)))
            if barred
            else true()
        )
        in_case = not_in_hidden_case(table.c.case_id, actor)
        return and_(wide, unbarred, in_case, not_barred(actor, table.c.child_id))


class PlanVersion(Row, Scoped, Base):
    """A version as it was submitted: frozen answers, and where its quality assurance stands."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)
    RECORD: ClassVar[str] = "version"
    MOVES: ClassVar[Moves] = {
        events.ReviewBegun: ({"submitted"}, "being_reviewed"),
        events.FeedbackGiven: ({"submitted", "being_reviewed", "answered"}, "feedback_given"),
        events.FeedbackAnswered: ({"feedback_given"}, "answered"),
        events.PlanAccepted: ({"submitted", "being_reviewed", "answered"}, "accepted"),
    }

    public_id: Mapped[str] = public_id()
    plan_id: Mapped[int] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(16), default="submitted", index=True)
    answers: Mapped[Any] = mapped_column(EncryptedJSON("plan_version.answers"), deferred=True)
    form_version: Mapped[int] = mapped_column(default=1)
    submitted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    summary: Mapped[str | None] = mapped_column(EncryptedText("plan_version.summary"))
    reviewed_with: Mapped[str | None] = mapped_column(EncryptedText("plan_version.reviewed_with"))
    judge_by: Mapped[dt.date | None]
    answer_by: Mapped[dt.date | None]
    plan: Mapped[SafetyPlan] = relationship(viewonly=True)
    points: Mapped[list[QualityPoint]] = relationship(order_by="QualityPoint.id", viewonly=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """As its plan."""
        return through(SafetyPlan, cls.__table__.c.plan_id, actor)


class QualityPoint(Row, Scoped, Base):
    """One criterion of the rubric on one version: level, comment, the school's answer."""

    __tablename__ = "quality_point"
    __table_args__ = (UniqueConstraint("version_id", "criterion"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(40))
    level: Mapped[str] = mapped_column(String(12))
    codes: Mapped[list[str] | None] = mapped_column(JSON)
    comment: Mapped[str | None] = mapped_column(EncryptedText("quality_point.comment"))
    answer: Mapped[str | None] = mapped_column(String(12))
    answer_text: Mapped[str | None] = mapped_column(EncryptedText("quality_point.answer_text"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """As its version."""
        return through(PlanVersion, cls.__table__.c.version_id, actor)


class OtherChild(Row, Scoped, Base):
    """Another child whom the school named in a plan, as the school described it, in the role it gave.

    A row stays when the school corrects whom it meant or takes the child out again (`gone_at`, `gone_why`):
    the separation that came of it is the authority's to end, and the name still counts in the print check.
    """

    __tablename__ = "plan_other_child"
    __table_args__ = (UniqueConstraint("plan_id", "row_key", "child_id"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    row_key: Mapped[str] = mapped_column(String(40))
    role: Mapped[str] = mapped_column(String(24))
    forename: Mapped[str] = mapped_column(EncryptedText("plan_other_child.forename"))
    surname: Mapped[str] = mapped_column(EncryptedText("plan_other_child.surname"))
    born: Mapped[str] = mapped_column(EncryptedText("plan_other_child.born"))
    upn: Mapped[str | None] = mapped_column(EncryptedText("plan_other_child.upn"))
    separation_id: Mapped[int | None] = mapped_column(ForeignKey("separation.id"), index=True)
    gone_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    gone_why: Mapped[str | None] = mapped_column(String(12))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """As its plan."""
        return through(SafetyPlan, cls.__table__.c.plan_id, actor)
