"""The words of what follows a decision: where a place stands, its steps, the sides of a trial."""

from __future__ import annotations

PLACE_STATES: dict[str, tuple[str, str]] = {
    "decided": ("Not offered yet", "amber"),
    "offered": ("Offered", "accent"),
    "accepted": ("The school accepts", "green"),
    "refused": ("The school refuses", "red_light"),
    "negotiating": ("Being negotiated", "amber"),
    "directing": ("Direction under way", "amber"),
    "directed": ("Directed", "accent"),
    "attending": ("In school", "green"),
    "held": ("Holds", "grey"),
    "ended": ("Ended", "grey"),
}
"""Status of a placement -> (words, colour of the tag)."""

STEPS: dict[str, str] = {
    "offer": "Place offered",
    "accepted": "The school accepts",
    "refused": "The school refuses",
    "negotiation": "Negotiation with the school",
    "direction_sought": "Direction sought",
    "direction_given": "Direction given",
    "direction_not_given": "No direction stands",
    "adjudicator": "The school turned to the Schools Adjudicator",
    "agreement": "Agreement to the managed move",
    "admission_planned": "Admission meeting arranged",
    "admission_held": "Admission meeting held",
    "start_changed": "First day agreed anew",
    "did_not_come": "The child did not come",
    "handover_sent": "Handover from one safeguarding lead to the other",
    "handover_received": "Handover received",
    "attended": "First day in school",
    "trial_review": "Review of the trial",
    "check": "Four-week check",
    "permanent": "The trial became permanent",
    "ended": "The place ended",
}
"""Kind of a step -> words."""

SIDES: dict[str, str] = {
    "home_school": "The home school",
    "receiving_school": "The receiving school",
    "parents": "Parents or carers",
}
"""Who agrees to a managed move before it begins."""

NEGOTIATED: dict[str, str] = {
    "agreed": "The school now accepts",
    "open": "No agreement yet; another talk follows",
    "failed": "No agreement: direction is weighed",
    "other_place": "Another place is looked for",
}
HANDED_OVER: dict[str, str] = {
    "child_protection_file": "Child protection file, apart from the pupil file",
    "safety_plan": "Safety plan",
    "send": "SEN support plan and records",
    "pupil_file": "Pupil file",
    "talk": "A talk between the two safeguarding leads",
}
