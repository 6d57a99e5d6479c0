"""Short ways to write stays and separations down, for tests of the rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cases.separations_core import Live
from roll.stays_core import Stay
from safetyplans.plans_core import LivePlan
from transitions.rules.spans import OPEN_END

A, B, C = 1, 2, 3
NORTH, SOUTH, ANNEX, FAR = 10, 20, 11, 30
GROUPS = {NORTH: 7, ANNEX: 7, SOUTH: None}


def on(text: str) -> dt.date:
    """ "2026-11-10" as a date; "" is the open end."""
    return dt.date.fromisoformat(text) if text else OPEN_END


def stay(child: int, setting: int, start: str, leaving: str = "", **more: Any) -> Stay:
    """An enrolment, or an expectation with `expected=True`."""
    return Stay(child, setting, on(start), on(leaving), **more)


def separation(since: str = "2026-01-01", until: str = "", **more: Any) -> Live:
    """The separation of A and B."""
    given: dict[str, Any] = {
        "id": 5,
        "public_id": "s",
        "child_a": A,
        "child_b": B,
        "from_date": on(since),
        "until_date": on(until) if until else None,
        "certainty": "confirmed",
        "case_reference": "CASE-2026-000001",
        "role_a": "alleged_victim",
        "role_b": "alleged_perpetrator",
        "incident_setting_ids": frozenset(),
    }
    return Live(**{**given, **more})


def plan(signed: str = "2026-03-02", setting: int = NORTH, child: int = A) -> LivePlan:
    """A live plan of A."""
    return LivePlan(
        id=9,
        public_id="p",
        reference="SP-2026-000001",
        child_id=child,
        setting_id=setting,
        signed_on=on(signed),
        version=1,
    )


def weekdays(_setting: int, day: dt.date, number: int) -> dt.date:
    """School days where every weekday is one."""
    while number:
        day += dt.timedelta(days=1)
        number -= day.weekday() < 5
    return day
