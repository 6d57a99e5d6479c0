"""A second computation of what stands, to check the sweep by: it shares nothing with the rules.

Written from transitions, "What an overlap is" and "What must raise an alert", as questions about single days:
is this child at this setting on this day, are these two together on it, and were they on the day before? The
rules merge spans and cut them; here a day begins something when it holds on that day and not on the one
before. Plain values in, plain values out; no database.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from foundation.store.dated import Dated

NO_END = dt.date.max
ONE_DAY = dt.timedelta(days=1)
TO_FIND_A_PLACE, TO_ACKNOWLEDGE = Dated(10), Dated(5)


class Row(NamedTuple):
    """A child at a setting, both days inclusive. `said`: a roll says so (else somebody expects it); `sure`:
    not merely proposed.
    """

    setting: int
    first: dt.date
    last: dt.date
    said: bool = True
    sure: bool = True


class Pair(NamedTuple):
    """A separation: in force on its days, both inclusive; `places`: where it happened or they were then."""

    id: int
    one: int
    other: int
    first: dt.date
    last: dt.date
    places: frozenset[int] = frozenset()


class Plan(NamedTuple):
    """A live plan."""

    id: int
    child: int
    setting: int
    signed: dt.date


class What(NamedTuple):
    """What one alert is about. `of`: ids of separation, plan or records; `day`: its first day, or year."""

    kind: str
    of: tuple[int, ...]
    child: int
    settings: tuple[int, ...]
    day: dt.date


Found = Iterator[tuple[What, str, bool]]


@dataclass(frozen=True)
class County:
    """Everything there is to look at on a day. `previous`: the day of the last look before it."""

    today: dt.date
    previous: dt.date | None
    rows: Mapping[int, Sequence[Row]]
    pairs: Sequence[Pair]
    plans: Sequence[Plan]
    groups: Mapping[int, int | None]
    high_ages: Mapping[int, int | None]
    born: Mapping[int, dt.date]
    school_days_later: Callable[[int, dt.date, int], dt.date]
    doubts: Sequence[tuple[int, int]] = ()
    acknowledged: frozenset[tuple[int, int]] = frozenset()
    from_june: bool = False
    to_find_a_place: Dated[int] = TO_FIND_A_PLACE
    to_acknowledge: Dated[int] = TO_ACKNOWLEDGE
    _pairs_of: dict[int, list[Pair]] = field(default_factory=dict, repr=False)

    def pairs_of(self, child: int) -> list[Pair]:
        """The separations with a child, whenever they are in force."""
        if not self._pairs_of:
            for pair in self.pairs:
                for one in (pair.one, pair.other):
                    self._pairs_of.setdefault(one, []).append(pair)
        return self._pairs_of.get(child, [])

    def of(self, child: int, *, said: bool = False) -> list[Row]:
        """Where a child is; with `said`, only what rolls say."""
        return [row for row in self.rows.get(child, ()) if row.said or not said]

    def matters(self, first: dt.date, last: dt.date) -> bool:
        """Not over yet, or begun since the last look."""
        return last >= self.today or (self.previous is not None and first > self.previous)


# Single days --------------------------------------------------------------------------------------


def there(rows: Iterable[Row], setting: int, day: dt.date) -> bool:
    """Whether somebody with these rows is at the setting on the day."""
    return any(row.setting == setting and row.first <= day <= row.last for row in rows)


def beginnings(rows: Sequence[Row], setting: int) -> list[dt.date]:
    """The days on which a presence at the setting begins."""
    days = {row.first for row in rows if row.setting == setting}
    return sorted(d for d in days if there(rows, setting, d) and not there(rows, setting, d - ONE_DAY))


def ending(rows: Sequence[Row], setting: int, day: dt.date) -> dt.date:
    """The last day of the presence that holds on a day."""
    ends = sorted(row.last for row in rows if row.setting == setting and row.last >= day)
    return next(e for e in ends if e == NO_END or not there(rows, setting, e + ONE_DAY))


def together(county: County, pair: Pair, here: int, near: int, day: dt.date) -> bool:
    """Whether the two are at these settings on a day on which they must not be."""
    if not pair.first <= day <= pair.last:
        return False
    one, other = county.rows.get(pair.one, ()), county.rows.get(pair.other, ())
    return (there(one, here, day) and there(other, near, day)) or (
        there(one, near, day) and there(other, here, day)
    )


# Two children -------------------------------------------------------------------------------------


def overlaps(county: County, pair: Pair) -> Iterator[tuple[tuple[int, ...], dt.date, dt.date]]:
    """The settings, first and last day of every overlap of a pair."""
    rows = [*county.of(pair.one), *county.of(pair.other)]
    settings = sorted({row.setting for row in rows})
    for here in settings:
        for near in settings:
            group = county.groups.get(here)
            if here == near or (here < near and group is not None and group == county.groups.get(near)):
                yield from _overlaps_at(county, pair, here, near)


def _overlaps_at(
    county: County, pair: Pair, here: int, near: int
) -> Iterator[tuple[tuple[int, ...], dt.date, dt.date]]:
    rows = [r for r in (*county.of(pair.one), *county.of(pair.other)) if r.setting in (here, near)]
    ends = sorted({pair.last, *(row.last for row in rows)})
    for day in sorted({pair.first, *(row.first for row in rows)}):
        if not together(county, pair, here, near, day):
            continue
        if day > pair.first and together(county, pair, here, near, day - ONE_DAY):
            continue
        last = next(
            e
            for e in ends
            if e >= day and (e == NO_END or not together(county, pair, here, near, e + ONE_DAY))
        )
        yield tuple(sorted({here, near})), day, last


def about_pair(county: County, pair: Pair) -> Found:
    """What stands because of a separation."""
    met = list(overlaps(county, pair))
    for settings, first, last in met:
        now = "same_setting" if len(settings) == 1 else "same_site"
        kind = "same_setting_planned" if first > county.today else now
        yield What("together", (pair.id,), 0, settings, first), kind, county.matters(first, last)
    for child in (pair.one, pair.other):
        yield from _moves(county, child, (pair.id, 0), lambda day: pair.first <= day <= pair.last)
        for setting, day, last in _returns(county, pair, child):
            beside = any(setting in s and first <= last and day <= end for s, first, end in met)
            if beside or setting in pair.places:
                what = What("returned", (pair.id, 0), child, (setting,), day)
                yield what, "returned", county.matters(day, last) and not beside


def _returns(county: County, pair: Pair, child: int) -> Iterator[tuple[int, dt.date, dt.date]]:
    rows = county.of(child, said=True)
    for setting in {row.setting for row in rows}:
        days = beginnings(rows, setting)
        for day in days:
            known_there = day > days[0] or (setting in pair.places and day > pair.first)
            if known_there and pair.first <= day <= min(pair.last, county.today):
                yield setting, day, ending(rows, setting, day)


# One child ----------------------------------------------------------------------------------------


def _moves(
    county: County,
    child: int,
    of: tuple[int, int],
    counts: Callable[[dt.date], bool],
    not_at: int | None = None,
) -> Found:
    rows = county.of(child, said=True)
    for setting in sorted({row.setting for row in rows}):
        for day in beginnings(rows, setting):
            last = ending(rows, setting, day)
            if counts(day) and day <= county.today and setting != not_at:
                yield What("moved", of, child, (setting,), day), "moved", county.matters(day, last)
            if counts(last) and last <= county.today:
                yield from _missing(county, child, of, setting, last)


def _missing(county: County, child: int, of: tuple[int, int], setting: int, left: dt.date) -> Found:
    due = county.school_days_later(setting, left, county.to_find_a_place.on(left))
    known = [row for row in county.of(child) if _will_be_there(county, row)]
    if county.today <= due or any(r.last > left and r.first <= due and r.last >= r.first for r in known):
        return
    found_again = [row.first for row in known if row.first > due and row.last >= row.first]
    until = min(found_again) - ONE_DAY if found_again else NO_END
    kind = "left_no_destination"
    yield What(kind, of, child, (setting,), left), kind, county.matters(due + ONE_DAY, until)


def _will_be_there(county: County, row: Row) -> bool:
    if row.said:
        return True
    days = county.to_find_a_place.on(row.first)
    return row.sure and county.today <= county.school_days_later(row.setting, row.first, days)


def about_child(county: County, child: int, plans: Sequence[Plan]) -> Found:
    """What stands because of a child's plans, and because it leaves for the next phase."""
    pairs = county.pairs_of(child)
    for plan in plans:
        yield from _left_behind(county, plan, {one.setting for one in plans})
        yield from _moves(
            county,
            child,
            (0, plan.id),
            lambda day, plan=plan: (
                day >= plan.signed  # type: ignore[misc]
                and not any(pair.first <= day <= pair.last for pair in pairs)
            ),
            not_at=plan.setting,
        )
    watched = plans or any(pair.first <= county.today <= pair.last for pair in pairs)
    if watched and child in county.born:
        for year in _leaving_years(county, child, county.born[child]):
            what = What("phase_transfer_due", (), child, (), dt.date(year + 1, 8, 31))
            yield what, what.kind, True


def _left_behind(county: County, plan: Plan, own: set[int]) -> Found:
    rows = county.of(plan.child, said=True)
    for setting in sorted({row.setting for row in rows} - own - {plan.setting}):
        new = [day for day in beginnings(rows, setting) if plan.signed < day <= county.today]
        if not new or (plan.id, setting) in county.acknowledged:
            continue
        last = ending(rows, setting, new[-1])
        due = county.school_days_later(setting, new[-1], county.to_acknowledge.on(new[-1]))
        if county.today > due and last > due:
            what = What("plan_not_travelled", (plan.id,), plan.child, (setting,), dt.date.min)
            yield what, what.kind, county.matters(due + ONE_DAY, last)


def _leaving_years(county: County, child: int, born: dt.date) -> Iterator[int]:
    """School years, by the year in which they begin, in which the child reaches a setting's last age."""
    today, rows = county.today, county.of(child, said=True)
    year = today.year if today >= dt.date(today.year, 9, 1) else today.year - 1
    early = county.from_june and dt.date(today.year, 6, 1) <= today <= dt.date(today.year, 8, 31)
    for asked in (year, year + 1) if early else (year,):
        birthdays_by_then = asked + 1 - born.year - ((born.month, born.day) > (8, 31))
        here = {row.setting for row in rows if there(rows, row.setting, today)}
        ages = [county.high_ages.get(setting) for setting in here]
        if any(high is not None and birthdays_by_then >= high for high in ages):
            yield asked


# Records that may be somebody ---------------------------------------------------------------------


def about_doubt(county: County, row: int, candidate: int, plans: Mapping[int, Sequence[Plan]]) -> Found:
    """Whether anything would be raised if a record were the child that it may be."""
    apart = {(row, candidate), (candidate, row)}
    for watched in (candidate, row):
        joined = [*county.rows.get(row, ()), *county.rows.get(candidate, ())]
        if_so = replace(county, rows={**county.rows, watched: joined})
        now, then = (_raised(given, watched, apart, plans) for given in (county, if_so))
        if then - now:
            what = What("identity_uncertain", tuple(sorted((row, candidate))), 0, (), dt.date.min)
            yield what, what.kind, True
            return


def _raised(
    county: County, child: int, apart: set[tuple[int, int]], plans: Mapping[int, Sequence[Plan]]
) -> set[What]:
    found = {what for what, _, raises in about_child(county, child, plans.get(child, ())) if raises}
    for pair in county.pairs_of(child):
        if (pair.one, pair.other) not in apart:
            found |= {what for what, _, raises in about_pair(county, pair) if raises}
    return found


def opinion(county: County) -> dict[What, tuple[str, bool]]:
    """Everything that stands: what it is about, to its kind and whether it raises."""
    plans: dict[int, list[Plan]] = {}
    for plan in county.plans:
        plans.setdefault(plan.child, []).append(plan)
    found: dict[What, tuple[str, bool]] = {}
    for pair in county.pairs:
        found.update((what, (kind, raises)) for what, kind, raises in about_pair(county, pair))
    for child in sorted({c for pair in county.pairs for c in (pair.one, pair.other)} | set(plans)):
        about = about_child(county, child, plans.get(child, ()))
        found.update((what, (kind, raises)) for what, kind, raises in about)
    for row, candidate in county.doubts:
        about = about_doubt(county, row, candidate, plans)
        found.update((what, (kind, raises)) for what, kind, raises in about)
    return found
