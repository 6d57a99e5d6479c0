"""Which plans are linked: system reads, for a school may not see the plan on the other side.

Two plans are linked when one of them names the other's child, or when both belong to one case in which their
children stand on different sides (or on both). Whether they may be seen is decided by the session, later.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from cases.models import Party, Separation
from cases.pairs import kept_apart
from safetyplans.models import OtherChild, SafetyPlan

P, N, A, S = SafetyPlan.__table__, OtherChild.__table__, Party.__table__, Separation.__table__


def twin_plan_ids(connection: Connection, plan_id: int) -> list[int]:
    """The plans linked with a plan that go on (drafts and plans in force), oldest first."""
    own = connection.execute(select(P.c.child_id, P.c.case_id).where(P.c.id == plan_id)).one_or_none()
    if own is None:
        return []
    child_id, case_id = own
    named = select(N.c.child_id).where(N.c.plan_id == plan_id, N.c.gone_at.is_(None))
    naming = select(N.c.plan_id).where(N.c.child_id == child_id, N.c.gone_at.is_(None))
    sides: list[ColumnElement[bool]] = [P.c.child_id.in_(named), P.c.id.in_(naming)]
    opposite = _opposite(connection, child_id, case_id)
    if opposite:
        sides.append(and_(P.c.case_id == case_id, P.c.child_id.in_(sorted(opposite))))
    going_on = (P.c.status.in_(("draft", "in_force")), P.c.id != plan_id, P.c.child_id != child_id)
    found = connection.execute(select(P.c.id).where(*going_on, or_(*sides)).order_by(P.c.id))
    return list(found.scalars())


def told_of(connection: Connection, plan_id: int) -> set[int]:
    """Of the linked plans, those of which the school may know: not by its own word alone.

    A school that names any child must not learn from the answer whether that child has a plan somewhere. So
    both name each other's child, or belong to one case, or the council confirmed that the two are apart.
    """
    twins = twin_plan_ids(connection, plan_id)
    wanted = select(P.c.id, P.c.child_id, P.c.case_id).where(P.c.id.in_([plan_id, *twins]))
    plans = {row.id: row for row in connection.execute(wanted)}
    own, named, told = plans[plan_id], _named(connection, plan_id), set()
    for twin_id in twins:
        twin = plans[twin_id]
        mutual = twin.child_id in named and own.child_id in _named(connection, twin_id)
        one_case = own.case_id is not None and own.case_id == twin.case_id
        if mutual or one_case or _confirmed(connection, own.child_id, twin.child_id):
            told.add(twin_id)
    return told


def _named(connection: Connection, plan_id: int) -> set[int]:
    named = select(N.c.child_id).where(N.c.plan_id == plan_id, N.c.gone_at.is_(None))
    return set(connection.execute(named).scalars())


def _confirmed(connection: Connection, one: int, other: int) -> bool:
    first, second = sorted((one, other))
    found = select(S.c.id).where(
        S.c.child_a_id == first,
        S.c.child_b_id == second,
        S.c.certainty == "confirmed",
        S.c.ended_on.is_(None),
    )
    return connection.execute(found).first() is not None


def _opposite(connection: Connection, child_id: int, case_id: int | None) -> set[int]:
    """The children of a case who are kept apart from a child of it."""
    if case_id is None:
        return set()
    rows = connection.execute(select(A.c.child_id, A.c.role).where(A.c.case_id == case_id)).all()
    roles = [role for child, role in rows if child == child_id]
    return {child for child, role in rows if child != child_id and any(kept_apart(r, role) for r in roles)}
