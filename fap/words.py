"""The words of this room: states, decisions, colours of the placement check."""

from __future__ import annotations

STATES: dict[str, tuple[str, str]] = {
    "draft": ("Draft", "grey"),
    "submitted": ("Sent in", "accent"),
    "returned": ("Returned", "amber"),
    "accepted": ("Accepted", "green"),
    "on_agenda": ("On agenda", "accent"),
    "deferred": ("Deferred", "amber"),
    "decided": ("Decided", "accent"),
    "placed": ("In school", "green"),
    "closed": ("Closed", "grey"),
    "not_eligible": ("Not a fair access case", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
}
"""Status -> (words, colour of the tag)."""

CLOCK_RUNS = ("accepted", "on_agenda", "deferred")
WAITING = ("submitted", "returned")

MEETING_STATES: dict[str, tuple[str, str]] = {
    "planned": ("Planned", "grey"),
    "published": ("Published", "green"),
    "closed": ("Closed", "grey"),
    "cancelled": ("Cancelled", "red_light"),
}

DECISIONS: dict[str, str] = {
    "place": "A place at a mainstream school",
    "managed_move": "A managed move on trial, with a review date",
    "respite": "A respite place at the pupil referral unit",
    "alternative_provision": "Alternative provision",
    "deferred": "Deferred to the next panel",
    "not_eligible": "Not a fair access case, and what to do instead",
    "withdrawn": "Withdrawn by whoever referred",
}
PLACES = frozenset({"place", "managed_move", "respite", "alternative_provision"})
"""The decisions that name a setting and a first day."""

COLOURS: dict[str, str] = {
    "clear": "Clear",
    "possible": "Possible",
    "linked_site": "Linked site",
    "conflict": "Conflict",
}
"""What people outside the safeguarding team see of a placement check: a word, never a reason."""

AGAINST: dict[str, str] = {
    "check": "the placement check says {colour}",
    "objection": "the safeguarding officer objects",
    "not_safe": "the setting says that it is not safe given who is there now",
}
"""What can speak against a place, as a refusal says it."""

OUTCOMES: dict[str, tuple[str, str]] = {
    "to_ratify": ("To ratify", "amber"),
    "ratified": ("Ratified", "green"),
    "not_ratified": ("Not ratified", "red_light"),
    "not_reached": ("Not reached", "grey"),
}
"""What became of an item on which the panel only ratifies: (words, colour of the tag)."""

FIELD_WORDS: dict[str, str] = {
    "kind": "what is decided",
    "reasons": "reasons",
    "setting_id": "school",
    "start_date": "first day",
    "until": "last day",
    "transition_on": "transition meeting",
    "review_on": "review of the trial",
    "if_breaks_down": "if it breaks down",
    "issues": "issues under the protocol",
    "provision": "type of provision",
    "provision_other": "other provision",
    "decision_text": "the decision in words",
    "conditions": "conditions",
    "dissent": "dissent",
    "dissent_by": "who dissents",
    "support_child": "support for the child",
    "support_stay": "support for those who stay",
    "responsible": "who makes sure it happens",
    "reason_matches": "whether the reason matches",
    "contexts_covered": "what was talked about",
    "override_reason": "why all the same",
}
"""The fields of a decision as its history names them."""

PROVISION_COLUMNS: dict[str, str] = {
    "recommended": "Recommended",
    "agreed": "Placement agreed",
    "pru_support": "PRU support",
    "school_costs": "School costs",
}
"""The columns of "Type of provision/assessment" (Appendix H, panel decision)."""

SEVERITY: dict[str, int] = {"clear": 0, "possible": 1, "linked_site": 2, "conflict": 3}

FLAGS: dict[str, str] = {
    "cse": "Child sexual exploitation",
    "gangs": "Affected by gangs",
    "serious_youth_violence": "Affected by serious youth violence",
    "relationship_abuse": "Relationship abuse",
    "displays_hsb": "Displays harmful sexual behaviour (alleged)",
    "harmed_by_hsb": "Harmed by another child’s sexual behaviour",
    "sexual_bullying": "Sexual bullying",
    "missing_education": "Missing from education",
    "missing_home": "Missing from home",
    "other_physical": "Physical abuse between children",
    "other_emotional": "Emotional abuse between children",
    "other_financial": "Financial abuse between children",
    "other_controlling": "Controlling behaviour",
    "other_online": "Online abuse between children",
}
FIXED_CAPACITY: dict[str, str] = {"displays_hsb": "alleged", "harmed_by_hsb": "experiences"}
"""The capacity that a flag means by itself."""

ABOUT_OTHERS = frozenset(FLAGS) - {"missing_education", "missing_home"}
"""The flags that say something happened between children: the Education MASH is told of them."""
