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
CODES: dict[str, tuple[tuple[str, str], ...]] = {
    "facts": (
        ("facts_dates", "Dates, times or the exact place are missing"),
        ("facts_conclusion", "A conclusion stands where a fact should"),
    ),
    "voice": (
        ("voice_missing", "The child’s own words are missing"),
        ("voice_unused", "The child’s words change nothing in the plan"),
        ("voice_not_alone", "The child was not seen alone, and no day is set"),
    ),
    "every_child": (("child_without", "A child concerned has no plan"),),
    "grid": (
        ("grid_gap", "A place or time is not answered"),
        ("grid_vague", "A control is too general to be done"),
    ),
    "adults": (
        ("adult_missing", "A control has no named adult"),
        ("adult_cover", "Nobody covers when the adult is away"),
        ("adult_check", "Nobody checks whether it is done"),
    ),
    "fair": (
        ("fair_burden", "The child harmed carries the change"),
        ("fair_learning", "Lost learning is not made up for"),
    ),
    "conditions": (
        ("conditions_words", "The exact words of a condition are missing"),
        ("conditions_unchecked", "Nobody checks a condition"),
    ),
    "setting": (
        ("setting_victims", "Other possible victims are not considered"),
        ("setting_place", "The place is not made safer"),
    ),
    "support": (
        ("support_none", "There is restriction without support"),
        ("support_waiting", "Nothing helps while the child waits"),
    ),
    "rights": (("rights_weighed", "The rights of both children are not weighed"),),
    "agreed": (
        ("agreed_child", "The child was not asked, and no reason stands"),
        ("agreed_parent", "A parent was not asked, and no reason stands"),
        ("agreed_review", "The next review is too late"),
    ),
    "twins": (("twins_clash", "The linked plans contradict each other"),),
    "print": (("print_names", "Another child can be recognised"),),
}
"""What is found again and again, as codes: they are counted for the general findings."""
CODE_WORDS = {code: words for codes in CODES.values() for code, words in codes}

ANSWER_WORDS = {"changed": "Changed", "not_changed": "Not changed, because"}
LEVEL_WORDS = dict(LEVELS)
CRITERION_WORDS = dict(CRITERIA)
