"""System reads for the sweep: everything the rules look at, and every alert that is kept.

Core statements, because the watch must see every child whoever asks; values go out, never mapped objects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlalchemy import Connection, func, or_, select, text

from cases.separations_core import Live, live
from roll import continuing_core
from roll.models import Child, IdentityQuestion, ImportRun
from roll.stays_core import Stay, merged_children, settings_of, stays
from safetyplans.plans_core import LivePlan, live_plans
from transitions.comparing import Stored
from transitions.detecting import Picture
from transitions.evidence import RunFiles
from transitions.models import Alert, Disclosure, SweepRun
from transitions.rules.findings import AsOf, Clocks
from transitions.rules.identities import Undecided

A, D, R = Alert.__table__, Disclosure.__table__, SweepRun.__table__
C, Q, I = Child.__table__, IdentityQuestion.__table__, ImportRun.__table__  # noqa: E741
AT_ONCE = 5000
_TURN = 7_265_757  # any number, the same in every process


def wait_for_turn(connection: Connection) -> None:
    """Let sweeps follow one another until each has committed: of two changes that only together make an
    overlap, whoever sweeps second sees both. SQLite's writing transactions exclude each other already.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TURN})


def read_picture(
    connection: Connection,
    as_of: dt.date,
    child_ids: Collection[int] | None,
    *,
    clocks: Clocks,
    from_june: bool,
) -> Picture:
    """What the rules look at. `child_ids` None: everybody; otherwise exactly these (see
    `everyone_tied_to`).
    """
    merged, chains = merged_children(connection), continuing_core.chains(connection)
    wanted = None if child_ids is None else _with_merged(child_ids, merged)
    separations = [
        replace(pair, incident_setting_ids=frozenset(map(chains.of, pair.incident_setting_ids)))
        for pair in _separations(connection, as_of, wanted, merged)
    ]
    plans = [replace(p, setting_id=chains.of(p.setting_id)) for p in _plans(connection, wanted, merged)]
    questions = _standing_questions(open_questions(connection, wanted), merged)
    watched = {child for pair in separations for child in (pair.child_a, pair.child_b)}
    watched |= {plan.child_id for plan in plans}
    watched |= {child for asked in questions for child in (asked.child_id, asked.candidate_id)}
    return Picture(
        as_of=AsOf(as_of, previous_whole(connection, as_of), clocks),
        separations=separations,
        plans=plans,
        stays=_by_child(stays(connection, watched)),
        settings=settings_of(connection),
        born=_born(connection, watched),
        questions=questions,
        acknowledged=frozenset((plan, chains.of(place)) for plan, place in _acknowledged(connection)),
        from_june=from_june,
    )


def everyone_tied_to(connection: Connection, as_of: dt.date, child_ids: Collection[int]) -> set[int]:
    """These children and all who are tied to them by a separation or an open question of identity, and so on.

    A sweep over some children is over whole knots, so that it comes to what a sweep over everybody would.
    """
    merged = merged_children(connection)
    found = {merged.get(child, child) for child in child_ids}
    fresh = set(found)
    while fresh:
        ids = _with_merged(fresh, merged)
        tied = {
            merged.get(c, c) for pair in live(connection, as_of, ids) for c in (pair.child_a, pair.child_b)
        }
        tied |= {c for asked in open_questions(connection, ids) for c in (asked.child_id, asked.candidate_id)}
        fresh = tied - found
        found |= fresh
    return found


def stored_alerts(connection: Connection, child_ids: Collection[int] | None) -> list[Stored]:
    """Every alert about these children (or all), whatever its state."""
    columns = [A.c[name] for name in Stored.__dataclass_fields__]
    if child_ids is None:
        return [Stored(*row) for row in connection.execute(select(*columns))]
    found: dict[int, Stored] = {}
    for part in _parts(_with_merged(child_ids, merged_children(connection))):
        about = or_(A.c.child_id.in_(part), A.c.other_child_id.in_(part))
        found.update({row.id: Stored(*row) for row in connection.execute(select(*columns).where(about))})
    return list(found.values())


def previous_whole(connection: Connection, as_of: dt.date) -> dt.date | None:
    """The day of the last sweep over everybody for a day before `as_of`."""
    days = select(func.max(R.c.as_of)).where(R.c.whole, R.c.as_of < as_of)
    return connection.execute(days).scalar_one_or_none()


def newest_whole(connection: Connection) -> dt.date | None:
    """The latest day for which there was a sweep over everybody."""
    return connection.execute(select(func.max(R.c.as_of)).where(R.c.whole)).scalar_one_or_none()


def run_files(connection: Connection, run_ids: Collection[int]) -> RunFiles:
    """Import run id to file name and date of the roll."""
    found: dict[int, tuple[str, dt.date | None]] = {}
    for part in _parts(run_ids):
        rows = connection.execute(select(I.c.id, I.c.file_name, I.c.as_of).where(I.c.id.in_(part)))
        found.update({row.id: (row.file_name, row.as_of) for row in rows})
    return found


def open_questions(connection: Connection, child_ids: Collection[int] | None) -> list[Undecided]:
    """Pairs of records that may be one child, which nobody has decided yet."""
    statement = select(Q.c.child_id, Q.c.candidate_id).where(Q.c.status == "open").order_by(Q.c.id)
    if child_ids is None:
        return [Undecided(*row) for row in connection.execute(statement)]
    found: dict[tuple[int, int], Undecided] = {}
    for part in _parts(child_ids):
        about = or_(Q.c.child_id.in_(part), Q.c.candidate_id.in_(part))
        for row in connection.execute(statement.where(about)):
            found[tuple(row)] = Undecided(*row)
    return list(found.values())


def _standing_questions(asked: list[Undecided], merged: dict[int, int]) -> list[Undecided]:
    """Each question about the records that stand for the two; none about one record."""
    ends = [(merged.get(q.child_id, q.child_id), merged.get(q.candidate_id, q.candidate_id)) for q in asked]
    return [Undecided(*pair) for pair in dict.fromkeys(ends) if pair[0] != pair[1]]


def _separations(
    connection: Connection, as_of: dt.date, wanted: list[int] | None, merged: dict[int, int]
) -> list[Live]:
    """Live separations between the records that stand for the children; none of a child with itself."""
    found = []
    for pair in live(connection, as_of, wanted):
        a, b = merged.get(pair.child_a, pair.child_a), merged.get(pair.child_b, pair.child_b)
        if a != b:
            found.append(replace(pair, child_a=a, child_b=b))
    return found


def _plans(connection: Connection, wanted: list[int] | None, merged: dict[int, int]) -> list[LivePlan]:
    found = [plan for part in _parts_or_all(wanted) for plan in live_plans(connection, part)]
    return [replace(plan, child_id=merged.get(plan.child_id, plan.child_id)) for plan in found]


def _born(connection: Connection, child_ids: Collection[int]) -> dict[int, dt.date]:
    found: dict[int, dt.date] = {}
    for part in _parts(child_ids):
        rows = connection.execute(select(C.c.id, C.c.date_of_birth).where(C.c.id.in_(part)))
        found.update({row.id: row.date_of_birth for row in rows})
    return found


def _acknowledged(connection: Connection) -> frozenset[tuple[int, int]]:
    told = select(D.c.plan_id, D.c.setting_id).where(D.c.status == "acknowledged", D.c.plan_id.is_not(None))
    return frozenset((plan, setting) for plan, setting in connection.execute(told))


def _by_child(found: list[Stay]) -> dict[int, list[Stay]]:
    made: dict[int, list[Stay]] = {}
    for stay in found:
        made.setdefault(stay.child_id, []).append(stay)
    return made


def _with_merged(child_ids: Collection[int], merged: dict[int, int]) -> list[int]:
    wanted = {merged.get(child, child) for child in child_ids}
    return sorted(wanted | {child for child, into in merged.items() if into in wanted})


def _parts(ids: Collection[int]) -> Iterator[list[int]]:
    order = sorted(ids)
    for begin in range(0, len(order), AT_ONCE):
        yield order[begin : begin + AT_ONCE]


def _parts_or_all(ids: list[int] | None) -> Iterator[list[int] | None]:
    if ids is None:
        yield None
    else:
        yield from _parts(ids)
