"""How long an alert may wait (transitions, "The life of an alert")."""

from __future__ import annotations

import datetime as dt

from foundation.store.calendar import calendar_for
from transitions import decided
from transitions.rules.findings import Kind

TOGETHER = frozenset({str(Kind.SAME_SETTING), str(Kind.SAME_SITE)})


def due_from(kind: str, day: dt.date) -> dt.date:
    """The last day to acknowledge what was raised on `day`: sooner for two children at one setting."""
    return calendar_for(None).add(day, _to_acknowledge(kind, day))


def letter_due(kind: str, setting_id: int, day: dt.date) -> dt.date:
    """By when a setting acknowledges a letter that was released on `day`, by its own calendar."""
    return calendar_for(setting_id).add(day, _to_acknowledge(kind, day))


def plan_due(kind: str, setting_id: int, day: dt.date) -> dt.date:
    """By when a setting that was told on `day` has a plan: sooner where two children are together."""
    plan = decided.PLAN_TOGETHER if kind in TOGETHER else decided.PLAN_OTHERS
    return calendar_for(setting_id).add(day, plan.value(day))


def _to_acknowledge(kind: str, day: dt.date) -> int:
    same = kind == str(Kind.SAME_SETTING)
    return (decided.ACKNOWLEDGE_SAME_SETTING if same else decided.ACKNOWLEDGE_OTHERS).value(day)
