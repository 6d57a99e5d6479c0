"""Plans, the other children named in them, and what schools were asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from cases.models import Separation
from foundation.store import session
from roll.continuing_core import known_as
from roll.same_child_core import joined_records
from safetyplans.lists.words import OPEN_REQUESTS, OVER, STATUS_WORDS
from safetyplans.models import (
    OtherChild,
    PlanRequest,
    PlanVersion,
    SafetyPlan,
)


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
    """A child's plans, by whatever record; newest first."""
    about = SafetyPlan.child_id.in_(joined_records(session().connection(), child_id))
    return session().scalars(select(SafetyPlan).where(about).order_by(SafetyPlan.id.desc())).all()


def open_plans_of_child(child_id: int, setting_id: int) -> Sequence[SafetyPlan]:
    """The plans of a child at a setting that have not ended, newest first."""
    here = known_as(session().connection(), setting_id)
    return [plan for plan in plans_of_child(child_id) if plan.setting_id in here and plan.status not in OVER]


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


def copy_of(plan: SafetyPlan, setting_id: int) -> SafetyPlan | None:
    """The copy of a plan that travelled which a setting has made and not closed."""
    mine = (SafetyPlan.adopted_from_id == plan.id, SafetyPlan.setting_id == setting_id)
    found = session().scalars(select(SafetyPlan).where(*mine, SafetyPlan.status != "closed"))
    return found.first()


def plan_of_request(asked: PlanRequest) -> SafetyPlan | None:
    """The plan that was started because it was asked for."""
    mine = (SafetyPlan.request_id == asked.id, SafetyPlan.status != "closed")
    return session().scalars(select(SafetyPlan).where(*mine)).first()


def requests_of_case(case_id: int) -> Sequence[PlanRequest]:
    """What was asked of schools in a case."""
    found = session().scalars(
        select(PlanRequest).where(PlanRequest.case_id == case_id).order_by(PlanRequest.due_on)
    )
    return found.all()


def open_request(child_id: int, setting_id: int, case_id: int | None) -> PlanRequest | None:
    """What was asked of this setting for this child in this case and is not answered yet."""
    same = (
        PlanRequest.child_id.in_(joined_records(session().connection(), child_id)),
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


def declined_for(child_ids: Collection[int]) -> Sequence[PlanRequest]:
    """What was answered "not appropriate now" about these children, agreed or not."""
    records = joined_records(session().connection(), *child_ids)
    about = (PlanRequest.child_id.in_(records), PlanRequest.status.in_(("declined", "agreed")))
    return session().scalars(select(PlanRequest).where(*about)).all()


def request_by_id(request_id: int | None) -> PlanRequest | None:
    """A request by its row id, if the reader may see it."""
    if request_id is None:
        return None
    return session().scalars(select(PlanRequest).where(PlanRequest.id == request_id)).one_or_none()


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
