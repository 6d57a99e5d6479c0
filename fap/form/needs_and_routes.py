"""Special educational needs, and the other route that a child with a plan or in care takes to a place."""

from __future__ import annotations

from foundation.questions import (
    Any_,
    Choice,
    Group,
    In,
    Is,
    Line,
    LongText,
    SetChoice,
    Ticked,
    YesNo,
)

WITH_NEEDS = In("sen_provision", ("K", "E"))
OTHER_ROUTE = Any_(
    Is("sen_provision", "E"),
    Is("care_status", "looked_after"),
    Ticked("groups", "looked_after"),
)
"""The School Admissions Code takes these children to a place without a panel (paragraphs 3.12 and 3.18)."""

NEEDS = Group(
    "Special educational needs",
    (
        SetChoice(
            "sen_provision",
            "Provision",
            set="sen_provision",
            required="Choose the provision for special educational needs, or none",
            fact="sen_provision",
        ),
        SetChoice(
            "sen_need",
            "Primary need",
            set="sen_need",
            select=True,
            when=WITH_NEEDS,
            required="Choose the primary need",
            fact="sen_need",
        ),
        SetChoice("sen_need_2", "Secondary need", set="sen_need", select=True, when=WITH_NEEDS, since=2),
        SetChoice("sen_need_3", "Tertiary need", set="sen_need", select=True, when=WITH_NEEDS, since=2),
        YesNo(
            "support_plan",
            "Is there an individual education plan or support plan?",
            hint="If there is, add it to the documents.",
            required="Say whether there is an individual education plan or support plan",
            since=2,
        ),
        YesNo(
            "has_diagnosis",
            "Does the child have a specific diagnosis?",
            hint="For example ADHD, ASD, epilepsy or dyslexia.",
            required="Say whether the child has a specific diagnosis",
            since=2,
        ),
        Line(
            "diagnosis",
            "Which diagnosis",
            when=Is("has_diagnosis", "yes"),
            required="Enter the diagnosis",
        ),
        YesNo(
            "risk_assessment",
            "Is there a risk assessment in place?",
            required="Say whether a risk assessment is in place",
        ),
    ),
)

ROUTE = Group(
    "A place for this child takes another route",
    (
        Choice(
            "other_route_for",
            "What do you use this form for?",
            choices=(
                ("managed_move", "A managed move"),
                ("respite", "Respite"),
                ("information", "Information for the panel"),
            ),
            when=OTHER_ROUTE,
            required="Say what you use this form for, as a place takes another route",
            since=2,
        ),
        LongText(
            "other_route",
            "Why this form",
            rows=3,
            when=OTHER_ROUTE,
            required="Say why this form is right although a place takes another route",
        ),
    ),
    hint="For a child with an EHC plan, ask the SEND team to amend the plan. A child who is looked after is "
    "admitted in the ordinary way, at once: ask the virtual school. What the form says about harm still "
    "counts.",
)
