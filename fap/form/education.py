"""Education profile: attendance, suspensions, support and SEND (part 3)."""

from __future__ import annotations

from fap.form.exclusions import INTERNAL, SUSPENSIONS
from fap.form.needs_and_routes import NEEDS, ROUTE
from fap.form.support import ATTAINMENT, SUPPORTS
from foundation.questions import (
    Choices,
    DateKind,
    Group,
    Is,
    Line,
    LongText,
    Percent,
    Phone,
    Section,
    YesNo,
)

EDUCATION = Section(
    "education",
    "Education profile",
    part="3. Education profile",
    hint="Attendance, suspensions, support in school, attainment, special educational needs",
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
        SUSPENSIONS,
        INTERNAL,
        SUPPORTS,
        LongText("internal_support", "Anything else about support used in school", rows=3),
        ATTAINMENT,
        NEEDS,
        ROUTE,
    ),
)
