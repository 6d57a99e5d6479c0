"""The contextual table of a meeting on harmful sexual behaviour, as one declaration (Appendix L, Appendix 3).

Five contexts by nine columns. Factors are chosen from Appendix 4's lists, or written one to a line. The
planned interventions stand in words here; what somebody is to do by a date is an action of the meeting.
"""

from __future__ import annotations

from foundation.questions import (
    Choice,
    Choices,
    Form,
    Group,
    LongText,
    Option,
    Question,
    Section,
    SetChoice,
    SetChoices,
)

FACTORS = ("vulnerability", "risk", "resilience")
COLUMNS: dict[str, str] = {
    "situation": "Current situation",
    "behaviour": "Harmful sexual behaviour",
    "vulnerability": "Vulnerability factors",
    "risk": "Risk factors",
    "resilience": "Resilience factors",
    "strengths": "Strengths",
    "involvement": "Professional involvement to date",
    "interventions": "Planned actions and interventions",
    "barriers": "Challenges and barriers to intervention",
}
TITLES: dict[str, str] = {
    "individual": "The young person",
    "family": "Family and home",
    "peer": "Peer groups",
    "school": "Schools",
    "neighbourhood": "Neighbourhood spaces",
}
ASKED: dict[str, str] = {
    "situation": "What is the situation now?",
    "behaviour": "How does the harmful sexual behaviour show here?",
    "strengths": "What are the strengths?",
    "involvement": "Which professionals have been involved so far?",
    "interventions": "What is planned?",
    "barriers": "What stands in the way?",
}
HINTS: dict[str, str] = {
    "individual": "What belongs to the young person, not to the places and people around.",
    "family": "Name each home, if there is more than one.",
    "peer": "Other children by what they are to this child, never by name.",
    "school": "Each school, also former ones that still matter.",
    "neighbourhood": "Say which places: streets, parks, shops, transport, online spaces.",
}
NOT_KNOWN = "write what is known here, or that nothing is known"


def set_of(column: str, context: str) -> str:
    """The name under which the factors of one cell are handed in."""
    return f"{column}.{context}"


def _context(context: str) -> Section:
    def ask(column: str, rows: int = 3) -> LongText:
        needed = NOT_KNOWN if column == "situation" else ""
        return LongText(f"{context}_{column}", ASKED[column], rows=rows, required=needed)

    chosen: list[Question] = []
    for column in FACTORS:
        chosen.append(SetChoices(f"{context}_{column}", COLUMNS[column], set=set_of(column, context)))
        label = f"Other {COLUMNS[column].lower()}"
        chosen.append(LongText(f"{context}_{column}_more", label, rows=2, hint="One to a line."))
    return Section(
        context,
        TITLES[context],
        hint=HINTS[context],
        contents=(
            Group("Now", (ask("situation"), ask("behaviour"))),
            Group("Factors", tuple(chosen)),
            Group("Response", (ask("strengths"), ask("involvement"), ask("interventions"), ask("barriers"))),
        ),
    )


BEHAVIOUR = Section(
    "overview",
    "Alone or in a group",
    contents=(
        Choice(
            "together",
            "Did the child act alone or in a group?",
            choices=(
                Option("alone", "Alone"),
                Option("group", "In a group"),
                Option("both", "Both, at different times"),
                Option("unknown", "Not known"),
            ),
            required="say whether it was alone or in a group",
        ),
        LongText("together_words", "What is known about the group", rows=3),
    ),
)
JUDGEMENT = Section(
    "judgement",
    "Judgement and summary",
    contents=(
        Group(
            "The contexts together",
            (
                Choices(
                    "matter_most",
                    "Which contexts matter most?",
                    choices=tuple(Option(code, title) for code, title in TITLES.items()),
                    required="say which contexts matter most",
                ),
                LongText(
                    "interplay",
                    "How do the contexts act on each other?",
                    rows=4,
                    required="say how the contexts act on each other",
                ),
            ),
        ),
        Group(
            "Severity",
            (
                SetChoice(
                    "severity",
                    "Level on the Hackett continuum",
                    set="hackett_level",
                    required="choose the level",
                ),
                LongText(
                    "severity_because",
                    "The reason for this level",
                    rows=3,
                    required="give the reason for the level",
                ),
            ),
        ),
        Group(
            "Summary of all contexts",
            tuple(LongText(f"summary_{column}", words, rows=2) for column, words in COLUMNS.items()),
        ),
    ),
)
TABLE = Form(
    key="hsb_table",
    title="Contextual table",
    version=1,
    sections=(BEHAVIOUR, *(_context(context) for context in TITLES), JUDGEMENT),
)
