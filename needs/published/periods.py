"""The periods by which figures are shared: terms and school years, once they are over. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from foundation.store.clock import academic_year
from needs.dimensions import term_of, term_words

FIRST_YEAR = 2000


@dataclass(frozen=True)
class Period:
    """A term (`2025-1`) or a school year (`2025`) from `first` to `last`, both inclusive."""

    code: str
    first: dt.date
    last: dt.date

    @property
    def words(self) -> str:
        """What people call it."""
        if "-" in self.code:
            return term_words(self.code)
        year = int(self.code)
        return f"School year {year}/{(year + 1) % 100:02d}"

    @property
    def terms(self) -> list[str]:
        """The codes of the terms in it."""
        inside = of_year(int(self.code[:4]))[1:]
        return [term.code for term in inside if term.meets(self)]

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@lru_cache(maxsize=64)
def of_year(year: int) -> tuple[Period, ...]:
    """The periods of one school year: the whole, then its terms."""
    first, last = dt.date(year, 9, 1), dt.date(year + 1, 8, 31)
    days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]
    terms: dict[str, list[dt.date]] = {}
    for day in days:
        terms.setdefault(term_of(day), []).append(day)
    return (Period(str(year), first, last), *(Period(c, own[0], own[-1]) for c, own in terms.items()))


def named(code: str) -> Period | None:
    """The period of a code that came from outside; None when there is none."""
    year = code[:4]
    if not (year.isascii() and year.isdigit()) or not FIRST_YEAR <= int(year) <= 2998:
        return None
    return next((period for period in of_year(int(year)) if period.code == code), None)


def over(first_form: dt.date, today: dt.date) -> list[Period]:
    """The periods that are over, from the first form on, the latest first; a year before its terms."""
    years = range(academic_year(today), academic_year(first_form) - 1, -1)
    found = [period for year in years for period in (of_year(year)[0], *reversed(of_year(year)[1:]))]
    return [period for period in found if first_form <= period.last < today]
