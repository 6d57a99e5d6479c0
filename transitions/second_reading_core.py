"""System reads for the second computation: whole rows as they are kept, put together in plain Python.

Deliberately not the sweep's readers: a mistake in theirs must not be repeated here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from cases.models import Incident, Party, Separation, SeparationBasis
from foundation.store.calendar import calendar_for
from roll.models import Child, Enrolment, ExpectedEnrolment, IdentityQuestion, Setting, SettingPlace
from safetyplans.models import SafetyPlan
from transitions.decided import FIND_A_PLACE, TAKE_UP_PLAN
from transitions.models import Alert, Disclosure, SweepRun
from transitions.second_opinion import NO_END, ONE_DAY, County, Pair, Plan, Row, What

OPEN = dt.date(9999, 12, 31)
FULFILS = dt.timedelta(days=30)
SUMMER = dt.timedelta(days=50)
AT_ONCE = 900
ALERT_COLUMNS = (
    *("reference", "kind", "status", "separation_id", "plan_id", "child_id", "other_child_id"),
    *("setting_id", "other_setting_id", "day", "overlap_from"),
)


def last_two_looks(connection: Connection) -> tuple[dt.date | None, dt.date | None]:
    """The latest day for which everybody was looked at, and the one before it."""
    looks = SweepRun.__table__.c
    days = select(looks.as_of).where(looks.whole).distinct().order_by(looks.as_of.desc()).limit(2)
    found = [row.as_of for row in connection.execute(days)]
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


@dataclass(frozen=True)
class Places:
    """Schools that went on under a new URN: setting to the first of its line, and its place in that line."""

    first: dict[int, int]
    depth: dict[int, int]

    def of(self, setting: int) -> int:
        """The setting that stands for the place."""
        return self.first.get(setting, setting)

    def newest(self, setting: int) -> int:
        """The setting under which a place is known today."""
        line = [other for other, first in self.first.items() if first == setting]
        return max(line, key=lambda other: self.depth[other], default=setting)


def _places_of(connection: Connection) -> Places:
    follows = {row.setting_id: row.follows_id for row in _rows(connection, SettingPlace)}
    first, depth = {}, {}
    for setting in follows:
        at, steps = setting, 0
        while at in follows and steps <= len(follows):
            at, steps = follows[at], steps + 1
        first[setting], depth[setting] = at, steps
    return Places(first, depth)


def county(connection: Connection, today: dt.date, previous: dt.date | None, *, from_june: bool) -> County:
    """Everything that the second computation looks at."""
    stands_for, places = _stands_for(connection), _places_of(connection)
    pairs = [pair for pair in _pairs(connection, today, stands_for, places) if pair.one != pair.other]
    plans = [
        Plan(row.id, stands_for.get(row.child_id, row.child_id), places.of(row.setting_id), row.signed_on)
        for row in _rows(connection, SafetyPlan, status="in_force")
    ]
    doubts = {
        tuple(sorted(stands_for.get(child, child) for child in (row.child_id, row.candidate_id)))
        for row in _rows(connection, IdentityQuestion, status="open")
    }
    watched = {child for pair in pairs for child in (pair.one, pair.other)}
    watched |= {plan.child for plan in plans} | {child for doubt in doubts for child in doubt}
    settings = {row.id: row for row in _rows(connection, Setting)}
    known_as = {setting: settings[places.newest(setting)] for setting in settings}
    return County(
        today=today,
        previous=previous,
        rows=_whereabouts(connection, watched, stands_for, today, places),
        pairs=pairs,
        plans=plans,
        groups={
            setting: known_as[setting].site_group_id or settings[setting].site_group_id
            for setting in settings
        },
        high_ages={setting: known_as[setting].high_age for setting in settings},
        born={row.id: row.date_of_birth for row in _of(connection, Child, Child.__table__.c.id, watched)},
        school_days_later=lambda setting, day, number: calendar_for(setting).add(day, number),
        doubts=sorted((one, other) for one, other in doubts if one != other),
        acknowledged=frozenset(
            (row.plan_id, places.of(row.setting_id))
            for row in _rows(connection, Disclosure, status="acknowledged")
            if row.plan_id is not None
        ),
        from_june=from_june,
        to_find_a_place=FIND_A_PLACE.dated(),
        to_acknowledge=TAKE_UP_PLAN.dated(),
    )


def alerts(connection: Connection) -> Iterator[tuple[What, Any]]:
    """Every alert that is kept, by what it is about."""
    columns = [Alert.__table__.c[name] for name in ALERT_COLUMNS]
    for row in connection.execute(select(*columns)):
        yield _what_of(row), row


def separations_in_force(connection: Connection, today: dt.date) -> int:
    """How many separations hold on a day."""
    columns = Separation.__table__.c
    holds = columns.ended_on.is_(None) | (columns.ended_on > today)
    count = select(func.count()).where(holds, columns.from_date <= today)
    return connection.execute(count).scalar_one()


def _what_of(alert: Any) -> What:
    kind, none = alert.kind, dt.date.min
    settings = tuple(sorted(s for s in (alert.setting_id, alert.other_setting_id) if s is not None))
    if kind in ("same_setting", "same_site", "same_setting_planned"):
        return What("together", (alert.separation_id,), 0, settings, alert.overlap_from)
    if kind == "phase_transfer_due":
        return What(kind, (), alert.child_id, (), alert.day)
    if kind == "identity_uncertain":
        return What(kind, tuple(sorted((alert.child_id, alert.other_child_id))), 0, (), none)
    if kind == "plan_not_travelled":
        return What(kind, (alert.plan_id,), alert.child_id, settings, none)
    return What(kind, (alert.separation_id or 0, alert.plan_id or 0), alert.child_id, settings, alert.day)


def _stands_for(connection: Connection) -> dict[int, int]:
    """Each merged record to the one that stands for it in the end."""
    columns = Child.__table__.c
    merged = select(columns.id, columns.merged_into_id).where(columns.merged_into_id.is_not(None))
    into = {row.id: row.merged_into_id for row in connection.execute(merged)}
    found = {}
    for child in into:
        end, steps = into[child], 0
        while end in into and steps < len(into):
            end, steps = into[end], steps + 1
        found[child] = end
    return found


def _pairs(
    connection: Connection, today: dt.date, stands_for: dict[int, int], known: Places
) -> Iterator[Pair]:
    places = _places(connection)
    for row in _rows(connection, Separation):
        if row.ended_on is not None and (row.ended_on <= today or row.ended_on <= row.from_date):
            continue
        one, other = (stands_for.get(child, child) for child in (row.child_a_id, row.child_b_id))
        named = places.get(row.id, ())
        then = {known.of(setting) for child, setting in named if child in (None, *_ends(row))}
        last = row.ended_on - ONE_DAY if row.ended_on else NO_END
        yield Pair(row.id, one, other, row.from_date, last, frozenset(then))


def _ends(row: Any) -> tuple[int, int]:
    return row.child_a_id, row.child_b_id


def _places(connection: Connection) -> dict[int, set[tuple[int | None, int]]]:
    """Separation to (child who was there, or None for an incident; setting), over all its cases."""
    of_case: dict[int, set[tuple[int | None, int]]] = {}
    for row in _rows(connection, Incident):
        if row.setting_id is not None:
            of_case.setdefault(row.case_id, set()).add((None, row.setting_id))
    for row in _rows(connection, Party):
        if row.setting_id is not None:
            of_case.setdefault(row.case_id, set()).add((row.child_id, row.setting_id))
    found: dict[int, set[tuple[int | None, int]]] = {}
    for row in _rows(connection, SeparationBasis):
        found.setdefault(row.separation_id, set()).update(of_case.get(row.case_id, ()))
    return found


def _whereabouts(
    connection: Connection,
    watched: Collection[int],
    stands_for: dict[int, int],
    today: dt.date,
    places: Places,
) -> dict[int, list[Row]]:
    """What rolls say, and what is expected and was not fulfilled within 30 days, by child."""
    ids = set(watched) | {child for child, into in stands_for.items() if into in watched}
    found: dict[int, list[Row]] = {}
    for row in _of(connection, Enrolment, Enrolment.__table__.c.child_id, ids):
        if row.status == "P" and row.leaving >= today:
            continue
        last = NO_END if row.leaving == OPEN else row.leaving
        found.setdefault(stands_for.get(row.child_id, row.child_id), []).append(
            Row(row.setting_id, row.start, last)
        )
    found = {child: _went_on(rows, places) for child, rows in found.items()}
    for row in _of(connection, ExpectedEnrolment, ExpectedEnrolment.__table__.c.child_id, ids):
        child, place = stands_for.get(row.child_id, row.child_id), places.of(row.setting_id)
        began = [known.first for known in found.get(child, ()) if known.said and known.setting == place]
        if row.withdrawn_at is None and not any(abs(day - row.start) <= FULFILS for day in began):
            expected = Row(place, row.start, row.until or NO_END, False, row.certainty == "accepted")
            found.setdefault(child, []).append(expected)
    return found


def _went_on(rows: list[Row], places: Places) -> list[Row]:
    """One child's rows at the places they belong to. Under a later number of a place the earlier one is over;
    a summer between the two, with nothing else begun in it, is no gap.
    """
    lines = {*places.first, *places.first.values()}
    made = [row for row in rows if row.setting not in lines]
    elsewhere = [row.first for row in made]
    under: dict[int, tuple[Row, int]] = {}
    for row in sorted((row for row in rows if row.setting in lines), key=lambda row: (row.first, row.last)):
        place, depth = places.of(row.setting), places.depth.get(row.setting, 0)
        now = row._replace(setting=place)
        before, earlier = under.get(place, (None, depth))
        near = before is not None and _follows(before, row, elsewhere)
        if before is not None and near and depth > earlier:
            made[made.index(before)] = before._replace(last=row.first - ONE_DAY)
        if before is None or not near or depth >= earlier:
            made.append(now)
            under[place] = (now, depth)
    return made


def _follows(before: Row, row: Row, elsewhere: list[dt.date]) -> bool:
    if row.first <= before.last:
        return True
    begun = any(before.last < day <= row.first for day in elsewhere)
    return row.first - before.last <= SUMMER and not begun


def _rows(connection: Connection, model: Any, **equal: str) -> Iterator[Any]:
    table = model.__table__
    yield from connection.execute(select(table).where(*(table.c[name] == v for name, v in equal.items())))


def _of(connection: Connection, model: Any, column: Any, ids: Collection[int]) -> Iterator[Any]:
    wanted = sorted(ids)
    for begin in range(0, len(wanted), AT_ONCE):
        yield from connection.execute(
            select(model.__table__).where(column.in_(wanted[begin : begin + AT_ONCE]))
        )
