"""What the authority asks of a school, what a school asks of the authority, and the visits between them."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, true
from sqlalchemy.orm import Mapped, mapped_column

from cases.models import not_in_hidden_case
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
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
from safetyplans.models.plans import SafetyPlan


class PlanRequest(Row, Scoped, Base):
    """The council asks a school for a plan: a clock starts, and an answer ends it."""

    __tablename__ = "plan_request"
    __table_args__ = (Index("ix_plan_request_setting_id_status", "setting_id", "status"),)
    RECORD: ClassVar[str] = "asked"
    MOVES: ClassVar[Moves] = {
        events.RequestStarted: ({"asked", "reopened"}, "started"),
        events.RequestMet: ({"asked", "started", "reopened"}, "met"),
        events.RequestDeclined: ({"asked", "reopened"}, "declined"),
        events.RequestAgreed: ({"declined"}, "agreed"),
        events.RequestReopened: ({"declined", "agreed"}, "reopened"),
        events.RequestSetBack: ({"started"}, "asked"),
    }

    public_id: Mapped[str] = public_id()
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    child_role: Mapped[str] = mapped_column(String(24), default="")
    status: Mapped[str] = mapped_column(String(12), default="asked")
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_on: Mapped[dt.date]
    due_on: Mapped[dt.date]
    note: Mapped[str | None] = mapped_column(EncryptedText("plan_request.note"))
    declined_reason: Mapped[str | None] = mapped_column(EncryptedText("plan_request.declined_reason"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The school that is asked, and those who read all plans."""
        if actor.system:
            return true()
        table = cls.__table__
        wide = actor.may(Permission.ALL_PLANS)
        return and_(
            true() if wide else table.c.setting_id.in_(sorted(actor.settings)),
            not_barred(actor, table.c.child_id),
            not_in_hidden_case(table.c.case_id, actor),
        )


class FollowUp(Row, Scoped, Base):
    """Help that a school asked for with a plan, or a visit or call that an officer set; with its finding.

    It hangs on a plan, or on what was asked for where there is no plan.
    """

    __tablename__ = "plan_follow_up"
    RECORD: ClassVar[str] = "follow_up"
    MOVES: ClassVar[Moves] = {
        events.HelpAnswered: ({"asked"}, "set"),
        events.FollowUpDone: ({"asked", "set"}, "done"),
    }

    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = mapped_column(String(8))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("safety_plan.id"), index=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("plan_request.id"), index=True)
    status: Mapped[str] = mapped_column(String(8), default="asked", index=True)
    words: Mapped[str] = mapped_column(EncryptedText("plan_follow_up.words"))
    on_day: Mapped[dt.date | None]
    answer: Mapped[str | None] = mapped_column(EncryptedText("plan_follow_up.answer"))
    finding: Mapped[str | None] = mapped_column(EncryptedText("plan_follow_up.finding"))
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The school, and those who read all plans."""
        if actor.system:
            return true()
        table = cls.__table__
        wide = actor.may(Permission.ALL_PLANS)
        mine = true() if wide else table.c.setting_id.in_(sorted(actor.settings))
        unbarred = not_barred(actor, table.c.child_id)
        if not actor.barred:
            return mine
        plan, asked = table.c.plan_id, table.c.request_id
        of_plan = plan.is_(None) | through(SafetyPlan, plan, actor)
        return and_(mine, unbarred, of_plan, asked.is_(None) | through(PlanRequest, asked, actor))
