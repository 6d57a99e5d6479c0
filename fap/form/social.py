"""Social profile: social care, early help, family, agencies, vulnerable groups, medical needs (part 2)."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    Choices,
    DateKind,
    Email,
    Flag,
    Flags,
    Group,
    In,
    Is,
    Line,
    LongText,
    Part,
    Phone,
    Question,
    Rows,
    Section,
    SetChoice,
    SetChoices,
    YesNo,
)

FAMILY_HISTORY = (
    ("domestic_abuse", "Domestic abuse"),
    ("parental_mental_health", "Parent’s or carer’s mental health"),
    ("substances", "Alcohol or drugs"),
    ("bereavement", "Bereavement or separation"),
    ("prison", "A family member in prison"),
    ("other", "Something else"),
    ("none", "None that we know of"),
)


def _agency(key: str, title: str, *first: Question) -> Part:
    """One agency: is it current or expired, who is the contact."""
    return Flag(
        key,
        title,
        questions=(
            *first,
            Choice(
                "involvement",
                "Current or expired?",
                choices=(("current", "Current"), ("expired", "Expired")),
                inline=True,
                required="say whether the involvement is current or expired",
                fact="involvement",
            ),
            Line("contact", "Contact name"),
            Email("email", "Email"),
        ),
    )


CARE = Group(
    "Social care and early help",
    (
        YesNo(
            "social_care",
            "Is the child open to social care?",
            required="Say whether the child is open to social care",
            fact="social_care",
        ),
        Line("worker", "Worker’s name", when=Is("social_care", "yes"), required="Enter the worker’s name"),
        Phone("worker_phone", "Worker’s telephone", when=Is("social_care", "yes")),
        SetChoice(
            "care_status",
            "Status",
            set="social_care_status",
            select=True,
            when=Is("social_care", "yes"),
            required="Choose the social care status",
            fact="care_status",
        ),
        YesNo(
            "early_help",
            "Is there an Early Help Assessment or CAF now?",
            required="Say whether there is an Early Help Assessment",
            fact="early_help",
        ),
        Line(
            "early_help_contact",
            "Name of the contact",
            when=Is("early_help", "yes"),
            required="Enter the contact for early help",
        ),
        Phone("early_help_phone", "Telephone of the contact", when=Is("early_help", "yes")),
        LongText(
            "early_help_because",
            "Why not",
            rows=3,
            when=Is("early_help", "no"),
            required="Say why there is no Early Help Assessment",
        ),
        Choice(
            "protection_plan",
            "Is there a child protection plan, now or before?",
            choices=(
                ("now", "Yes, now"),
                ("before", "Before, not now"),
                ("no", "No"),
                ("unknown", "Not known"),
            ),
            required="Say whether there is or was a child protection plan",
            fact="protection_plan",
        ),
        Rows(
            "protection_plans",
            "Child protection plans",
            one="plan",
            title_of=("plan_from",),
            when=In("protection_plan", ("now", "before")),
            required="Add the dates and category of the child protection plan",
            questions=(
                DateKind("plan_from", "From", past=True, required="Enter the first day"),
                DateKind("plan_to", "To, if it has ended", past=True),
                SetChoice("plan_category", "Category", set="cp_category", required="Choose the category"),
            ),
        ),
    ),
)

SOCIAL = Section(
    "social",
    "Social profile",
    part="2. Social profile",
    hint="Social care, early help, family, agencies, vulnerable groups, medical needs",
    contents=(
        CARE,
        Rows(
            "known_issues",
            "Known issues and what the school did",
            one="issue",
            title_of=("issue",),
            questions=(
                LongText("issue", "Issue", rows=3, required="Say what the issue is"),
                LongText(
                    "issue_support",
                    "Support provided by the school",
                    rows=3,
                    required="Say what support the school provided",
                ),
            ),
        ),
        Group(
            "Family",
            (
                Line(
                    "siblings",
                    "Position among siblings",
                    hint="For example: second of three, lives with the eldest.",
                ),
                LongText(
                    "family_overview",
                    "Family overview",
                    required="Describe the family, or say that it is not known",
                ),
                Choices(
                    "family_history",
                    "Family history that matters here",
                    choices=FAMILY_HISTORY,
                    none_of="none",
                ),
            ),
        ),
        Flags(
            "agencies",
            "Other agencies",
            hint="Tick all that apply.",
            none="No other agency",
            required="Say which agencies are or were involved, or none",
            fact="agency",
            flags=(
                _agency("yjs", "Youth justice service (YOS)"),
                _agency("police", "Police"),
                _agency("camhs", "CAMHS"),
                _agency("ep", "Educational psychology"),
                _agency(
                    "other", "Another agency", Line("agency", "Which agency", required="name the agency")
                ),
            ),
        ),
        Group(
            "Vulnerable groups",
            (
                YesNo(
                    "in_group",
                    "Is the child in a vulnerable group?",
                    required="Say whether the child is in a vulnerable group",
                ),
                SetChoices(
                    "groups",
                    "Which groups",
                    set="vulnerable_group",
                    when=Is("in_group", "yes"),
                    required="Tick the groups that apply",
                    fact="group",
                ),
            ),
        ),
        Group(
            "Medical needs",
            (
                LongText("medical", "Medical", rows=2),
                LongText("allergies", "Known allergies", rows=2),
                LongText("dietary", "Dietary requirements", rows=2),
                LongText("accessibility", "Accessibility", rows=2),
            ),
            hint="Leave empty what does not apply.",
        ),
    ),
)
