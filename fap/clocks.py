"""The clocks of a referral, in school days, in words and boxes, each with its rule.

They are counted on the authority's calendar, from the day after what starts them (School Admissions Code,
3.21 for the twenty). The child may have no school, so the authority's calendar is the one that counts.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass

from fap import decided
from foundation.store import today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words

ALLOCATE_WITHIN = decided.ALLOCATE_WITHIN.first
SOON = 5
FOUR_WEEKS_OUT = 20

RULES: tuple[tuple[str, str], ...] = (
    (
        "20 school days",
        "A place is allocated within 20 school days of acceptance, not of submission; both days are kept "
        "(School Admissions Code, 3.21).",
    ),
    (
        "Out of school",
        "School days since the last day of attendance on the form. Four weeks or more matter for "
        "category (l).",
    ),
    (
        "A pause",
        "The clock stands still only with a reason. The day by which a place is due moves by the school days "
        "of the pause; who paused it, why and until when stays in the history.",
    ),
    (
        "What counts",
        "School days of the authority’s calendar. The day that starts a clock is day 0; the first day that "
        "counts is the next school day.",
    ),
)
"""(the clock, its rule in words), of those that nobody decides."""
LONGEST_AGO = dt.timedelta(days=731)


@dataclass(frozen=True)
class DeskClock:
    """Where a referral stands: the day of the twenty, the words, and whether it is over, soon or normal."""

    day: int
    words: str
    state: str
    detail: str


def clock_rules() -> list[tuple[str, str]]:
    """(the clock, its rule in words): those that the council decides, as they hold today, and all others."""
    known = (decided.TELL_WITHIN, decided.ANSWER_WITHIN)
    told = [(clock.in_words(), f"{clock.words} {clock.in_words()}. {clock.rule}") for clock in known]
    return [*told, *RULES]


def due_after(accepted: dt.date) -> dt.date:
    """The day by which a place is allocated."""
    return calendar_for(None).add(accepted, ALLOCATE_WITHIN)


def clock_of(accepted: dt.date, due: dt.date, paused: dt.date | None = None) -> DeskClock:
    """The clock of an accepted referral today, or as it stood when it was `paused`."""
    calendar = calendar_for(None)
    present = paused or today()
    left = calendar.between(present, due)
    day = min(ALLOCATE_WITHIN, max(0, ALLOCATE_WITHIN - left)) if present >= accepted else 0
    if paused is not None:
        return DeskClock(day, calendar.words(due, paused), "normal", f"stopped at day {day}")
    over = present > due
    state = "over" if over else "soon" if left <= SOON else "normal"
    verb = "was due" if over else "due"
    return DeskClock(day, calendar.words(due), state, f"{verb} {day_words(due)}")


def soon_until() -> dt.date:
    """The last day on which a clock that ends then has no more than five school days left today."""
    return calendar_for(None).add(today(), SOON + 1) - dt.timedelta(days=1)


def out_since() -> dt.date:
    """Whoever was last in school on that day or before has been out of school for four weeks."""
    return calendar_for(None).add(today(), -FOUR_WEEKS_OUT)


def paused_days(began: dt.date, ended: dt.date) -> int:
    """School days that a pause kept out of the twenty."""
    return max(0, calendar_for(None).between(began, ended))


def within(limit: int, since: dt.date, done: dt.date | None) -> tuple[str, bool]:
    """(words, whether the limit is passed) for something to be done within so many school days."""
    calendar = calendar_for(None)
    days = calendar.between(since, done or today())
    spelt = f"{days} school {'day' if days == 1 else 'days'}"
    if done is not None:
        return (f"after {spelt}", days > limit) if days > 0 else ("on the same day", False)
    return calendar.words(calendar.add(since, limit)), days > limit


class SchoolDays:
    """The school days from a day until today, counted once: for a page on which many days are told."""

    def __init__(self, since: dt.date) -> None:
        """Every school day after `since`, of the last two years at most."""
        calendar, self.today = calendar_for(None), today()
        since = max(since, self.today - LONGEST_AGO)
        days = (since + dt.timedelta(days=n) for n in range(1, (self.today - since).days + 1))
        self.days = [day for day in days if calendar.is_school_day(day)]

    def ago(self, day: dt.date) -> str:
        """How long ago, in school days of the authority's calendar."""
        number = len(self.days) - bisect_right(self.days, day)
        if number <= 0:
            return "today"
        return "1 school day ago" if number == 1 else f"{number} school days ago"
