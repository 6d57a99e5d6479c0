"""School days between two dates of the form."""

from __future__ import annotations

import datetime as dt

from flask import has_app_context

from foundation.store.calendar import Calendar, calendar_for

DAY = dt.timedelta(days=1)


def school_days(first: str, last: str) -> int:
    """School days from the first to the last day, both included, by the authority's calendar.

    Without an application (a list of questions, a file checked by itself) every weekday counts that is no
    bank holiday. A setting's own closures only make the number smaller: the authority's is the upper limit.
    """
    calendar = calendar_for(None) if has_app_context() else Calendar()
    return calendar.between(dt.date.fromisoformat(first) - DAY, dt.date.fromisoformat(last))
