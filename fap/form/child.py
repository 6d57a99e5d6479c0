"""The child (Appendix H, "Child Details"; countable data: ethnicity, sex, year group, home, school)."""

from __future__ import annotations

from foundation.questions import (
    DateKind,
    Group,
    Is,
    Line,
    Lookup,
    Postcode,
    Section,
    SetChoice,
    Upn,
    YesNo,
)

CHILD = Section(
    "child",
    "The child",
    part="1. Referral and recommendations",
    hint="Name, date of birth, year group, home, and the school now",
    contents=(
        Group(
            "Name",
            (
                Line("surname", "Surname", most=100, required="Enter the surname", prefill="child.surname"),
                Line(
                    "forename",
                    "Forenames",
                    most=100,
                    required="Enter the forenames",
                    prefill="child.forename",
                ),
                Line("known_as", "Other or known-as names", most=200, prefill="child.known_as"),
            ),
        ),
        Group(
            "About the child",
            (
                Upn(
                    "upn",
                    "Unique pupil number",
                    prefill="child.upn",
                    hint="13 characters. Leave empty only if the child has none.",
                ),
                DateKind(
                    "date_of_birth",
                    "Date of birth",
                    past=True,
                    required="Enter the date of birth",
                    prefill="child.date_of_birth",
                ),
                SetChoice(
                    "year_group",
                    "Year group",
                    set="year_group",
                    select=True,
                    required="Choose the year group",
                    fact="year_group",
                    prefill="child.year_group",
                ),
                YesNo(
                    "out_of_year",
                    "Is the child educated out of their usual year group?",
                    hint="Answer only if the year group does not fit the date of birth.",
                ),
                Line(
                    "out_of_year_because",
                    "Why",
                    when=Is("out_of_year", "yes"),
                    required="Say why the child is educated out of year",
                ),
                SetChoice(
                    "sex",
                    "Sex",
                    set="sex",
                    inline=True,
                    required="Choose the sex",
                    fact="sex",
                    prefill="child.sex",
                ),
                Line(
                    "gender_identity",
                    "Gender identity",
                    most=100,
                    hint="Only if the child wishes it to be recorded, in the child’s own words.",
                ),
                SetChoice(
                    "ethnicity",
                    "Ethnicity",
                    set="ethnicity",
                    select=True,
                    required="Choose the ethnicity, or that it was refused or is not yet known",
                    fact="ethnicity",
                ),
            ),
        ),
        Group(
            "Home",
            (
                YesNo(
                    "home_withheld",
                    "Must the child’s home be withheld?",
                    hint="For example a refuge, or an order not to disclose where the child lives. "
                    "Postcode and ward are then printed nowhere.",
                    required="Say whether the child’s home must be withheld",
                    since=2,
                ),
                Postcode(
                    "home_postcode",
                    "The child’s home postcode",
                    required="Enter the child’s home postcode, or the words no fixed address or not known",
                    withheld_by="home_withheld",
                    fact="postcode",
                    prefill="child.postcode",
                    hint="Where the child lives, also when a parent lives elsewhere. "
                    "Write no fixed address if there is none, or not known.",
                ),
                Line(
                    "home_ward",
                    "Ward",
                    most=120,
                    fact="ward",
                    withheld_by="home_withheld",
                    prefill="child.ward",
                    hint="Filled in from the postcode where the council knows it. Correct it if it is wrong.",
                ),
            ),
        ),
        Group(
            "School",
            (
                Lookup(
                    "current_provision",
                    "Current provision or school",
                    free=True,
                    fact="setting",
                    prefill="child.setting",
                    hint="Type the name or the URN. Write none if the child has no place.",
                    required="Say where the child is educated now, or none",
                ),
                Lookup(
                    "preferred_school",
                    "Preferred school",
                    free=True,
                    hint="The school that the child or the family would like, if they name one.",
                ),
                Line(
                    "preferred_type",
                    "Preferred type of school",
                    hint="For example a small school, or single sex.",
                ),
            ),
        ),
    ),
)
