"""How long things may take, in school days: defaults of ours (safety-plan specification, section 12).

The clocks of reviews, quality assurance and help are counted by the school-day calendar.
"""

from __future__ import annotations

FIRST_REVIEWS: tuple[tuple[str, int], ...] = (("same_day", 0), ("two_days", 2), ("ten_days", 10))
"""Kind of review, school days after the plan was signed."""
TOGETHER_WITHIN = 5
"""School days within which the linked plan is reviewed too."""
DAYS_TO_JUDGE = 10
DAYS_TO_ANSWER = 5
DAYS_TO_HELP = 2

REVIEW_KINDS: dict[str, str] = {
    "same_day": "Same day: the safety of today",
    "two_days": "After 2 school days: is what was planned in place?",
    "ten_days": "After 10 school days: the full version",
    "regular": "Regular review",
    "together": "Together with the linked plan",
    "trigger": "Something happened",
    "before_move": "Before a move or a new phase",
    "before_trip": "Before a trip or an event",
    "bail_ends": "Bail or a condition ends or changes",
    "outcome": "The police or the court have decided",
}
SET_BY_HAND = ("trigger", "before_move", "before_trip", "bail_ends", "outcome")
