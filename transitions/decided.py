"""The clocks of alerts, letters and moves."""

from __future__ import annotations

import datetime as dt

from foundation.store.decided import Number, Unit, Wording, declare
from transitions.rules.findings import UNLESS_DECIDED, Clocks

GROUP = "Alerts and moves"


def _days(key: str, words: str, rule: str, first: int, most: int = 20) -> Number:
    source = "Transitions, “The life of an alert”"
    return declare(
        Number(
            key=key,
            group=GROUP,
            words=words,
            rule=rule,
            source=source,
            first=first,
            unit=Unit.SCHOOL_DAYS,
            most=most,
        )
    )


FOR_ALERTS = "School days of the authority’s calendar from the day the alert was raised until somebody acts."
ACKNOWLEDGE_SAME_SETTING = _days(
    "alert-acknowledge-same-setting",
    "An alert about two children at one setting is acknowledged within",
    f"{FOR_ALERTS} A letter about it is acknowledged in the same time, by the school’s own calendar.",
    1,
    5,
)
ACKNOWLEDGE_OTHERS = _days(
    "alert-acknowledge",
    "Any other alert is acknowledged within",
    f"{FOR_ALERTS} A letter about it is acknowledged in the same time, by the school’s own calendar.",
    3,
    10,
)
FOR_PLANS = "School days by the school’s own calendar from the day it was told."
PLAN_TOGETHER = _days(
    "plan-after-letter-together",
    "A school that was told has a plan, two children together, within",
    f"{FOR_PLANS} For two children at one setting or on one site.",
    2,
    10,
)
PLAN_OTHERS = _days(
    "plan-after-letter", "A school that was told of another move has a plan within", FOR_PLANS, 5
)
FIND_A_PLACE = _days(
    "move-destination",
    "A child who left has a known destination within",
    "School days after the last day at the old school, by that school’s calendar; then an alert is raised. "
    "An accepted place that was not taken up so long after its start is no destination.",
    UNLESS_DECIDED.find_a_place.first,
)
TAKE_UP_PLAN = _days(
    "plan-travels",
    "A new school acknowledges a child’s safety plan within",
    "School days after the first day at the new school, by its own calendar. After that an alert is raised.",
    UNLESS_DECIDED.take_up_plan.first,
)
PHASES_FROM = declare(
    Wording(
        key="phase-transfer-from",
        group=GROUP,
        words="Children in the last year of a school are an alert from",
        rule="With 1 June of the year before, the alert comes in good time for preferences.",
        source="Transitions, the kind “phase transfer due”",
        variable="PHASE_TRANSFER_FROM_JUNE",
        otherwise="no",
        choices=(("no", "1 September of their last year"), ("yes", "1 June of the year before")),
    )
)


def clocks() -> Clocks:
    """What the rules of moves and plans count with."""
    return Clocks(FIND_A_PLACE.dated(), TAKE_UP_PLAN.dated())


def from_june(day: dt.date) -> bool:
    """Whether, on a day, children in the last year of a school are an alert from 1 June on."""
    return PHASES_FROM.value(day) == "yes"
