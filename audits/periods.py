"""The period of an audit: a month, a quarter, or the months of a theme; and the day by which it is closed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """From `first` to `last`, both inclusive. An audit is closed by the last day of the month after."""

    kind: str
    first: dt.date
    last: dt.date

    @property
    def due_on(self) -> dt.date:
        """The last day of the following month."""
        return _month_end(self.last + dt.timedelta(days=1))


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def month(text: str) -> Period:
    """A month written as 2026-10. Raises ValueError with a sentence for people."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())
    if not found or not 1 <= int(found[2]) <= 12:
        raise ValueError("Enter a month like 2026-10")
    first = dt.date(int(found[1]), int(found[2]), 1)
    return Period("monthly", first, _month_end(first))


def quarter(day: dt.date) -> Period:
    """The quarter of a year (January to March, ...) that a day is in."""
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    return Period("quarterly", first, _month_end(first + dt.timedelta(days=70)))


def theme(first: dt.date, last: dt.date) -> Period:
    """The months of a thematic audit, whole. Raises ValueError."""
    if last < first:
        raise ValueError("The last month comes before the first")
    return Period("thematic", first.replace(day=1), _month_end(last))


def months_until(day: dt.date, number: int) -> list[dt.date]:
    """The first days of the last `number` months, the newest first; the month of `day` too."""
    found = [day.replace(day=1)]
    while len(found) < number:
        found.append((found[-1] - dt.timedelta(days=1)).replace(day=1))
    return found


def named(first: dt.date, last: dt.date) -> str:
    """In words: October 2026, or October to December 2026."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if first.year == last.year:
        return f"{first:%B} to {last:%B %Y}"
    return f"{first:%B %Y} to {last:%B %Y}"
