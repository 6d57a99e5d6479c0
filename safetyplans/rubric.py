"""The rubric of quality assurance: thirteen criteria, four levels (safety-plan specification)."""

from __future__ import annotations

LEVELS: tuple[tuple[str, str], ...] = (
    ("unsafe", "Unsafe: act today"),
    ("emerging", "Emerging"),
    ("good", "Some good practice"),
    ("strong", "Consistently strong"),
)
COMMENT_NEEDED = frozenset({"unsafe", "emerging"})

CRITERIA: tuple[tuple[str, str], ...] = (
    ("facts", "Facts are clear and dated"),
    ("voice", "The child's voice is visible and used"),
    ("every_child", "Every child has a plan"),
    ("grid", "The school day is complete"),
    ("adults", "Every control has an adult and a check"),
    ("fair", "Separation is fair to the child harmed"),
    ("conditions", "Conditions and police advice are matched"),
    ("setting", "Other victims and the whole setting are addressed"),
    ("support", "There is support as well as restriction"),
    ("rights", "Rights and equality are weighed for both children"),
    ("agreed", "Agreed, shared, and the next review is in time"),
    ("twins", "The linked plans do not contradict each other"),
    ("print", "Safe to print"),
)
ANSWER_WORDS = {"changed": "Changed", "not_changed": "Not changed, because"}
LEVEL_WORDS = dict(LEVELS)
CRITERION_WORDS = dict(CRITERIA)
