"""System reads for the statement: what stood on a day, from what is stored. Values only.

The day ends at midnight in London: what happened later on the clock did not stand on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Select, and_, func, or_, select

from cases.models import Separation
from cases.separations_core import Live, live
from foundation.store.clock import LONDON
from foundation.trail.models import TrailEntry
from roll.models import IdentityQuestion, ImportRun
from safetyplans.models import SafetyPlan
from transitions.models import Alert, Disclosure

S, P, T = Separation.__table__, SafetyPlan.__table__, TrailEntry.__table__
Q, R = IdentityQuestion.__table__, ImportRun.__table__
A, D = Alert.__table__, Disclosure.__table__
AT_ONCE = 5000
STATUS_AFTER = {event.__name__: to for event, (_, to) in Alert.MOVES.items()}
CLOCK_STARTS = frozenset({"AlertRaised", "AlertChangedKind", "AlertAppliesAgain", "AlertReopened"})
WITHDRAWN = "DisclosureWithdrawn"
NOTHING_SHARED = "SharingWithheld"


@dataclass(frozen=True)
class PlanThen:
    """A plan that was live on the day."""

    id: int
    reference: str
    child_id: int
    setting_id: int
    signed_on: dt.date


@dataclass(frozen=True)
class LetterThen:
    """A letter that had been released by the day and not been withdrawn."""

    id: int
    alert_id: int
    child_id: int
    setting_id: int
    plan_id: int | None
    released_on: dt.date
    acknowledged: bool
    due_on: dt.date | None


@dataclass(frozen=True)
class AlertThen:
    """An alert as it stood at the end of the day; `since` is the day its clock started last."""

    id: int
    kind: str
    separation_id: int | None
    plan_id: int | None
    child_id: int
    setting_id: int
    withheld: bool
    status: str
    since: dt.date


def end_of(day: dt.date) -> dt.datetime:
    """The first instant after the day in London."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), LONDON).astimezone(dt.UTC)


def in_force_on(connection: Connection, day: dt.date) -> list[Live]:
    """The separations in force on the day."""
    return [
        pair
        for pair in live(connection, day)
        if pair.from_date <= day and (pair.until_date is None or pair.until_date >= day)
    ]


def plans_on(connection: Connection, day: dt.date) -> list[PlanThen]:
    """The plans that were signed by the day and had not ended on it."""
    live_then = and_(
        P.c.signed_on.is_not(None), P.c.signed_on <= day, or_(P.c.ended_on.is_(None), P.c.ended_on > day)
    )
    columns = (P.c.id, P.c.reference, P.c.child_id, P.c.setting_id, P.c.signed_on)
    return [PlanThen(*row) for row in connection.execute(select(*columns).where(live_then).order_by(P.c.id))]


def undecided_on(connection: Connection, day: dt.date) -> set[int]:
    """Row ids of the records in questions of identity that were put by the day and not decided on it.

    A question that did not come from a file has no day of its own and counts.
    """
    asked = or_(Q.c.run_id.is_(None), R.c.as_of <= day, R.c.started_at < end_of(day))
    waiting = or_(Q.c.status == "open", Q.c.decided_at >= end_of(day))
    rows = connection.execute(
        select(Q.c.child_id, Q.c.candidate_id).outerjoin(R, R.c.id == Q.c.run_id).where(asked, waiting)
    )
    return {record for pair in rows for record in pair}


def letters_on(connection: Connection, day: dt.date) -> list[LetterThen]:
    """The letters that had been released by the day and not been withdrawn."""
    end = end_of(day)
    gone = set(connection.execute(_happened("disclosure", {WITHDRAWN}, end)).scalars())
    columns = (D.c.id, D.c.alert_id, D.c.child_id, D.c.setting_id, D.c.plan_id, D.c.released_at)
    rows = connection.execute(
        select(*columns, D.c.acknowledged_at, D.c.due_on).where(D.c.released_at < end).order_by(D.c.id)
    )
    return [
        LetterThen(*row[:5], row[5].astimezone(LONDON).date(), bool(row[6] and row[6] < end), row[7])
        for row in rows
        if row[0] not in gone
    ]


def alerts_on(connection: Connection, day: dt.date) -> list[AlertThen]:
    """The alerts that had been raised by the day, each in the state its events had brought it to."""
    end = end_of(day)
    status: dict[int, str] = {}
    since: dict[int, dt.date] = {}
    withheld: set[int] = set()
    events = select(T.c.subject_id, T.c.name, T.c.at).where(
        T.c.subject_type == "alert", T.c.kind == "event", T.c.at < end
    )
    for alert, name, at in connection.execute(events.order_by(T.c.id)):
        status[alert] = STATUS_AFTER.get(name, status.get(alert, "raised"))
        if name in CLOCK_STARTS:
            since[alert] = at.astimezone(LONDON).date()
        if name == NOTHING_SHARED:
            withheld.add(alert)
    columns = (A.c.id, A.c.kind, A.c.separation_id, A.c.plan_id, A.c.child_id, A.c.setting_id, A.c.raised_on)
    rows = connection.execute(select(*columns).where(A.c.raised_at < end).order_by(A.c.id))
    return [
        AlertThen(
            row.id,
            row.kind,
            row.separation_id,
            row.plan_id,
            row.child_id,
            row.setting_id,
            withheld=row.id in withheld,
            status=status.get(row.id, "raised"),
            since=since.get(row.id, row.raised_on),
        )
        for row in rows
    ]


def reviews_late_on(connection: Connection, day: dt.date, ids: Collection[int]) -> set[int]:
    """Which of these separations should have been reviewed before the day."""
    late = select(S.c.id).where(S.c.review_on < day)
    return set(connection.execute(late).scalars()) & set(ids)


def newest_roll(connection: Connection, day: dt.date) -> dt.date | None:
    """The day of the latest roll, not of a later day, that has been applied."""
    applied = and_(R.c.kind == "roll", R.c.state == "applied", R.c.as_of <= day)
    return connection.execute(select(func.max(R.c.as_of)).where(applied)).scalar_one_or_none()


def _happened(subject: str, names: Collection[str], before: dt.datetime) -> Select[tuple[int]]:
    return select(T.c.subject_id).where(
        T.c.subject_type == subject, T.c.kind == "event", T.c.name.in_(sorted(names)), T.c.at < before
    )
