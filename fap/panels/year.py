"""The days on which a panel meets in a year, by a pattern; days without school are left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foundation.store.calendar import Calendar
from foundation.store.clock import academic_year

EVERY: dict[str, str] = {
    "1": "Every week",
    "2": "Every second week",
    "3": "Every third week",
    "4": "Every fourth week",
    "first": "The first of the month",
    "second": "The second of the month",
    "third": "The third of the month",
    "last": "The last of the month",
}
WEEKDAYS: dict[str, str] = {
    "0": "Monday",
    "1": "Tuesday",
    "2": "Wednesday",
    "3": "Thursday",
    "4": "Friday",
}
_NTH = {"first": 0, "second": 1, "third": 2, "last": -1}
MOST = 60


@dataclass(frozen=True)
class MeetingDay:
    """One day of the pattern; `papers_close`: when papers close, None on a day without school."""

    day: dt.date
    papers_close: dt.date | None

    @property
    def is_school_day(self) -> bool:
        """Whether a meeting can be held on it."""
        return self.papers_close is not None


def ends_of_year(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the school year to plan on a day: from June on the next one."""
    year = academic_year(day) + (6 <= day.month <= 8)
    return dt.date(year, 9, 1), dt.date(year + 1, 7, 31)


def days_by_pattern(
    every: str, weekday: int, first: dt.date, last: dt.date, calendar: Calendar, deadline_days: int
) -> list[MeetingDay]:
    """The days from `first` to `last` that the pattern names, at most sixty.

    `every`: a key of EVERY. `deadline_days`: school days before the meeting on which papers close. Raises
    ValueError when the last day comes first or the days are more than a year apart.
    """
    if last < first:
        raise ValueError("The last day must not be before the first")
    if (last - first).days > 366:
        raise ValueError("Plan at most one year at a time")
    start = first + dt.timedelta(days=(weekday - first.weekday()) % 7)
    weekly = (
        [start + dt.timedelta(weeks=n) for n in range((last - start).days // 7 + 1)] if start <= last else []
    )
    named = weekly[:: int(every)] if every.isdigit() else _of_months(weekly, _NTH[every])
    return [
        MeetingDay(day, calendar.add(day, -deadline_days) if calendar.is_school_day(day) else None)
        for day in named[:MOST]
    ]


def _of_months(days: list[dt.date], nth: int) -> list[dt.date]:
    """The n-th such weekday of each month, of those that lie between the two days."""
    return [day for day in days if _number_in_month(day) == nth or (nth == -1 and _is_last(day))]


def _number_in_month(day: dt.date) -> int:
    return (day.day - 1) // 7


def _is_last(day: dt.date) -> bool:
    return (day + dt.timedelta(weeks=1)).month != day.month
