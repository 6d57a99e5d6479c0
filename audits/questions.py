"""What an auditor judges, and in which levels (safeguarding, "The monthly audit"; features B13, 98)."""

from __future__ import annotations

LEVELS = {"good": "Good", "improve": "Requires improvement", "inadequate": "Inadequate"}
OVERALL = "overall"

QUESTIONS: dict[str, tuple[str, str]] = {
    "support": (
        "Were the children supported, each in their own right?",
        "The child alleged to have caused harm too.",
    ),
    "voice": ("Was the children’s voice heard and used?", "Seen alone, asked directly, and acted upon."),
    "challenge": (
        "Was there challenge where there should have been?",
        "Between agencies, and of a decision to take no further action.",
    ),
    "equality": (
        "Were the children’s rights and any inequality weighed?",
        "Race, sex, disability, poverty, and whose move it was.",
    ),
    OVERALL: ("Overall", "Your judgement on this record as a whole."),
}

KINDS = {
    "monthly": "Monthly audit",
    "quarterly": "Quarterly check of every case",
    "thematic": "Thematic audit",
}
THEMES = {
    "sexual": "Sexual violence or harassment",
    "online": "Harm online",
    "outside": "Harm outside school",
    "group": "Harm by a group",
    "together": "Children placed together again",
}
ALWAYS = {
    "plan_overdue": "plan overdue",
    "advice_overdue": "advice overdue",
    "alert_late": "alert answered late",
    "letter_late": "outcome letter late",
    "override": "placement check overridden",
}
