"""The time of day: instants in UTC, dates in Europe/London (interfaces: one fixed time zone)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_another: ContextVar[dt.datetime | None] = ContextVar("another_instant", default=None)


def now() -> dt.datetime:
    """The present instant, aware, in UTC."""
    return _another.get() or dt.datetime.now(dt.UTC)


@contextmanager
def at(instant: dt.datetime) -> Iterator[None]:
    """As of another instant: how the invented county gets its past. Nothing else uses it."""
    token = _another.set(instant)
    try:
        yield
    finally:
        _another.reset(token)


def today() -> dt.date:
    """The present date in Europe/London."""
    return now().astimezone(LONDON).date()


def local(instant: dt.datetime) -> dt.datetime:
    """An instant as people in England read it."""
    return instant.astimezone(LONDON)


def day_words(day: dt.date) -> str:
    """A date as people read it: Mon 23 Nov 2026."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def academic_year(day: dt.date) -> int:
    """The year in which the school year of `day` began (1 September starts a new one)."""
    return day.year if day.month >= 9 else day.year - 1
