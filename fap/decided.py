"""The clocks of fair access that the council decides, and the one that is law."""

from __future__ import annotations

from foundation.store.decided import Number, Unit, declare

GROUP = "Fair access"


ALLOCATE_WITHIN = declare(
    Number(
        key="place-allocated",
        group=GROUP,
        words="A place is allocated within",
        rule="School days of the authority’s calendar, from the day after acceptance, not from submission.",
        source="School Admissions Code, 3.21",
        first=20,
        unit=Unit.SCHOOL_DAYS,
        least=20,
        most=20,
    )
)
TELL_WITHIN = declare(
    Number(
        key="refusal-told",
        group=GROUP,
        words="A school that refuses a child who may be a fair access case tells the authority within",
        rule="School days from the day of its refusal, also where it refuses a place that was decided.",
        source="Engaging the Fair Access Panel",
        first=2,
        unit=Unit.SCHOOL_DAYS,
        most=10,
    )
)
ANSWER_WITHIN = declare(
    Number(
        key="school-answers",
        group=GROUP,
        words="A school that is asked to take a child answers in writing within",
        rule="School days of the school’s own calendar, counted from the day after the offer.",
        source="Engaging the Fair Access Panel",
        first=5,
        unit=Unit.SCHOOL_DAYS,
        most=15,
    )
)


def _after(key: str, words: str, rule: str, first: int, unit: Unit = Unit.SCHOOL_DAYS) -> Number:
    source = "Local rule, as many protocols have it"
    return declare(
        Number(key=key, group=GROUP, words=words, rule=rule, source=source, first=first, unit=unit)
    )


OF_SCHOOL = "School days of the school’s own calendar, counted from"
AFTER: dict[str, Number] = {
    "offer": _after(
        "place-offered",
        "A place is offered to the school within",
        "School days of the authority’s calendar, counted from the day after the decision is signed.",
        2,
    ),
    "answer": ANSWER_WITHIN,
    "tell_refusal": TELL_WITHIN,
    "admission_meeting": _after(
        "admission-meeting",
        "The admission meeting is held within",
        f"{OF_SCHOOL} the day after the school accepted or was directed.",
        10,
    ),
    "negotiation": _after(
        "refusal-talk",
        "Somebody speaks with a school that refuses within",
        "School days of the authority’s calendar, counted from the day after the refusal.",
        5,
    ),
    "handover": _after(
        "handover-confirmed",
        "The receiving school confirms the handover within",
        f"{OF_SCHOOL} the first day in school (Keeping children safe in education says 5 days).",
        5,
    ),
    "check": _after(
        "place-check",
        "Somebody looks at a place again after",
        "Calendar days from the first day in school.",
        28,
        Unit.DAYS,
    ),
}
"""Clock after a decision (reference set `after_clock`) -> what the council may decide about it."""
