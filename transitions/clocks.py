"""How long an alert may wait (transitions, "The life of an alert")."""

from __future__ import annotations

import datetime as dt

from foundation.store.calendar import calendar_for
from transitions.rules.findings import Kind

SCHOOL_DAYS_TO_ACKNOWLEDGE = {str(Kind.SAME_SETTING): 1}
SCHOOL_DAYS_FOR_OTHERS = 3
SCHOOL_DAYS_TO_PLAN = {str(Kind.SAME_SETTING): 2, str(Kind.SAME_SITE): 2}
SCHOOL_DAYS_TO_PLAN_FOR_OTHERS = 5


def due_from(kind: str, day: dt.date) -> dt.date:
    """The last day to acknowledge: 1 school day for two children at one setting, 3 for the others."""
    days = SCHOOL_DAYS_TO_ACKNOWLEDGE.get(kind, SCHOOL_DAYS_FOR_OTHERS)
    return calendar_for(None).add(day, days)


def letter_due(kind: str, setting_id: int, day: dt.date) -> dt.date:
    """By when a setting acknowledges a letter that was released on `day`, by its own calendar."""
    days = SCHOOL_DAYS_TO_ACKNOWLEDGE.get(kind, SCHOOL_DAYS_FOR_OTHERS)
    return calendar_for(setting_id).add(day, days)


def plan_due(kind: str, setting_id: int, day: dt.date) -> dt.date:
    """By when a setting that was told on `day` has a plan: 2 school days where two children are together, 5
    otherwise.
    """
    days = SCHOOL_DAYS_TO_PLAN.get(kind, SCHOOL_DAYS_TO_PLAN_FOR_OTHERS)
    return calendar_for(setting_id).add(day, days)
