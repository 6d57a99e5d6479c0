"""1. Cover: whose plan it is, who wrote it, who holds it; and the other children it concerns."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    DateKind,
    Group,
    Line,
    LongText,
    Lookup,
    Option,
    Rows,
    Section,
    Upn,
    YesNo,
)
from safetyplans.form.choices import ROLES

VERSIONS = (
    Option("new", "A new plan"),
    Option("review", "After a review"),
    Option("trigger", "Something happened that made it necessary"),
)

COVER = Section(
    "cover",
    "Cover",
    contents=(
        Choice(
            "child_role",
            "In what role is this child in what happened?",
            choices=ROLES,
            required="say in what role the child is",
            hint="A role in an allegation, not a description of the child.",
            fact="role",
        ),
        Lookup(
            "other_setting",
            "Second setting, if the child is on the roll of two",
            lookup="settings",
            free=True,
            hint="Dual registration, alternative provision, college days.",
        ),
        Group(
            "Who wrote this plan",
            (
                Line("author", "Author", required="name the author", prefill="account.name"),
                Line("author_title", "Job title", required="give the author's job title"),
                DateKind("written_on", "Date", past=True, required="date the plan"),
                Choice(
                    "why_version",
                    "Why this version?",
                    choices=VERSIONS,
                    required="say why there is a new version",
                ),
                LongText("version_note", "What changed, in a sentence or two", rows=3),
            ),
        ),
        Group(
            "Who to turn to",
            (
                Line("dsl", "Designated safeguarding lead", required="name the safeguarding lead"),
                Line("deputy", "Deputy", required="name the deputy"),
                Line("key_adult", "Key adult for this child", required="name the key adult"),
                Line(
                    "key_adult_cover",
                    "Who covers when the key adult is away",
                    required="say who covers for the key adult",
                ),
            ),
        ),
        Group(
            "Other assessments",
            (
                LongText(
                    "other_assessments",
                    "What other assessments exist, and what does the school take from them?",
                    hint="Social care, police, youth justice, health, a specialist assessment.",
                    rows=4,
                ),
                LongText("copies", "Who holds a copy of this plan?", rows=3, required="say who holds a copy"),
            ),
        ),
        Rows(
            "other_children",
            "Other children it concerns",
            one="other child",
            title_of=("forename", "surname"),
            hint="Name the child on the other side of the allegation. The council keeps the two in view "
            "from the moment you save, wherever either of them moves. This part is never printed "
            "for a family.",
            questions=(
                Choice(
                    "role", "In what role?", choices=ROLES, required="say in what role the other child is"
                ),
                Line("forename", "Forename", required="enter the forename"),
                Line("surname", "Surname", required="enter the surname"),
                DateKind(
                    "date_of_birth",
                    "Date of birth",
                    past=True,
                    required="enter the date of birth",
                    hint="As far as you know. The council corrects it if need be.",
                ),
                Upn("upn", "UPN, if the child is or was at your setting"),
                YesNo(
                    "at_this_setting",
                    "Is the child at your setting?",
                    required="say whether the child is here",
                ),
            ),
        ),
    ),
    hint="whose plan, who wrote it, who else it concerns",
    part="1",
)
