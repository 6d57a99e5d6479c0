"""From one record to what can be counted. Pure: no database, no clock.

Facts come from the declarations (`Reading.facts()`) where a form exists, so that a form's new version needs
no change here: its answers are brought forward first. Cases, meetings and alerts have no long form; theirs
come from the records. What people wrote is never taken over; only whether they wrote something.
"""

from __future__ import annotations

from needs.gathering.case import party_value
from needs.gathering.meeting import alert_value, meeting_value
from needs.gathering.plan import plan_value
from needs.gathering.referral import referral_value
from needs.gathering.values import (
    Beside,
    FactValue,
    FormValue,
    Parts,
    Surroundings,
    in_order,
    read_answers,
    says_something,
    sort_key,
)

__all__ = [
    "Beside",
    "FactValue",
    "FormValue",
    "Parts",
    "Surroundings",
    "alert_value",
    "in_order",
    "meeting_value",
    "party_value",
    "plan_value",
    "read_answers",
    "referral_value",
    "says_something",
    "sort_key",
]
