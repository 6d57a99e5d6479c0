"""Days, clocks and counts as the lists of plans say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from foundation.access.work import Clock
from foundation.store import today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from roll.lists import children_by_id

Names = Mapping[int, str]


def clock(due: dt.date | None, setting_id: int | None, before: str = "Due") -> Clock | None:
    """School days left until a date, by the calendar of a setting."""
    if due is None:
        return None
    calendar = calendar_for(setting_id)
    left = calendar.between(today(), due) if due >= today() else -1
    state = "over" if due < today() else "soon" if left <= 2 else "normal"
    return Clock(calendar.words(due, today()), state, f"{before} {day_words(due)}")


def names_of_children(rows: Iterable[Any]) -> Names:
    """Row id to name of the children whom these rows are about."""
    about = list(rows)
    found = children_by_id({row.child_id for row in about})
    called = {row.child_id: row.named for row in about if getattr(row, "named", None)}
    return {**called, **{child_id: child.name for child_id, child in found.items()}}


def late(count: int, overdue: int, words: str = "overdue") -> str:
    """A count, and how many of it are late."""
    return f"{count}, {overdue} {words}" if overdue else str(count) if count else ""
