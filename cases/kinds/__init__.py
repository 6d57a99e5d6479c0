"""The kinds of entries of a case, declared as data, and the sections in which the pages show them."""

from __future__ import annotations

from cases.kinds import advice, child, services
from cases.kinds.declaration import CHOOSE, DATE, LINE, TICKS, WORDS, Field, Kind, Values

KINDS: dict[str, Kind] = {kind.key: kind for kind in (*advice.KINDS, *child.KINDS, *services.KINDS)}

CHILD_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("considered", "What was considered", ("strategy", "assessment", "level")),
    ("heard", "The child and the family", ("voice", "parents", "history", "circumstances", "family_plan")),
    ("support", "Support and services", ("support", "referral", "worker")),
    ("advice", "Advice", ("advice",)),
    ("outcomes", "Police, social care and ratings", ("police", "social_care", "rating")),
    (
        "contexts",
        "Contexts, feedback and closing",
        ("contexts", "contexts_end", "feedback", "closing_reason"),
    ),
)
CASE_SECTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("decisions", "Decisions", ("decision", "partner_check")),
    ("oversight", "Oversight and challenge", ("oversight", "challenge")),
    ("changes", "Changes", ("development",)),
    ("advice", "Advice about the whole case", ("advice",)),
)

__all__ = [
    "CASE_SECTIONS",
    "CHILD_SECTIONS",
    "CHOOSE",
    "DATE",
    "KINDS",
    "LINE",
    "TICKS",
    "WORDS",
    "Field",
    "Kind",
    "Values",
]
