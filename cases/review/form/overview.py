"""Stage one: the evidence, the case in outline, the young people by code, the behaviours."""

from __future__ import annotations

from cases.review.form.coded import CODE_HINT, Code, CodedLine, CodedText
from foundation.questions import (
    Choice,
    Choices,
    Grid,
    GridRow,
    Group,
    Integer,
    Option,
    Rows,
    Section,
    YesNo,
    YesNoUnknown,
)

SOURCES = Section(
    "sources",
    "Evidence base",
    hint="Everything that was seen, and what of it was drawn upon.",
    contents=(
        Rows(
            "sources",
            "Sources",
            one="source",
            title_of=("kind", "source"),
            least=1,
            required="log the sources that were seen",
            questions=(
                Choice(
                    "kind",
                    "Kind",
                    select=True,
                    required="choose the kind",
                    choices=(
                        Option("chronology", "Chronology"),
                        Option("statement", "Statement"),
                        Option("assessment", "Assessment"),
                        Option("referral", "Referral form"),
                        Option("notes", "Case notes"),
                        Option("minutes", "Minutes of a meeting"),
                        Option("plan", "Plan"),
                        Option("interview", "Interview with a professional"),
                        Option("area", "About the area or a setting: inspection report, crime figures"),
                        Option("other", "Other"),
                    ),
                ),
                CodedLine("source", "What, and from which agency", required="say what it is"),
                YesNo("used", "Was it drawn upon?", required="say whether it was drawn upon"),
            ),
        ),
    ),
)
OVERVIEW = Section(
    "overview",
    "Case overview",
    contents=(
        CodedText("summary", "What happened, in outline", required="describe what happened"),
        Integer("year_incident", "Year of the incident"),
        Integer("year_response", "Year of the response"),
        CodedText("agencies_before", "Agencies involved before it was identified", rows=3),
        CodedText("agencies_after", "Agencies involved afterwards", rows=3),
    ),
)
PEOPLE = Section(
    "people",
    "Young people featured",
    hint="By code. No name, number or date of birth of anybody is taken here.",
    contents=(
        Rows(
            "young_people",
            "Young people",
            one="young person",
            title_of=("code",),
            least=1,
            required="give each young person a code",
            questions=(
                Code("code", "Code", hint=CODE_HINT, required="give a code"),
                Choices(
                    "part",
                    "Part in it",
                    required="say what part the young person had",
                    choices=(
                        Option("complainant", "Complainant"),
                        Option("suspect", "Suspect"),
                        Option("witness", "Witness"),
                        Option("other", "Other"),
                        Option("leader", "Leader"),
                    ),
                ),
                Integer("age", "Age at the time"),
                CodedLine("gender", "Gender"),
                CodedLine("ethnicity", "Ethnicity"),
                CodedLine("disability", "Disability"),
                CodedLine("sexuality", "Sexuality", hint="Only as the young person has said it."),
                YesNoUnknown("looked_after", "Looked after?"),
                YesNoUnknown("offending", "Record of offending?"),
                YesNoUnknown("gang", "Group or gang association?"),
                CodedLine("plan", "Child in need or child protection plan"),
                CodedLine("education", "In education, excluded, missing education"),
                YesNoUnknown("missing", "Missing episodes?"),
                Integer("missing_number", "How many?"),
                CodedLine("missing_length", "How long?"),
                YesNoUnknown("missing_reported", "Were they reported?"),
                CodedText("examples", "Examples", rows=3),
            ),
        ),
    ),
)
_WHEN = Choices(
    "when",
    "When?",
    choices=(
        Option("before", "Before, as it escalated"),
        Option("during", "During the incident"),
        Option("after", "After the incident"),
    ),
)
INCIDENT = Section(
    "incident",
    "The behaviour",
    contents=(
        Choices(
            "definitions",
            "Which definitions does it fall under?",
            required="choose what it falls under",
            choices=(
                Option("cse", "Child sexual exploitation"),
                Option("domestic", "Abuse in a young relationship"),
                Option("violence", "Serious youth violence"),
                Option("gang", "Gang-associated violence"),
                Option("hsb", "Harmful sexual behaviour"),
            ),
        ),
        Grid(
            "behaviours",
            "Abusive behaviours before, during and after",
            skippable=False,
            rows=(
                GridRow("physical", "Physical"),
                GridRow("sexual", "Sexual"),
                GridRow("emotional", "Emotional"),
                GridRow("financial", "Financial"),
                GridRow("coercive", "Coercive control"),
            ),
            columns=(_WHEN, CodedText("account", "Account", rows=3)),
        ),
        Group(
            "Circumstances",
            (
                CodedText("weapons", "Weapons used", rows=2),
                CodedText("technology", "Technology featured", rows=2),
                CodedText("locations", "Locations, by code", rows=2),
                CodedText("escalation", "Escalation", rows=4, required="describe how it escalated"),
            ),
        ),
    ),
)
