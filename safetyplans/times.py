"""The reviews of a plan, by kind (safety-plan specification, section 12)."""

from __future__ import annotations

from foundation.store.decided import Number
from safetyplans.decided import FULL_REVIEW, SECOND_REVIEW

FIRST_REVIEWS: dict[str, Number | None] = {
    "same_day": None,
    "two_days": SECOND_REVIEW,
    "ten_days": FULL_REVIEW,
}
"""Kind of review -> how many school days after the plan was signed; None: on that day."""
REVIEW_KINDS: dict[str, str] = {
    "same_day": "Same day: the safety of today",
    "two_days": "First days: is what was planned in place?",
    "ten_days": "First weeks: the full version",
    "regular": "Regular review",
    "together": "Together with the linked plan",
    "trigger": "Something happened",
    "before_move": "Before a move or a new phase",
    "before_trip": "Before a trip or an event",
    "bail_ends": "Bail or a condition ends or changes",
    "outcome": "The police or the court have decided",
}
SET_BY_HAND = ("trigger", "before_move", "before_trip", "bail_ends", "outcome")
