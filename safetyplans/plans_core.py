"""System reads of plans for the sweep, the alert page and the matrix: Core statements that return values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from safetyplans.models import PlanVersion, SafetyPlan

P, V = SafetyPlan.__table__, PlanVersion.__table__


@dataclass(frozen=True)
class LivePlan:
    """A plan that is signed and not ended."""

    id: int
    public_id: str
    reference: str
    child_id: int
    setting_id: int
    signed_on: dt.date
    version: int


def live_plans(connection: Connection, child_ids: Collection[int] | None = None) -> list[LivePlan]:
    """The live plans of these children (of all, if none are named), oldest first."""
    version = select(func.max(V.c.number)).where(V.c.plan_id == P.c.id).scalar_subquery()
    statement = select(
        P.c.id, P.c.public_id, P.c.reference, P.c.child_id, P.c.setting_id, P.c.signed_on, version
    ).where(P.c.status == "in_force")
    if child_ids is not None:
        statement = statement.where(P.c.child_id.in_(sorted(child_ids)))
    rows = connection.execute(statement.order_by(P.c.id))
    return [LivePlan(*row[:6], row[6] or 1) for row in rows]
