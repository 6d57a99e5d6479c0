"""A form that holds every kind of question, composite ones inside others too."""

from __future__ import annotations

from datetime import date

from werkzeug.datastructures import MultiDict

from foundation.questions import (
    Answered,
    AnyTicked,
    Choice,
    Choices,
    DateKind,
    Documents,
    DocumentType,
    Email,
    Flag,
    Flags,
    Form,
    Given,
    Grid,
    GridRow,
    Group,
    InlineGrid,
    Integer,
    Is,
    Line,
    LongText,
    Lookup,
    Not,
    Number,
    Option,
    Percent,
    Phone,
    Postcode,
    Rows,
    Section,
    SetChoice,
    SetChoices,
    Ticked,
    TimeKind,
    Upn,
    YesNo,
    YesNoUnknown,
)

SCHOOLS = {
    "100001": "Saltbeck High School",
    "100002": "Saltbeck Primary School",
    "100003": "Corvin Hill Academy",
}


class Schools:
    """A look-up of invented settings."""

    def find(self, text):
        exact = [(c, n) for c, n in SCHOOLS.items() if text in (c, n, f"{n} ({c})")]
        return exact or [(c, n) for c, n in SCHOOLS.items() if text.lower() in n.lower()]

    def label(self, code):
        return f"{SCHOOLS[code]} ({code})" if code in SCHOOLS else None


GIVEN = Given(
    today=date(2026, 11, 23),
    sets={
        "ethnicity": [("WBRI", "White British"), ("BCRB", "Black Caribbean")],
        "reason": [("SM", "Sexual misconduct"), ("BU", "Bullying")],
    },
    lookups={"settings": Schools()},
    old_label=lambda _set, code: {"WOLD": "An old code's label"}.get(code),
    files={"doc1": ("report.pdf", "/documents/doc1")},
)

KNOWN = Choice(
    "known",
    "Is anything known?",
    choices=(
        ("yes", "Yes, something is known"),
        ("nothing", "We asked and nothing is known"),
        Option("not_asked", "We have not asked yet", counts_as_missing="not asked yet"),
    ),
    required="say whether anything is known",
)
PLACES = Rows(
    "places",
    "Places named in this answer",
    questions=(Line("place", "Name of place", fact="place"),),
    one="place",
)

CHILD = Section(
    "child",
    "The child",
    (
        Line("surname", "Surname", required="Enter the surname", prefill="child.surname"),
        Upn("upn", "Unique pupil number"),
        DateKind("born", "Date of birth", required="Enter the date of birth", past=True),
        Group(
            "Home",
            (
                Postcode("home_postcode", "Home postcode", fact="postcode"),
                SetChoice("ethnicity", "Ethnicity", set="ethnicity", select=True, fact="ethnicity"),
                Lookup("school", "Preferred school", free=True),
                Email("email", "E-mail"),
                Phone("phone", "Telephone"),
                TimeKind("leaves", "Leaves home at"),
            ),
        ),
    ),
    hint="From the roll",
)
PARENTS = Section(
    "parents_section",
    "Parents and carers",
    (
        Rows(
            "parents",
            "Parents and carers",
            required="Add at least one parent or carer",
            one="parent or carer",
            title_of=("name",),
            questions=(
                YesNo(
                    "withhold",
                    "Withhold this person's details?",
                    required="say whether to withhold the details",
                ),
                Line("name", "Name", required="enter the name", withheld_by="withhold"),
                Line("address", "Address", withheld_by="withhold"),
                YesNo("consulted", "Consulted about this referral?"),
                DateKind("consulted_on", "When consulted", when=Is("consulted", "yes"), required="say when"),
                LongText("officers_note", "Officer's note", needs="read_notes"),
                Rows("numbers", "Telephone numbers", questions=(Phone("number", "Number"),), one="number"),
            ),
        ),
    ),
)
AROUND = Section(
    "around",
    "What surrounds the child",
    (
        Grid(
            "context",
            "The contextual table",
            required="say what is known and what the school did",
            rows=(
                GridRow("strengths", "Strengths"),
                GridRow(
                    "peers", "Peer group", questions=(YesNo("isolated", "Isolated?", fact="isolated"), PLACES)
                ),
            ),
            columns=(
                KNOWN,
                LongText(
                    "information", "What is known", when=Is("known", "yes"), required="say what is known"
                ),
                LongText("response", "What the school did", required="say what the school did"),
            ),
        ),
        Grid(
            "day",
            "The school day",
            as_table=True,
            rows=(
                GridRow("arrival", "Arrival", group="Before school"),
                GridRow("lunch", "Lunch", group="At school"),
                GridRow("toilets", "Toilets", group="At school"),
            ),
            columns=(
                LongText("risk", "Risk", required="say what the risk is"),
                LongText("control", "Control", required="say what is done about it"),
                Line("adult", "Responsible adult", required="name the adult"),
            ),
        ),
        InlineGrid(
            "attainment",
            "Attainment",
            rows=(GridRow("english", "English"), GridRow("maths", "Maths")),
            columns=(Line("ks2", "Key stage 2"), Integer("score", "Score", least=60, most=140)),
        ),
    ),
)
PROFILE = Section(
    "profile",
    "Social profile",
    (
        YesNo(
            "social_care",
            "Open to social care?",
            required="Say whether social care is involved",
            fact="social_care",
        ),
        Line(
            "worker",
            "Social worker",
            when=Is("social_care", "yes"),
            required="Enter the social worker's name",
        ),
        YesNoUnknown("early_help", "Early help?"),
        LongText(
            "why_no_early_help",
            "Why not",
            when=Is("early_help", "no"),
            required="Say why there is no early help",
        ),
        Flags(
            "flags",
            "Peer-on-peer flags",
            required="Tick the flags that apply, or none of these",
            none="None of these",
            fact="flag",
            flags=(
                Flag(
                    "cse",
                    "Child sexual exploitation",
                    questions=(
                        Choice(
                            "capacity",
                            "Capacity",
                            choices=(("victim", "Experiences it"), ("both", "Both")),
                            required="say in what capacity",
                            fact="capacity",
                        ),
                        LongText("known_about", "What is known", needs="read_notes"),
                    ),
                    details="Since 2026: an example",
                ),
                Flag("missing", "Missing from home", questions=(Integer("episodes", "Episodes"),)),
            ),
        ),
        YesNo(
            "others_considered",
            "Were the others considered?",
            when=AnyTicked("flags"),
            required="Say whether",
        ),
        Choices(
            "agencies",
            "Agencies",
            choices=(("police", "Police"), ("camhs", "CAMHS"), ("none", "None")),
            none_of="none",
        ),
        Line("officer", "Police officer", when=Ticked("agencies", "police")),
        SetChoices("reasons", "Reasons", set="reason", fact="reason"),
        Percent("attendance", "Attendance"),
        Percent("absence", "Absence", when=Answered("attendance")),
        Number("distance", "Distance", suffix="miles", when=Not(Is("social_care", "yes"))),
    ),
)
PAPERS = Section(
    "papers",
    "Documents",
    (
        Documents(
            "checklist",
            "Checklist",
            types=(DocumentType("report", "School report"), DocumentType("iep", "IEP", must=False)),
        ),
    ),
)


def adds_up(answers, _today):
    """Attendance and absence are 100 together."""
    both = [float(answers[key]) for key in ("attendance", "absence") if key in answers]
    if len(both) == 2 and sum(both) != 100:
        yield ("absence",), "Attendance and absence must add up to 100"


FORM = Form("specimen", "A specimen", 1, (CHILD, PARENTS, AROUND, PROFILE, PAPERS), rules=(adds_up,))


class Everyone:
    """A reader who may read everything."""

    def may(self, _permission):
        return True


class Nobody:
    """A reader without any permission."""

    def may(self, _permission):
        return False


def posted(**fields):
    """A posted form; lists are several values."""
    out = MultiDict()
    for name, value in fields.items():
        out.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return out
