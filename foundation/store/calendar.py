"""School days: which days count, how many lie between two dates, and how a clock says so.

A school day is a day on which that school has a session (Education Act 1996, section 579), so it is a
question asked of one calendar: the authority's, or a setting's own laid over it. Where no term dates
were loaded, every weekday that is no bank holiday of England counts, and `source` says so.

Day 0 is the day that starts a clock; the first day that counts is the next school day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import holidays
from sqlalchemy import ColumnElement, select

from foundation.store.calendar_models import CalendarEntry, CalendarKind
from foundation.store.clock import academic_year
from foundation.store.clock import today as date_today
from foundation.store.session import session

WEEKDAYS_ONLY = "every weekday that is not a bank holiday; no term dates were loaded"
AUTHORITY = "the authority's calendar"
SETTING = "the setting's own calendar"

_DAY = dt.timedelta(days=1)
_LONGEST_CLOSURE = 1100


class NoSchoolDay(ValueError):
    """The calendar is closed for three years on end: its entries are wrong."""


class Stretch(Protocol):
    """Days from `date_from` to `date_until`, both inclusive, of one `CalendarKind`."""

    @property
    def date_from(self) -> dt.date:
        """The first day."""

    @property
    def date_until(self) -> dt.date:
        """The last day."""

    @property
    def kind(self) -> str:
        """A value of `CalendarKind`."""


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[dt.date]:
    """The bank holidays of England in a calendar year, with the days given instead of a weekend."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=[year]))


@dataclass(frozen=True)
class Layer:
    """What one calendar says: days opened and closed by name, and the days of term by school year."""

    opened: frozenset[dt.date] = frozenset()
    closed: frozenset[dt.date] = frozenset()
    terms: tuple[tuple[int, frozenset[dt.date]], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Stretch]) -> Layer:
        """Lay stretches of days into sets. A day that is both open and closed is open."""
        opened: set[dt.date] = set()
        closed: set[dt.date] = set()
        terms: dict[int, set[dt.date]] = {}
        for entry in entries:
            days = _days(entry)
            if entry.kind == CalendarKind.OPEN:
                opened.update(days)
            elif entry.kind == CalendarKind.TERM:
                for day in days:
                    terms.setdefault(academic_year(day), set()).add(day)
            else:
                closed.update(days)
        dated = tuple((year, frozenset(days)) for year, days in sorted(terms.items()))
        return cls(frozenset(opened), frozenset(closed - opened), dated)

    @property
    def empty(self) -> bool:
        """Whether nothing was loaded for this layer."""
        return not (self.opened or self.closed or self.terms)

    def says(self, day: dt.date) -> bool | None:
        """Open, closed, or None where this layer names neither."""
        if day in self.opened:
            return True
        return False if day in self.closed else None

    def in_term(self, day: dt.date) -> bool | None:
        """Whether the day lies in term; None where the terms of its school year were not loaded."""
        year = academic_year(day)
        return next((day in days for known, days in self.terms if known == year), None)


@dataclass(frozen=True)
class Calendar:
    """One calendar: the setting's own layer first, then the authority's, then weekdays and bank holidays."""

    layers: tuple[Layer, ...] = ()
    source: str = WEEKDAYS_ONLY

    def is_school_day(self, day: dt.date) -> bool:
        """Whether `day` counts."""
        for layer in self.layers:
            said = layer.says(day)
            if said is not None:
                return said
        if day.weekday() >= 5 or day in bank_holidays(day.year):
            return False
        in_term = (layer.in_term(day) for layer in self.layers)
        return next((answer for answer in in_term if answer is not None), True)

    def next_school_day(self, day: dt.date) -> dt.date:
        """The first school day after `day`."""
        return self._step(day, _DAY)

    def add(self, day: dt.date, school_days: int) -> dt.date:
        """The day that lies `school_days` after `day` (before it when negative); 0 is `day` itself."""
        step = _DAY if school_days >= 0 else -_DAY
        for _ in range(abs(school_days)):
            day = self._step(day, step)
        return day

    def between(self, start: dt.date, end: dt.date) -> int:
        """School days after `start` up to and including `end`; negative when `end` comes first."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_school_day(start + _DAY * n) for n in range(1, (end - start).days + 1))

    def words(self, due: dt.date, today: dt.date | None = None) -> str:
        """What a clock says: "4 school days left", "Due today", "Overdue by 1 school day"."""
        today = today or date_today()
        if due == today:
            return "Due today"
        days = self.between(today, due)
        if due > today:
            return f"{_school_days(days)} left" if days else "Due before the next school day"
        return f"Overdue by {_school_days(-days)}" if days else "Overdue"

    def _step(self, day: dt.date, step: dt.timedelta) -> dt.date:
        for _ in range(_LONGEST_CLOSURE):
            day += step
            if self.is_school_day(day):
                return day
        raise NoSchoolDay(f"no school day within three years of {day.isoformat()}")


def calendar_of(own: Iterable[Stretch], authority: Iterable[Stretch]) -> Calendar:
    """A calendar from a setting's own entries over the authority's."""
    first, second = Layer.of(own), Layer.of(authority)
    layers = tuple(layer for layer in (first, second) if not layer.empty)
    source = SETTING if not first.empty else AUTHORITY if not second.empty else WEEKDAYS_ONLY
    return Calendar(layers, source)


def calendar_for(setting_id: int | None = None) -> Calendar:
    """The calendar of a setting, or the authority's (None). Read once in each session."""
    return calendars_for([setting_id])[setting_id]


def calendars_for(setting_ids: Sequence[int | None]) -> dict[int | None, Calendar]:
    """The calendars of several settings, with at most two queries for those not yet read."""
    read: dict[int | None, Calendar] = session().info.setdefault("calendars", {})
    if missing := [found for found in dict.fromkeys(setting_ids) if found not in read]:
        authority = _entries(CalendarEntry.setting_id.is_(None))
        known = [found for found in missing if found is not None]
        own = _entries(CalendarEntry.setting_id.in_(known)) if known else []
        mine: dict[int | None, list[CalendarEntry]] = {}
        for entry in own:
            mine.setdefault(entry.setting_id, []).append(entry)
        common = calendar_of((), authority)
        read.update(
            {found: calendar_of(mine[found], authority) if found in mine else common for found in missing}
        )
    return {found: read[found] for found in setting_ids}


def _entries(condition: ColumnElement[bool]) -> Sequence[CalendarEntry]:
    return session().scalars(select(CalendarEntry).where(condition).order_by(CalendarEntry.id)).all()


def _days(entry: Stretch) -> list[dt.date]:
    return [entry.date_from + _DAY * n for n in range((entry.date_until - entry.date_from).days + 1)]


def _school_days(number: int) -> str:
    return "1 school day" if number == 1 else f"{number} school days"
