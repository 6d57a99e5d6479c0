"""The figures of the statement: which there are, in which order, and what each of them means in words."""

from __future__ import annotations

from dataclasses import dataclass

IN_FORCE = "in_force"
APART = "apart"
WITH_PLAN = "together_with_plan"
WITHOUT_PLAN = "together_without_plan"
UNKNOWN = "whereabouts_unknown"
UNDECIDED = "identity_undecided"
STANDINGS = (APART, WITH_PLAN, WITHOUT_PLAN, UNDECIDED, UNKNOWN)
"""Where the two children of a separation stand: each separation in force has exactly one of these."""

MOVES = "moves"
ACKNOWLEDGED = "moves_acknowledged"
PASSED = "moves_not_acknowledged"
WITHHELD = "moves_nothing_shared"
NOT_PASSED = "moves_not_passed"
TOLD = (ACKNOWLEDGED, PASSED, WITHHELD, NOT_PASSED)
"""What the new setting knows of a move: each move has exactly one of these."""

OVERDUE = "overdue"
LATE_ALERTS = "alerts_overdue"
LATE_LETTERS = "letters_overdue"
LATE_REVIEWS = "reviews_overdue"
LATE = (LATE_ALERTS, LATE_LETTERS, LATE_REVIEWS)


@dataclass(frozen=True)
class Figure:
    """One figure: its words, and what they mean."""

    code: str
    words: str
    meaning: str


FIGURES: dict[str, Figure] = {
    figure.code: figure
    for figure in (
        Figure(IN_FORCE, "Separations in force", "Pairs of children who must not meet unprepared."),
        Figure(
            APART,
            "Apart",
            "A roll says where each of the two is, and it is neither one setting nor one site.",
        ),
        Figure(
            WITH_PLAN,
            "Together, with a live plan for each",
            "At one setting or site, and each has a signed plan that this setting wrote or acknowledged.",
        ),
        Figure(
            WITHOUT_PLAN,
            "Together, without a live plan for each",
            "At one setting or site, and at least one of the two has no plan that this setting wrote or "
            "acknowledged.",
        ),
        Figure(
            UNDECIDED,
            "Identity undecided",
            "Another record may be one of the two, and nobody had decided. They may be together.",
        ),
        Figure(
            UNKNOWN,
            "Whereabouts unknown",
            "No roll says where one of the two is, and no next place is known within the days for it.",
        ),
        Figure(
            MOVES, "Moves in the period", "A child of a separation, or with a live plan, began at a setting."
        ),
        Figure(
            ACKNOWLEDGED,
            "Information passed and acknowledged",
            "The new setting said that it had read what it was told.",
        ),
        Figure(PASSED, "Passed, not acknowledged", "Released to the new setting; no answer yet."),
        Figure(
            WITHHELD,
            "Nothing shared, with a reason",
            "An officer decided that sharing would do more harm, and wrote down why.",
        ),
        Figure(NOT_PASSED, "Not passed", "Nothing had been released to the new setting."),
        Figure(OVERDUE, "Overdue", "What should have been done by the day and was not."),
        Figure(LATE_ALERTS, "Alerts not acknowledged in time", "Past the day to acknowledge."),
        Figure(LATE_LETTERS, "Letters not acknowledged in time", "Released, and past their day."),
        Figure(LATE_REVIEWS, "Separations not reviewed in time", "Past their review date."),
    )
}
SUMS: dict[str, tuple[str, ...]] = {IN_FORCE: STANDINGS, MOVES: TOLD, OVERDUE: LATE}

UNDISCLOSED = (
    "Incidents that nobody has disclosed or reported cannot be covered by any statement: this one speaks "
    "only of the children whom the council knows about."
)
ALWAYS = (
    UNDISCLOSED,
    "Where a child is, is known from rolls. A roll that a setting sent late or wrongly makes this statement "
    "late or wrong.",
    "Only two children whose separation is recorded are looked at: not every pair at one place.",
)
OF_A_PAST_DAY = (
    "Where the children were is told as it is known now: a later roll may have corrected what was thought "
    "then.",
    "Records that were joined since count as one child. Places that were offered and withdrawn since, and "
    "sites that settings no longer share, are left out.",
    "Overdue reviews are given for today only: earlier review dates are replaced when a review is done.",
)
