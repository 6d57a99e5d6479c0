"""Reading plans, requests and versions for pages and lists."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from foundation.store import session
from safetyplans.models import OtherChild, PlanRequest, PlanVersion, SafetyPlan

QA_WORDS = {
    "submitted": ("Submitted", "accent"),
    "being_reviewed": ("Being reviewed", "accent"),
    "feedback_given": ("Feedback to answer", "amber"),
    "answered": ("Answered", "accent"),
    "accepted": ("Accepted", "green"),
}
STATUS_WORDS = {"draft": ("Draft", "grey"), "in_force": ("In force", "green"), "ended": ("Ended", "grey")}
REQUEST_WORDS = {
    "asked": "Not started",
    "reopened": "Asked again, not started",
    "started": "Started",
    "met": "Submitted",
    "declined": "Answered: not appropriate now",
}


def plans(status: str | None = None, limit: int = 200) -> Sequence[SafetyPlan]:
    """The plans the reader may see, next review first."""
    statement = select(SafetyPlan)
    if status in STATUS_WORDS:
        statement = statement.where(SafetyPlan.status == status)
    order = (SafetyPlan.review_on.is_(None), SafetyPlan.review_on, SafetyPlan.id.desc())
    return session().scalars(statement.order_by(*order).limit(limit)).all()


def plans_of_child(child_id: int) -> Sequence[SafetyPlan]:
    """A child's plans, newest first."""
    found = session().scalars(
        select(SafetyPlan).where(SafetyPlan.child_id == child_id).order_by(SafetyPlan.id.desc())
    )
    return found.all()


def plans_of_case(case_id: int) -> Sequence[SafetyPlan]:
    """The plans that belong to a case."""
    return session().scalars(select(SafetyPlan).where(SafetyPlan.case_id == case_id)).all()


def requests_of_case(case_id: int) -> Sequence[PlanRequest]:
    """What was asked of schools in a case."""
    found = session().scalars(
        select(PlanRequest).where(PlanRequest.case_id == case_id).order_by(PlanRequest.due_on)
    )
    return found.all()


def open_requests() -> Sequence[PlanRequest]:
    """What is asked and not yet answered, soonest due first."""
    wanted = ("asked", "started", "reopened")
    found = session().scalars(
        select(PlanRequest).where(PlanRequest.status.in_(wanted)).order_by(PlanRequest.due_on)
    )
    return found.all()


def declined_requests() -> Sequence[PlanRequest]:
    """What a school answered "not appropriate now", for the officer to agree or not."""
    return session().scalars(select(PlanRequest).where(PlanRequest.status == "declined")).all()


def versions_with(*statuses: str) -> Sequence[PlanVersion]:
    """Submitted versions in these states of quality assurance, oldest first."""
    found = session().scalars(
        select(PlanVersion).where(PlanVersion.status.in_(statuses)).order_by(PlanVersion.submitted_at)
    )
    return found.all()


def plan_of(version: PlanVersion) -> SafetyPlan:
    """The plan of a version."""
    return session().scalars(select(SafetyPlan).where(SafetyPlan.id == version.plan_id)).one()


def plan_by_id(plan_id: int | None) -> SafetyPlan | None:
    """A plan by its row id, if the reader may see it."""
    if plan_id is None:
        return None
    return session().scalars(select(SafetyPlan).where(SafetyPlan.id == plan_id)).one_or_none()


def request_by_id(request_id: int | None) -> PlanRequest | None:
    """A request by its row id, if the reader may see it."""
    if request_id is None:
        return None
    return session().scalars(select(PlanRequest).where(PlanRequest.id == request_id)).one_or_none()


def others_of(plan: SafetyPlan) -> Sequence[OtherChild]:
    """The other children named in a plan."""
    return session().scalars(select(OtherChild).where(OtherChild.plan_id == plan.id)).all()


def latest_version(plan: SafetyPlan) -> PlanVersion | None:
    """The newest submitted version of a plan."""
    found = session().scalars(
        select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc()).limit(1)
    )
    return found.one_or_none()
