"""A second computation of what stands, made day by day over plain rows. It shares no code with the rules.

A child's year is a list of days; being somewhere is a set of days; together is the intersection of two sets.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HORIZON = 150
BEGIN = dt.date(2026, 6, 1)
Days = set[int]


@dataclass(frozen=True)
class Row:
    """One stay, in days since BEGIN, both ends inclusive; `last` None is open."""

    child: int
    setting: int
    first: int
    last: int | None
    expected: bool = False
    accepted: bool = True

    def days(self) -> Days:
        return set(range(self.first, (HORIZON if self.last is None else self.last) + 1))


@dataclass
class World:
    """The rows of two children (1 and 2), their separation, and the day asked about."""

    rows: Sequence[Row]
    since: int
    until: int | None
    today: int
    previous: int | None
    groups: dict[int, int | None]
    incident: frozenset[int] = frozenset()
    notes: set[str] = field(default_factory=set)

    def force(self) -> Days:
        return set(range(self.since, (HORIZON if self.until is None else self.until) + 1))

    def at(self, child: int, setting: int, *, enrolled: bool = False) -> Days:
        found = [r for r in self.rows if (r.child, r.setting) == (child, setting)]
        return set().union(*[r.days() for r in found if not (enrolled and r.expected)])

    def settings(self) -> list[int]:
        return sorted({row.setting for row in self.rows})

    def raises(self, first: int, last: int) -> bool:
        return last >= self.today or (self.previous is not None and first > self.previous)


def day(number: int) -> str:
    return (BEGIN + dt.timedelta(days=number)).isoformat()


def runs(days: Days) -> list[tuple[int, int]]:
    """Consecutive days as (first, last)."""
    found: list[tuple[int, int]] = []
    for number in sorted(days):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def together(world: World) -> dict[str, tuple[str, bool]]:
    """Key to (kind, whether it raises)."""
    answer = {}
    for settings, days in _together_days(world):
        for first, last in runs(days & world.force()):
            kind = "same_setting" if len(settings) == 1 else "same_site"
            if first > world.today:
                kind = "same_setting_planned"
            key = f"together:5:{'+'.join(map(str, settings))}:{day(first)}"
            answer[key] = (kind, world.raises(first, last))
    return answer


def _together_days(world: World) -> Iterable[tuple[list[int], Days]]:
    places = world.settings()
    for i, one in enumerate(places):
        for other in places[i:]:
            near = world.groups.get(one) is not None and world.groups.get(one) == world.groups.get(other)
            if one != other and not near:
                continue
            days = (world.at(1, one) & world.at(2, other)) | (world.at(1, other) & world.at(2, one))
            yield sorted({one, other}), days


def moves(world: World) -> dict[str, tuple[str, bool]]:
    """Starts, returns and leavings of both children."""
    answer = {}
    for child in (1, 2):
        for setting in world.settings():
            there = runs(world.at(child, setting, enrolled=True))
            for number, (first, last) in enumerate(there):
                where = f"s5:{child}:{setting}"
                if first in world.force() and first <= world.today:
                    answer[f"moved:{where}:{day(first)}"] = ("moved", world.raises(first, last))
                    back = number > 0 or (setting in world.incident and first > world.since)
                    met = _meets(world, setting, first, last)
                    if back and (met or setting in world.incident):
                        raises = world.raises(first, last) and not met
                        answer[f"returned:{where}:{day(first)}"] = ("returned", raises)
                if last < HORIZON and last in world.force() and last <= world.today:
                    left = _left(world, child, last)
                    if left is not None:
                        answer[f"left_no_destination:{where}:{day(last)}"] = ("left_no_destination", left)
    return answer


def _meets(world: World, setting: int, first: int, last: int) -> bool:
    mine = set(range(first, last + 1))
    return any(
        setting in settings and set(range(a, b + 1)) & mine
        for settings, days in _together_days(world)
        for a, b in runs(days & world.force())
    )


def weekdays_later(number: int, count: int) -> int:
    while count:
        number += 1
        count -= (BEGIN + dt.timedelta(days=number)).weekday() < 5
    return number


def _left(world: World, child: int, last: int) -> bool | None:
    """None: not missing. Otherwise whether it raises."""
    due = weekdays_later(last, 10)
    if world.today <= due:
        return None
    somewhere: Days = set()
    for row in world.rows:
        sure = not row.expected or (row.accepted and world.today <= weekdays_later(row.first, 10))
        if row.child == child and sure:
            somewhere |= row.days()
    if somewhere & set(range(last + 1, due + 1)):
        return None
    gap_ends = min((d for d in somewhere if d > due), default=HORIZON + 1) - 1
    return world.raises(due + 1, gap_ends)


def expected_findings(world: World) -> dict[str, tuple[str, bool]]:
    """Everything that stands, by key."""
    return {**together(world), **moves(world)}
