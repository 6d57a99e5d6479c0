"""Support used in school, and prior attainment (part 3 of the form: sixteen kinds, scores and levels)."""

from __future__ import annotations

from foundation.questions import (
    DateKind,
    Flag,
    Flags,
    Group,
    InlineGrid,
    Integer,
    Line,
    LongText,
    Part,
    Question,
)

IMPACT = LongText(
    "impact",
    "Comment and impact",
    rows=2,
    required="say what came of it",
    since=2,
)
FROM = DateKind("used_from", "From", past=True, since=2)
UNTIL = DateKind("used_until", "To, if it has ended", past=True, since=2)


def _support(key: str, title: str, *first: Question) -> Part:
    return Flag(key, title, questions=(*first, IMPACT, FROM, UNTIL))


SUPPORTS = Flags(
    "supports",
    "Support used in school",
    hint="Tick each kind that was used. What is not ticked was not used.",
    none="None of these was used",
    required="Tick the support that was used, or that none was",
    fact="support",
    since=2,
    flags=(
        _support("adapted_timetable", "Adapted timetables"),
        _support("one_to_one", "1:1 sessions"),
        _support("respite_ap", "Respite, or use of alternative provision"),
        _support("learning_unit", "Internal learning unit"),
        _support("internal_exclusion", "Internal exclusion"),
        _support("lsa", "LSA class support"),
        _support("alternative_curriculum", "Alternative curriculum"),
        _support("peer_mentoring", "Peer mentoring"),
        _support("external_mentoring", "External mentoring"),
        _support("counselling", "Counselling"),
        _support("smoking_cessation", "Smoking cessation"),
        _support("drugs_worker", "Drugs worker"),
        _support("school_nurse", "School nurse"),
        _support("safeguarding", "Safeguarding"),
        _support("therapies", "Therapies, for example drama therapy"),
        _support(
            "other", "Other", Line("which", "Which", required="say which other support was used", since=2)
        ),
    ),
)

ATTAINMENT = Group(
    "Prior attainment",
    (
        InlineGrid(
            "cats",
            "CATs scores",
            columns=(Integer("score", "Score", least=50, most=150, since=2),),
            rows=(
                Part("verbal", "Verbal"),
                Part("non_verbal", "Non-verbal"),
                Part("quantitative", "Quantitative"),
            ),
            since=2,
        ),
        InlineGrid(
            "levels",
            "Levels",
            columns=(
                Line("key_stage_2", "Key stage 2", most=40, width="10", since=2),
                Line("current_level", "Current level", most=40, width="10", since=2),
            ),
            rows=(Part("english", "English"), Part("maths", "Maths"), Part("science", "Science")),
            since=2,
        ),
        Line(
            "reading_age", "Reading age", most=20, width="10", hint="For example 9 years 4 months.", since=2
        ),
        Line("spelling_age", "Spelling age", most=20, width="10", since=2),
        LongText("ks4_courses", "Key stage 4 courses", rows=2, since=2),
        LongText("attainment", "Anything else about attainment", rows=2),
    ),
    hint="Leave empty what the school does not hold.",
)
