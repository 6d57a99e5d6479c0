"""Why the child is referred and what is asked for: the first page (Appendix H, comment g1)."""

from __future__ import annotations

from foundation.access.permissions import Permission
from foundation.questions import (
    All,
    Choice,
    DateKind,
    Group,
    Is,
    Line,
    LongText,
    Lookup,
    Postcode,
    Rows,
    Section,
    SetChoice,
    SetChoices,
    Upn,
    YesNo,
    YesNoUnknown,
)

PARTS = (
    ("experienced", "May have been harmed"),
    ("alleged", "Is alleged to have caused harm"),
    ("both", "Both"),
    ("witness", "Saw it or was affected by it"),
    ("not_clear", "Not yet clear"),
)
KNOWN = Is("who_known", "yes")

LINKED_CHILDREN = Rows(
    "linked_children",
    "Other children who were part of the incident",
    one="child",
    title_of=("part",),
    when=All(Is("incident", "yes"), Is("between_children", "yes")),
    required="Name the other children who were part of the incident, or describe them",
    hint="Names are kept apart. Only your school and the council’s safeguarding officers can read them.",
    questions=(
        Choice(
            "part",
            "This child’s part in it",
            choices=PARTS,
            required="Say what part this child had in it",
            fact="linked_part",
        ),
        YesNo(
            "who_known",
            "Do you know this child’s name and date of birth?",
            required="Say whether you know who the child is",
        ),
        Line("surname", "Surname", when=KNOWN, needs=Permission.NAME_PEERS, required="Enter the surname"),
        Line("forename", "Forename", when=KNOWN, needs=Permission.NAME_PEERS, required="Enter the forename"),
        DateKind(
            "date_of_birth",
            "Date of birth",
            when=KNOWN,
            needs=Permission.NAME_PEERS,
            past=True,
            required="Enter the date of birth",
        ),
        Upn(
            "upn",
            "Unique pupil number, if you know it",
            when=KNOWN,
            needs=Permission.NAME_PEERS,
            hint="It makes sure that the council finds the right child.",
        ),
        Line(
            "who_words",
            "What do you know about who it is?",
            when=Is("who_known", "no"),
            needs=Permission.NAME_PEERS,
            required="Say what you know about who it is",
        ),
        Lookup("setting", "School or other setting, if you know it", free=True),
    ),
)

REASON = Section(
    "reason",
    "Reason for referral",
    part="1. Referral and recommendations",
    hint="Why you refer the child, what you ask for, and what happened",
    contents=(
        LongText(
            "reason_text", "Why do you refer this child?", required="Say why you refer this child", rows=8
        ),
        SetChoices(
            "provision",
            "What do you ask for?",
            set="fap_provision",
            required="Say what you ask for",
            fact="provision_asked",
        ),
        LongText(
            "provision_detail",
            "More about what you ask for",
            hint="For example how long a respite place should last, and what it should change.",
            rows=3,
        ),
        Group(
            "Time",
            (
                YesNo(
                    "cannot_wait",
                    "Is it unsafe to wait for the next panel?",
                    hint="The Fair Access team reads these first. It does not replace a call to the "
                    "Education MASH.",
                    fact="cannot_wait",
                    since=2,
                ),
                LongText(
                    "cannot_wait_because",
                    "Why it is unsafe to wait",
                    rows=3,
                    when=Is("cannot_wait", "yes"),
                    required="Say why it is unsafe to wait",
                    since=2,
                ),
            ),
        ),
        Group(
            "Fair access category",
            (
                SetChoices(
                    "issues",
                    "Which of these describe the child’s situation?",
                    set="fap_issue",
                    hint="Tick all that apply, or none.",
                ),
                SetChoice(
                    "code_category",
                    "Category of the School Admissions Code, if you know it",
                    set="fap_category",
                    select=True,
                    hint="The Fair Access team decides the category. A child needs one of them to be "
                    "accepted.",
                ),
            ),
        ),
        Group(
            "What happened",
            (
                YesNo(
                    "incident",
                    "Was there an incident that led to this referral?",
                    required="Say whether an incident led to this referral",
                ),
                DateKind(
                    "incident_on",
                    "Date of the incident",
                    past=True,
                    when=Is("incident", "yes"),
                    required="Enter the date of the incident",
                ),
                Line(
                    "incident_place",
                    "Where it happened",
                    when=Is("incident", "yes"),
                    required="Say where it happened",
                    hint="Name the place, not the people: a corridor, a bus route, a park, an online "
                    "platform.",
                ),
                Postcode(
                    "incident_postcode", "Postcode of the place, if it has one", when=Is("incident", "yes")
                ),
                Line("incident_ward", "Ward or area, if there is no postcode", when=Is("incident", "yes")),
                YesNoUnknown(
                    "between_children",
                    "Did it happen between children?",
                    when=Is("incident", "yes"),
                    required="Say whether it happened between children",
                    fact="between_children",
                ),
                LINKED_CHILDREN,
            ),
        ),
        Group(
            "If the child moves after an incident between children",
            (
                Line(
                    "who_moves",
                    "Which child would move?",
                    when=All(Is("incident", "yes"), Is("between_children", "yes")),
                    required="Say which child would move",
                    hint="Describe the child’s part in it. Do not write another child’s name here.",
                ),
                LongText(
                    "why_who_moves",
                    "Why that child?",
                    when=All(Is("incident", "yes"), Is("between_children", "yes")),
                    required="Say why it would be that child who moves",
                ),
                Choice(
                    "harmed_asked",
                    "Did the child who may have been harmed ask to move?",
                    choices=(
                        ("yes", "Yes"),
                        ("no", "No"),
                        ("not_asked", "The child was not asked"),
                        ("not_this", "The child who would move is not the one who may have been harmed"),
                    ),
                    when=All(Is("incident", "yes"), Is("between_children", "yes")),
                    required="Say whether the child who may have been harmed asked to move",
                    fact="harmed_asked",
                ),
                LongText(
                    "instead_considered",
                    "What did you consider instead of a move?",
                    when=All(Is("incident", "yes"), Is("between_children", "yes")),
                    required="Say what was considered instead of a move",
                ),
                LongText(
                    "place_left",
                    "What changes in the place that the child leaves?",
                    when=All(Is("incident", "yes"), Is("between_children", "yes")),
                    required="Say what changes in the place that the child leaves",
                    hint="For the pupils who stay, and for the place where it happened.",
                ),
            ),
            hint="Only asked when the referral follows an incident between children.",
        ),
    ),
    advice=(
        (
            "Why these questions",
            "Children who were harmed have been moved in place of others, and moves have been made in "
            "place of "
            "work on what happened around them.",
        ),
    ),
)
