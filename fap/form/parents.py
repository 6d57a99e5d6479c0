"""Parents and carers (Appendix H, "Parent/Carer Information")."""

from __future__ import annotations

from foundation.questions import (
    DateKind,
    Email,
    Is,
    Line,
    LongText,
    Phone,
    Postcode,
    Rows,
    Section,
    SetChoice,
    YesNo,
    YesNoUnknown,
)

PARENTS = Section(
    "parents",
    "Parents and carers",
    part="1. Referral and recommendations",
    hint="Who they are, how to reach them safely, and what they say about this referral",
    contents=(
        Rows(
            "parents",
            "Parents and carers",
            one="parent or carer",
            title_of=("parent_name",),
            least=1,
            most=8,
            required="Add at least one parent or carer",
            hint="Add everybody with parental responsibility, and who the child lives with.",
            questions=(
                Line("parent_name", "Name", most=200, required="Enter the name"),
                SetChoice(
                    "relationship",
                    "Relationship to the child",
                    set="relationship_to_child",
                    select=True,
                    required="Choose the relationship",
                ),
                YesNo(
                    "primary", "Is this the primary carer?", required="Say whether this is the primary carer"
                ),
                YesNoUnknown(
                    "responsibility",
                    "Holds parental responsibility?",
                    required="Say whether they hold parental responsibility",
                ),
                YesNo(
                    "withheld",
                    "Must this person’s contact details be withheld?",
                    hint="For example a refuge or an order not to disclose. They are then printed nowhere.",
                    required="Say whether the contact details must be withheld",
                ),
                Phone("telephone", "Telephone", withheld_by="withheld"),
                Email("email", "Email", withheld_by="withheld"),
                LongText("address", "Address", rows=3, most=500, withheld_by="withheld"),
                Postcode("postcode", "Postcode", withheld_by="withheld"),
                YesNoUnknown(
                    "safe",
                    "Is it safe to contact this person?",
                    required="Say whether it is safe to contact this person",
                ),
                LongText("contact_notes", "Notes on contact", rows=2, withheld_by="withheld"),
                YesNo(
                    "consulted",
                    "Consulted about this referral?",
                    required="Say whether this person was consulted about the referral",
                ),
                DateKind(
                    "consulted_on",
                    "Date of consultation",
                    past=True,
                    when=Is("consulted", "yes"),
                    required="Enter the date of the consultation",
                ),
                LongText(
                    "views",
                    "Their views",
                    when=Is("consulted", "yes"),
                    required="Write down their views, in their words where you can",
                ),
                LongText(
                    "not_consulted",
                    "Why not",
                    when=Is("consulted", "no"),
                    rows=2,
                    required="Say why this person was not consulted",
                ),
            ),
        ),
        Line(
            "one_parent_because",
            "If there is only one, why",
            hint="For example: the only person with parental responsibility. Leave empty if you added "
            "two or more.",
        ),
        LongText(
            "child_views",
            "What does the child say about this referral?",
            hint="In the child’s own words where you can.",
        ),
    ),
)
