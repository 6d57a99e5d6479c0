"""Reviews, proposals to end, records of the whole setting, help and visits, general findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import and_, func, or_, select

from foundation.store import session
from safetyplans.models import (
    FollowUp,
    PlanEnding,
    PlanFinding,
    PlanReview,
    SafetyPlan,
    SettingRecord,
)


def reviews_of(plan: SafetyPlan) -> Sequence[PlanReview]:
    """Every review of a plan, soonest due first; what is due and was held."""
    found = select(PlanReview).where(PlanReview.plan_id == plan.id, PlanReview.status != "dropped")
    return session().scalars(found.order_by(PlanReview.due_on, PlanReview.id)).all()


def open_reviews_of(plan: SafetyPlan) -> list[PlanReview]:
    """The reviews of a plan that are due."""
    return [review for review in reviews_of(plan) if review.status == "due"]


def open_review(plan: SafetyPlan, kind: str) -> PlanReview | None:
    """The review of a kind that is due."""
    return next((review for review in open_reviews_of(plan) if review.kind == kind), None)


def last_held(plan: SafetyPlan) -> dt.date | None:
    """When a plan was reviewed last."""
    held = select(func.max(PlanReview.held_on)).where(PlanReview.plan_id == plan.id)
    return session().scalar(held)


def next_reviews(plan_ids: Collection[int]) -> dict[int, PlanReview]:
    """The review that is due soonest of each of these plans, in one query."""
    due = (PlanReview.status == "due", PlanReview.plan_id.in_(sorted(plan_ids)))
    statement = select(PlanReview).where(*due).order_by(PlanReview.due_on.desc(), PlanReview.id.desc())
    return {review.plan_id: review for review in session().scalars(statement)} if plan_ids else {}


def open_ending(plan: SafetyPlan) -> PlanEnding | None:
    """The proposal to end a plan that nobody has decided on."""
    undecided = (PlanEnding.plan_id == plan.id, PlanEnding.status == "asked")
    return session().scalars(select(PlanEnding).where(*undecided)).first()


def endings_of(plan: SafetyPlan) -> Sequence[PlanEnding]:
    """Every proposal to end a plan, newest first."""
    found = select(PlanEnding).where(PlanEnding.plan_id == plan.id).order_by(PlanEnding.id.desc())
    return session().scalars(found).all()


def open_endings() -> list[tuple[PlanEnding, SafetyPlan]]:
    """Proposals that wait for an officer, oldest first."""
    statement = select(PlanEnding, SafetyPlan).join(SafetyPlan, SafetyPlan.id == PlanEnding.plan_id)
    waiting = statement.where(PlanEnding.status == "asked").order_by(PlanEnding.id)
    return [(ending, plan) for ending, plan in session().execute(waiting)]


def setting_record_begun_with(plan: SafetyPlan) -> SettingRecord | None:
    """The record of the whole setting that began with this very plan."""
    return session().scalars(select(SettingRecord).where(SettingRecord.plan_id == plan.id)).first()


def setting_record_of(plan: SafetyPlan) -> SettingRecord | None:
    """The record of the whole setting for a plan: of its case at its setting, else its own."""
    if plan.case_id is None:
        return setting_record_begun_with(plan)
    same = (SettingRecord.case_id == plan.case_id, SettingRecord.setting_id == plan.setting_id)
    return session().scalars(select(SettingRecord).where(*same).order_by(SettingRecord.id)).first()


def plans_of_setting_record(record: SettingRecord) -> Sequence[SafetyPlan]:
    """The plans to which a record of the whole setting belongs."""
    same = (SafetyPlan.case_id == record.case_id, SafetyPlan.setting_id == record.setting_id)
    mine = and_(*same) if record.case_id is not None else SafetyPlan.id == record.plan_id
    found = select(SafetyPlan).where(or_(mine, SafetyPlan.id == record.plan_id))
    return session().scalars(found.order_by(SafetyPlan.id)).all()


def follow_ups_of(plan_id: int | None, request_id: int | None = None) -> Sequence[FollowUp]:
    """Help, visits and calls about a plan, or about what was asked for; newest first."""
    about = FollowUp.plan_id == plan_id if plan_id is not None else FollowUp.request_id == request_id
    return session().scalars(select(FollowUp).where(about).order_by(FollowUp.id.desc())).all()


def open_follow_ups() -> Sequence[FollowUp]:
    """Help that is asked for and visits that are set, oldest first."""
    going_on = select(FollowUp).where(FollowUp.status != "done")
    return session().scalars(going_on.order_by(FollowUp.made_at, FollowUp.id)).all()


def findings() -> Sequence[PlanFinding]:
    """The general findings that the reader may see, newest first."""
    return session().scalars(select(PlanFinding).order_by(PlanFinding.id.desc())).all()
