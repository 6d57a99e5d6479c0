"""How long an alert may wait (transitions, "The life of an alert")."""

from __future__ import annotations

import datetime as dt

from foundation.store.calendar import calendar_for
from transitions.rules.findings import Kind

SCHOOL_DAYS_TO_ACKNOWLEDGE = {str(Kind.SAME_SETTING): 1}
SCHOOL_DAYS_FOR_OTHERS = 3


def due_from(kind: str, day: dt.date) -> dt.date:
    """The last day to acknowledge: 1 school day for two children at one setting, 3 for the others."""
    days = SCHOOL_DAYS_TO_ACKNOWLEDGE.get(kind, SCHOOL_DAYS_FOR_OTHERS)
    return calendar_for(None).add(day, days)
