"""Versions that were sent, and what was judged on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from foundation.store import session
from safetyplans.lists.words import OVER
from safetyplans.models import (
    PlanVersion,
    QualityPoint,
    SafetyPlan,
)


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
        .where(PlanVersion.status.in_(statuses), SafetyPlan.status.not_in(OVER), ~newer.exists())
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
