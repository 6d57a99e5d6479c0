"""System reads for general findings: who has a plan (to look for in a text), levels without their plans."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from foundation.store import now
from roll.models import Setting
from safetyplans.models import OtherChild, PlanVersion, QualityPoint, SafetyPlan

P, S, N = SafetyPlan.__table__, Setting.__table__, OtherChild.__table__
V, Q = PlanVersion.__table__, QualityPoint.__table__


def children_of_plans(connection: Connection) -> set[int]:
    """Every child who has a plan, or is named in one."""
    own = connection.execute(select(P.c.child_id).distinct()).scalars()
    return {*own, *connection.execute(select(N.c.child_id).distinct()).scalars()}


def settings_of_plans(connection: Connection) -> list[str]:
    """The name of every school that has written a plan."""
    wrote = select(P.c.setting_id).distinct()
    return list(connection.execute(select(S.c.name).where(S.c.id.in_(wrote))).scalars())


def judged_points(connection: Connection) -> list[tuple[str, str]]:
    """(criterion, level) of every version on which feedback was given or that was accepted in a year."""
    year = now() - dt.timedelta(days=365)
    statement = (
        select(Q.c.criterion, Q.c.level)
        .join(V, V.c.id == Q.c.version_id)
        .where(V.c.status.in_(("feedback_given", "answered", "accepted")), V.c.submitted_at >= year)
        .where(Q.c.level != "")
    )
    return [(criterion, level) for criterion, level in connection.execute(statement)]
