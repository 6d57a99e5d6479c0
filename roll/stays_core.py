"""Where children are and will be: rolls and expectations as one list, for the sweep and the placement check.

A system read: the watch over moves must see every child, whoever asks. It returns values, never records.

All enrolments count, previous ones too: their last day already says that they are over. Of a day that is not
yet over, a stay with status P says nothing about presence and is left out. A live expectation (not withdrawn)
counts until an enrolment at the same setting begins within 30 days of it, which fulfils it.

A school that became an academy is one place under two URNs (`continuing_core`): its stays are at the setting
that the place was first, under the name it has now, and a stay that goes on under the new URN is one stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, not_, select

from foundation.store import today
from roll import continuing_core
from roll.models import OPEN_END, PREVIOUS, Child, Enrolment, ExpectedEnrolment, Setting

FULFILLED_WITHIN = 30
GOES_ON_WITHIN = dt.timedelta(days=50)
"""A summer: between the last day under one URN of a place and the first under the next."""
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Stay:
    """A child at a setting from `start` to `leaving`, both inclusive; open ends are 9999-12-31.

    `expected`: from an offer, a panel or a person, with `certainty` (accepted, proposed) and `source`;
    otherwise from the roll, with the run and the line that last said so.
    """

    child_id: int
    setting_id: int
    start: dt.date
    leaving: dt.date
    status: str = ""
    expected: bool = False
    certainty: str = ""
    source: str = "roll"
    run_id: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SettingValue:
    """A setting as the watch needs it."""

    id: int
    urn: str
    name: str
    site_group_id: int | None
    low_age: int | None
    high_age: int | None
    status_code: str
    close_date: dt.date | None


def stays(connection: Connection, child_ids: Collection[int] | None = None) -> list[Stay]:
    """Every stay of the given children, or of all; ordered by child, start and setting.

    A child merged into another counts as that other child.
    """
    merged, chains = merged_children(connection), continuing_core.chains(connection)
    wanted = None if child_ids is None else _with_merged(child_ids, merged)
    found = [_enrolled(row, merged) for row in _rows(connection, _enrolments(), Enrolment, wanted)]
    starts: dict[tuple[int, int], list[dt.date]] = {}
    expected = [
        _expected(row, merged) for row in _rows(connection, _expectations(), ExpectedEnrolment, wanted)
    ]
    if chains.place:
        expected = [replace(stay, setting_id=chains.of(stay.setting_id)) for stay in expected]
        found = _continued(found, chains)
    if expected:
        places = {(stay.child_id, stay.setting_id) for stay in expected}
        for stay in found:
            if (stay.child_id, stay.setting_id) in places:
                starts.setdefault((stay.child_id, stay.setting_id), []).append(stay.start)
    found += [
        stay for stay in expected if not fulfilled(stay, starts.get((stay.child_id, stay.setting_id), ()))
    ]
    found.sort(key=_order)
    return found


def _continued(found: list[Stay], chains: continuing_core.Chains) -> list[Stay]:
    """Every stay at the place it belongs to; what goes on under the next URN of a place is one stay."""
    members = chains.members(chains.place)
    made = [stay for stay in found if stay.setting_id not in members]
    of_child: dict[int, list[Stay]] = {}
    for stay in found:
        if stay.setting_id in members:
            of_child.setdefault(stay.child_id, []).append(stay)
    elsewhere: dict[int, list[dt.date]] = {}
    for stay in made:
        if stay.child_id in of_child:
            elsewhere.setdefault(stay.child_id, []).append(stay.start)
    for child, theirs in of_child.items():
        made += _joined(
            sorted(theirs, key=lambda stay: (stay.start, stay.leaving)), elsewhere.get(child, ()), chains
        )
    return made


def _joined(theirs: list[Stay], elsewhere: Collection[dt.date], chains: continuing_core.Chains) -> list[Stay]:
    """One child's stays at places with several URNs, in order of their first day."""
    made: list[Stay] = []
    under: list[int] = []  # the URN under which each of them is last known
    for stay in theirs:
        place = chains.of(stay.setting_id)
        for at in range(len(made) - 1, -1, -1):
            before = made[at]
            if before.setting_id != place or under[at] == stay.setting_id:
                continue
            if stay.start > before.leaving and (
                stay.start - before.leaving > GOES_ON_WITHIN
                or any(before.leaving < start <= stay.start for start in elsewhere)
            ):
                continue
            older = chains.before.get(under[at]) == stay.setting_id
            last = before.leaving if older else stay.leaving
            made[at] = replace(stay, setting_id=place, start=before.start, leaving=last)
            under[at] = under[at] if older else stay.setting_id
            break
        else:
            made.append(replace(stay, setting_id=place))
            under.append(stay.setting_id)
    return made


def fulfilled(stay: Stay, starts: Iterable[dt.date]) -> bool:
    """Whether an enrolment at the same setting began within 30 days of an expected stay."""
    return any(abs((start - stay.start).days) <= FULFILLED_WITHIN for start in starts)


def settings_of(connection: Connection) -> dict[int, SettingValue]:
    """Every setting by its row id; a place that goes on under a new URN as it is known today."""
    columns = Setting.__table__.c
    names = ("id", "urn", "name", "site_group_id", "low_age", "high_age", "status_code", "close_date")
    found = {
        row[0]: SettingValue(*row) for row in connection.execute(select(*[columns[name] for name in names]))
    }
    for place, newest in continuing_core.chains(connection).newest.items():
        site = found[newest].site_group_id or found[place].site_group_id
        found[place] = replace(found[newest], id=place, site_group_id=site)
    return found


def merged_children(connection: Connection) -> dict[int, int]:
    """Row ids of merged children and the child each of them stands for in the end."""
    columns = Child.__table__.c
    statement = select(columns.id, columns.merged_into_id).where(columns.merged_into_id.is_not(None))
    into = {row[0]: row[1] for row in connection.execute(statement)}
    return {child: _last(child, into) for child in into}


def _last(child: int, into: dict[int, int]) -> int:
    seen = {child}
    while child in into and into[child] not in seen:
        child = into[child]
        seen.add(child)
    return child


def _with_merged(child_ids: Collection[int], merged: dict[int, int]) -> list[int]:
    wanted = set(child_ids)
    return sorted(wanted | {child for child, into in merged.items() if into in wanted})


def _enrolments() -> Any:
    c = Enrolment.__table__.c
    no_presence = and_(c.status == PREVIOUS, c.leaving >= today())
    return select(c.child_id, c.setting_id, c.start, c.leaving, c.status, c.run_id, c.line).where(
        not_(no_presence)
    )


def _expectations() -> Any:
    c = ExpectedEnrolment.__table__.c
    return select(c.child_id, c.setting_id, c.start, c.until, c.certainty, c.source).where(
        c.withdrawn_at.is_(None)
    )


def _rows(
    connection: Connection, statement: Any, model: Any, child_ids: Sequence[int] | None
) -> Iterator[Any]:
    if child_ids is None:
        yield from connection.execute(statement)
        return
    column = model.__table__.c.child_id
    for begin in range(0, len(child_ids), _AT_ONCE):
        yield from connection.execute(statement.where(column.in_(child_ids[begin : begin + _AT_ONCE])))


def _enrolled(row: Any, merged: dict[int, int]) -> Stay:
    child, setting, start, leaving, status, run_id, line = row
    return Stay(merged.get(child, child), setting, start, leaving, status, run_id=run_id, line=line)


def _expected(row: Any, merged: dict[int, int]) -> Stay:
    child, setting, start, until, certainty, source = row
    child = merged.get(child, child)
    return Stay(child, setting, start, until or OPEN_END, expected=True, certainty=certainty, source=source)


def _order(stay: Stay) -> tuple[int, dt.date, int]:
    return stay.child_id, stay.start, stay.setting_id
