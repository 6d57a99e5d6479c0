"""The vocabularies of meetings: code to words."""

from __future__ import annotations

from foundation.store.reference_data import choices, label

KIND_SET, AGENDA_SET, AGENCY_SET, FACTOR_SET = "meeting_kind", "meeting_agenda", "agency", "hsb_factor"
STRATEGY, HSB = "strategy", "hsb_multi_agency"
TRANSITION = "transition"
SHARED_KINDS = ("pre_fap", "transition")
"""Kinds that the fair access coordinator calls too, and that an invited setting may read."""
NO_MEETINGS = {"restorative"}
"""In the reference set, but work with children and no meeting about one."""

STATES: dict[str, tuple[str, str]] = {
    "called": ("Called", "accent"),
    "held": ("Held, minutes open", "amber"),
    "agreed": ("Minutes agreed", "grey"),
    "cancelled": ("Cancelled", "grey"),
    "not_held": ("Considered, not held", "amber"),
}
ATTENDED: dict[str, str] = {
    "yes": "Attended",
    "report": "Sent a report, did not attend",
    "apologies": "Sent apologies",
    "no": "Did not attend",
}
RATINGS: dict[str, tuple[str, str]] = {
    "red": ("Red: not begun", "red_light"),
    "amber": ("Amber: under way", "amber"),
    "green": ("Green: done", "green"),
    "withdrawn": ("Withdrawn", "grey"),
}
OPEN_RATINGS = ("red", "amber")
CONTEXTS: dict[str, str] = {
    "individual": "Individual",
    "family": "Family and home",
    "peer": "Peer group",
    "school": "School",
    "neighbourhood": "Neighbourhood",
}
CONTROLS: dict[str, str] = {
    "family": "Family",
    "peer": "Peers",
    "school": "School",
    "neighbourhood": "Neighbourhood",
}
NOT_HELD: dict[str, str] = {
    "police": "The police are investigating",
    "school_plan": "A school plan is in force",
    "parent": "A parent acts protectively",
    "other_meeting": "Another multi-agency meeting covers it",
    "below_threshold": "The threshold was judged not to be met",
    "other": "Another reason",
}
NOT_ENOUGH = {"police", "school_plan", "parent"}
"""Reasons that the reviews found to be none by themselves (case review 4.19, 4.44)."""


def kinds() -> dict[str, str]:
    """The kinds of meetings that can be called today."""
    return {one.code: one.label for one in choices(KIND_SET) if one.code not in NO_MEETINGS}


def kind_words(kind: str) -> str:
    """A kind of meeting as people read it."""
    return label(KIND_SET, kind)


def agencies() -> dict[str, str]:
    """The agencies that can be asked."""
    return {one.code: one.label for one in choices(AGENCY_SET)}
