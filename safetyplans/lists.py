"""Reading plans, requests and versions for pages and lists. A list costs the same number of queries
however long it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from cases.models import Separation
from foundation.store import session
from safetyplans.models import OtherChild, PlanRequest, PlanVersion, QualityPoint, SafetyPlan

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
OPEN_REQUESTS = ("asked", "started", "reopened")
TO_JUDGE = ("submitted", "being_reviewed", "answered")


# Plans --------------------------------------------------------------------------------------------


def plans(status: str | None = None, limit: int = 200) -> Sequence[SafetyPlan]:
    """The plans the reader may see, next review first."""
    statement = select(SafetyPlan)
    if status in STATUS_WORDS:
        statement = statement.where(SafetyPlan.status == status)
    order = (SafetyPlan.review_on.is_(None), SafetyPlan.review_on, SafetyPlan.id.desc())
    return session().scalars(statement.order_by(*order).limit(limit)).all()


def count_of_plans(status: str) -> int:
    """How many plans the reader may see in a status."""
    return session().scalar(select(func.count(SafetyPlan.id)).where(SafetyPlan.status == status)) or 0


def plans_of_child(child_id: int) -> Sequence[SafetyPlan]:
    """A child's plans, newest first."""
    found = session().scalars(
        select(SafetyPlan).where(SafetyPlan.child_id == child_id).order_by(SafetyPlan.id.desc())
    )
    return found.all()


def open_plans_of_child(child_id: int, setting_id: int) -> Sequence[SafetyPlan]:
    """The plans of a child at a setting that have not ended, newest first."""
    return [
        plan for plan in plans_of_child(child_id) if plan.setting_id == setting_id and plan.status != "ended"
    ]


def plans_of_case(case_id: int) -> Sequence[SafetyPlan]:
    """The plans that belong to a case."""
    return session().scalars(select(SafetyPlan).where(SafetyPlan.case_id == case_id)).all()


def plan_of(version: PlanVersion) -> SafetyPlan:
    """The plan of a version."""
    return session().scalars(select(SafetyPlan).where(SafetyPlan.id == version.plan_id)).one()


def plan_by_id(plan_id: int | None) -> SafetyPlan | None:
    """A plan by its row id, if the reader may see it."""
    if plan_id is None:
        return None
    return session().scalars(select(SafetyPlan).where(SafetyPlan.id == plan_id)).one_or_none()


def plan_by_reference(reference: str | None) -> SafetyPlan | None:
    """A plan by its reference, if the reader may see it."""
    if not reference:
        return None
    return session().scalars(select(SafetyPlan).where(SafetyPlan.reference == reference)).one_or_none()


def plan_of_request(asked: PlanRequest) -> SafetyPlan | None:
    """The plan that was started because it was asked for."""
    found = session().scalars(select(SafetyPlan).where(SafetyPlan.request_id == asked.id))
    return found.first()


# Requests -----------------------------------------------------------------------------------------


def requests_of_case(case_id: int) -> Sequence[PlanRequest]:
    """What was asked of schools in a case."""
    found = session().scalars(
        select(PlanRequest).where(PlanRequest.case_id == case_id).order_by(PlanRequest.due_on)
    )
    return found.all()


def open_request(child_id: int, setting_id: int, case_id: int | None) -> PlanRequest | None:
    """What was asked of this setting for this child in this case and is not answered yet."""
    same = (
        PlanRequest.child_id == child_id,
        PlanRequest.setting_id == setting_id,
        PlanRequest.case_id == case_id if case_id is not None else PlanRequest.case_id.is_(None),
        PlanRequest.status.in_(OPEN_REQUESTS),
    )
    return session().scalars(select(PlanRequest).where(*same)).first()


def open_requests() -> Sequence[PlanRequest]:
    """What is asked and not yet answered, soonest due first."""
    found = session().scalars(
        select(PlanRequest).where(PlanRequest.status.in_(OPEN_REQUESTS)).order_by(PlanRequest.due_on)
    )
    return found.all()


def declined_requests() -> Sequence[PlanRequest]:
    """What a school answered "not appropriate now", for the officer to agree or not."""
    return session().scalars(select(PlanRequest).where(PlanRequest.status == "declined")).all()


def request_by_id(request_id: int | None) -> PlanRequest | None:
    """A request by its row id, if the reader may see it."""
    if request_id is None:
        return None
    return session().scalars(select(PlanRequest).where(PlanRequest.id == request_id)).one_or_none()


# Versions -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sent:
    """A version beside its plan."""

    version: PlanVersion
    plan: SafetyPlan


def newest_with(*statuses: str) -> list[Sent]:
    """The newest version of each plan that goes on, where it is in one of these states; oldest first."""
    later = PlanVersion.__table__.alias("later")
    newer = select(later.c.id).where(
        later.c.plan_id == PlanVersion.plan_id, later.c.number > PlanVersion.number
    )
    statement = (
        select(PlanVersion, SafetyPlan)
        .join(SafetyPlan, SafetyPlan.id == PlanVersion.plan_id)
        .where(PlanVersion.status.in_(statuses), SafetyPlan.status != "ended", ~newer.exists())
        .order_by(PlanVersion.submitted_at, PlanVersion.id)
    )
    return [Sent(version, plan) for version, plan in session().execute(statement)]


def versions_of(plan: SafetyPlan) -> Sequence[PlanVersion]:
    """The versions of a plan, newest first."""
    found = select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc())
    return session().scalars(found).all()


def latest_version(plan: SafetyPlan) -> PlanVersion | None:
    """The newest submitted version of a plan."""
    return next(iter(versions_of(plan)), None)


def version_before(version: PlanVersion) -> PlanVersion | None:
    """The version of the same plan that was sent before this one."""
    earlier = (PlanVersion.plan_id == version.plan_id, PlanVersion.number == version.number - 1)
    return session().scalars(select(PlanVersion).where(*earlier)).one_or_none()


def latest_versions(plan_ids: Collection[int]) -> dict[int, PlanVersion]:
    """The newest version of each of these plans, in one query."""
    statement = select(PlanVersion).where(PlanVersion.plan_id.in_(sorted(plan_ids)))
    found = session().scalars(statement.order_by(PlanVersion.number)).all() if plan_ids else []
    return {version.plan_id: version for version in found}


def levels_of(version_ids: Collection[int]) -> dict[int, list[str]]:
    """The levels that were given on each of these versions, in one query."""
    levels: dict[int, list[str]] = {version_id: [] for version_id in version_ids}
    if levels:
        statement = select(QualityPoint).where(QualityPoint.version_id.in_(sorted(levels)))
        for point in session().scalars(statement):
            levels[point.version_id].append(point.level)
    return levels


# Other children -----------------------------------------------------------------------------------


def others_of(plan: SafetyPlan) -> Sequence[OtherChild]:
    """The other children named in a plan, those too whom it no longer names."""
    found = select(OtherChild).where(OtherChild.plan_id == plan.id).order_by(OtherChild.id)
    return session().scalars(found).all()


def namings_behind(separation: Separation) -> list[tuple[OtherChild, SafetyPlan]]:
    """The children of plans from whom a separation came, each with its plan."""
    statement = (
        select(OtherChild, SafetyPlan)
        .join(SafetyPlan, SafetyPlan.id == OtherChild.plan_id)
        .where(OtherChild.separation_id == separation.id)
        .order_by(OtherChild.id)
    )
    return [(other, plan) for other, plan in session().execute(statement)]


def separations_no_longer_named() -> list[tuple[OtherChild, SafetyPlan, Separation]]:
    """Separations in force that rest on a plan alone, where the plan no longer names the child."""
    still = OtherChild.__table__.alias("still")
    named = select(func.count()).where(still.c.separation_id == Separation.id, still.c.gone_at.is_(None))
    statement = (
        select(OtherChild, SafetyPlan, Separation)
        .join(SafetyPlan, SafetyPlan.id == OtherChild.plan_id)
        .join(Separation, Separation.id == OtherChild.separation_id)
        .where(
            OtherChild.gone_at.is_not(None),
            Separation.status == "in_force",
            Separation.certainty == "reported",
            named.scalar_subquery() == 0,
        )
        .order_by(OtherChild.gone_at)
    )
    return [(other, plan, separation) for other, plan, separation in session().execute(statement)]
