"""The twenty school days of a referral, in words and boxes.

They are counted on the authority's calendar, from the day after acceptance (School Admissions Code, 3.21).
The child may have no school, so the authority's calendar is the one that counts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foundation.store import today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words

ALLOCATE_WITHIN = 20
SOON = 5
RULE = "20 school days of the authority’s calendar, counted from the day after acceptance"


@dataclass(frozen=True)
class DeskClock:
    """Where a referral stands: the day of the twenty, the words, and whether it is over, soon or normal."""

    day: int
    words: str
    state: str
    detail: str


def due_after(accepted: dt.date) -> dt.date:
    """The day by which a place is allocated."""
    return calendar_for(None).add(accepted, ALLOCATE_WITHIN)


def clock_of(accepted: dt.date, due: dt.date) -> DeskClock:
    """The clock of an accepted referral today."""
    calendar = calendar_for(None)
    day = max(0, calendar.between(accepted, today()))
    left = calendar.between(today(), due)
    over = today() > due
    state = "over" if over else "soon" if left <= SOON else "normal"
    verb = "was due" if over else "due"
    return DeskClock(min(day, ALLOCATE_WITHIN), calendar.words(due), state, f"{verb} {day_words(due)}")


def school_days_ago(day: dt.date) -> str:
    """How long ago, in school days of the authority's calendar."""
    days = calendar_for(None).between(day, today())
    if days <= 0:
        return "today"
    return "1 school day ago" if days == 1 else f"{days} school days ago"
