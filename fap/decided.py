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
        rule="School days of the authority’s calendar from the day of its refusal.",
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
        rule="School days of the authority’s calendar from the day it was asked.",
        source="Engaging the Fair Access Panel",
        first=5,
        unit=Unit.SCHOOL_DAYS,
        most=15,
    )
)
