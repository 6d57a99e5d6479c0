"""5. Needs and risks: who, how, where, and why the rating is what it is."""

from __future__ import annotations

from foundation.questions import Choice, Grid, GridRow, Line, LongText, Option, Rows, Section

RATINGS = (
    Option("low", "Low"),
    Option("medium", "Medium"),
    Option("high", "High"),
    Option("very_high", "Very high"),
)
_LIKELY = (
    Option("unlikely", "Unlikely"),
    Option("possible", "Possible"),
    Option("likely", "Likely"),
    Option("very_likely", "Very likely"),
)
_SERIOUS = (
    Option("minor", "Minor"),
    Option("serious", "Serious"),
    Option("very_serious", "Very serious"),
)
_PROMPTS = (
    ("repeat", "The behaviour happens again"),
    ("contact", "Contact between the children"),
    ("retaliation", "Retaliation and bullying"),
    ("self_harm", "Self-harm"),
    ("isolation", "Absence and isolation"),
    ("harm_to_alleged", "Harm to the child alleged to have caused harm"),
    ("staff", "Risk to staff"),
    ("on_transport", "Risk on transport"),
)
_QUESTIONS = (
    LongText("who_how", "Who could be harmed, how, where and when?", rows=2, required="say who and how"),
    Choice("likely", "How likely?", choices=_LIKELY, required="say how likely"),
    Choice("serious", "How serious?", choices=_SERIOUS, required="say how serious"),
    LongText("reduces", "What already reduces it?", rows=2),
    Choice("rating", "Rating", choices=RATINGS, required="give a rating"),
    LongText("reason", "Why this rating?", rows=2, required="give the reason for the rating"),
    LongText("control", "What is done about it?", rows=2, required="say what is done about it"),
    Choice("after", "Rating with what is done", choices=RATINGS, required="give the rating afterwards"),
)

RISKS = Section(
    "risks",
    "Needs and risks",
    contents=(
        Grid(
            "risk_lines",
            "Risks to think of",
            rows=tuple(GridRow(key, title) for key, title in _PROMPTS),
            columns=_QUESTIONS,
            skippable=True,
            hint="Each is answered, or not relevant because. No rating without its reason.",
            required="rate it, or say why it is not relevant",
        ),
        Rows(
            "more_risks",
            "Other risks and needs",
            one="risk",
            title_of=("name",),
            questions=(Line("name", "What is the risk or need?", required="name it"), *_QUESTIONS),
        ),
    ),
    hint="eight risks to think of, and your own",
    part="5",
    advice=(
        (
            "Judge the risk, not the child",
            "A rating without a reason helps nobody. Write what you know, what you do not know, and what "
            "would change your mind.",
        ),
    ),
)
