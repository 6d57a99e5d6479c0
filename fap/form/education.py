"""Education profile: attendance, suspensions, support and SEND (part 3)."""

from __future__ import annotations

from foundation.questions import (
    Choices,
    DateKind,
    Group,
    In,
    Is,
    Line,
    LongText,
    Number,
    Percent,
    Phone,
    Question,
    Rows,
    Section,
    SetChoice,
    SetChoices,
    YesNo,
)


def _exclusion(prefix: str) -> tuple[Question, ...]:
    """From, to, length and up to three reasons of one suspension or internal exclusion."""
    return (
        DateKind(f"{prefix}_from", "From", past=True, required="Enter the first day"),
        DateKind(f"{prefix}_to", "To", required="Enter the last day"),
        Number(f"{prefix}_days", "Length in days", most=100, places=1, required="Enter the length in days"),
        SetChoices(
            f"{prefix}_reasons",
            "Reasons, up to three",
            set="exclusion_reason",
            required="Choose at least one reason",
            fact="exclusion_reason",
        ),
    )


EDUCATION = Section(
    "education",
    "Education profile",
    part="3. Education profile",
    hint="Attendance, suspensions, support in school, special educational needs",
    contents=(
        Group(
            "Attendance",
            (
                Percent("attendance", "Attendance this school year", required="Enter the attendance"),
                Percent("authorised", "Authorised absence", required="Enter the authorised absence"),
                Percent("unauthorised", "Unauthorised absence", required="Enter the unauthorised absence"),
                DateKind(
                    "last_attended",
                    "Date of last attendance",
                    past=True,
                    required="Enter the date of last attendance",
                ),
                Choices(
                    "absence_because",
                    "Is one of these a reason for absence?",
                    choices=(
                        ("pupils", "Fear of other pupils"),
                        ("journey", "Fear of the journey"),
                        ("partner", "Pressure by a partner"),
                        ("incident", "It changed after an incident"),
                        ("none", "None of these, as far as we know"),
                    ),
                    none_of="none",
                    required="Say whether fear, pressure or an incident is a reason for absence",
                ),
                Line("absence_pattern", "Pattern by time or day, if there is one"),
                YesNo(
                    "full_time",
                    "Is the child expected to attend five days a week?",
                    required="Say whether the child is expected five days a week",
                ),
                LongText(
                    "part_time_details",
                    "Details of the reduced timetable",
                    rows=3,
                    when=Is("full_time", "no"),
                    required="Give the details of the reduced timetable",
                ),
                Line(
                    "part_time_agreed",
                    "Who agreed it",
                    when=Is("full_time", "no"),
                    required="Say who agreed the reduced timetable",
                ),
                DateKind(
                    "part_time_until",
                    "Until when",
                    when=Is("full_time", "no"),
                    required="Enter until when the reduced timetable is agreed",
                ),
                YesNo(
                    "ewo",
                    "Is an education welfare officer involved?",
                    required="Say whether an EWO is involved",
                ),
                Line(
                    "ewo_name", "Officer’s name", when=Is("ewo", "yes"), required="Enter the officer’s name"
                ),
                Phone("ewo_phone", "Officer’s telephone", when=Is("ewo", "yes")),
            ),
        ),
        Rows(
            "suspensions",
            "Suspensions and exclusions",
            one="suspension",
            title_of=("suspension_from",),
            questions=_exclusion("suspension"),
        ),
        Rows(
            "internal_exclusions",
            "Internal exclusions",
            one="internal exclusion",
            title_of=("internal_from",),
            questions=_exclusion("internal"),
        ),
        Group(
            "Support and prior attainment",
            (
                LongText("internal_support", "Support used in school, and what came of it"),
                LongText("attainment", "Prior attainment and courses", rows=4),
            ),
        ),
        Group(
            "Special educational needs",
            (
                SetChoice(
                    "sen_provision",
                    "Provision",
                    set="sen_provision",
                    required="Choose the provision for special educational needs, or none",
                ),
                SetChoice(
                    "sen_need",
                    "Primary need",
                    set="sen_need",
                    select=True,
                    when=In("sen_provision", ("K", "E")),
                    required="Choose the primary need",
                ),
                LongText(
                    "other_route",
                    "Why this form, for a child with an EHC plan",
                    rows=3,
                    when=Is("sen_provision", "E"),
                    hint="A place for a child with an EHC plan takes another route: ask the SEND team to "
                    "amend the "
                    "plan. Use this form only for a managed move, respite or information.",
                    required="Say why this form is right for a child with an EHC plan",
                ),
                Line("diagnosis", "A specific diagnosis, if there is one"),
                YesNo(
                    "risk_assessment",
                    "Is there a risk assessment in place?",
                    required="Say whether a risk assessment is in place",
                ),
            ),
        ),
    ),
)
