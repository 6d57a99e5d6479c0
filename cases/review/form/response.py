"""Stage three: services before, the response, outcomes, what changed since, findings."""

from __future__ import annotations

from cases.review.form.coded import CODE_HINT, Code, CodedLine, CodedText
from cases.review.form.contexts import KINDS
from foundation.questions import Choice, Grid, GridRow, Option, Rows, Section, YesNoUnknown

SERVICES = (
    Option("social_care", "Children's social care"),
    Option("health", "Health"),
    Option("police", "Police"),
    Option("private", "Private sector"),
    Option("school", "School"),
    Option("voluntary", "Voluntary sector"),
    Option("youth_offending", "Youth offending"),
    Option("youth_service", "Youth service"),
)
_PERSON = Code("person", "Code of the young person", hint=CODE_HINT, required="give the code")
_ACCOUNT = CodedText("account", "Account", rows=3)
BEFORE = Section(
    "before",
    "Engagement before",
    contents=(
        Rows(
            "engagement",
            "Services before the incident and before it was identified",
            one="service",
            title_of=("person", "service"),
            questions=(
                _PERSON,
                Choice("service", "Service", choices=SERVICES, select=True, required="choose the service"),
                CodedLine("which", "Which, for health, private and voluntary"),
                YesNoUnknown("before_incident", "Before the incident?"),
                YesNoUnknown("before_identified", "Before it was identified?"),
                _ACCOUNT,
            ),
        ),
    ),
)
RESPONSE = Section(
    "response",
    "Response after it was identified",
    contents=(
        CodedLine("identified_by", "Identified by", hint="A part or a service, not a name."),
        CodedText("identification", "How it was identified", rows=4),
        CodedText("first_response", "First response", rows=4, required="describe the first response"),
        CodedText("meetings", "Multi-agency meetings: held, who attended by agency, actions", rows=4),
        CodedText("assessment", "Risk assessment of the incident", rows=4),
        Rows(
            "interventions",
            "Interventions with young people and with contexts",
            one="intervention",
            title_of=("with_what", "code", "service"),
            questions=(
                Choice(
                    "with_what",
                    "With whom or what?",
                    choices=(Option("person", "Young person"), *KINDS),
                    select=True,
                    required="choose",
                ),
                Code("code", "Code", hint=CODE_HINT, required="give the code"),
                CodedLine("service", "Service", required="name the service"),
                CodedText("assessed", "Assessment", rows=2),
                _ACCOUNT,
            ),
        ),
    ),
)
OUTCOMES = Section(
    "outcomes",
    "Outcomes",
    contents=(
        Rows(
            "outcomes",
            "Outcomes, moves included",
            one="outcome",
            title_of=("person", "what"),
            questions=(
                _PERSON,
                Choice(
                    "what",
                    "What?",
                    select=True,
                    required="choose the outcome",
                    choices=(
                        Option("investigation", "Investigation"),
                        Option("charge", "Charge"),
                        Option("conviction", "Conviction"),
                        Option("relocation", "Relocation of the home"),
                        Option("managed_move", "Managed move of school"),
                        Option("exclusion", "Exclusion from school"),
                        Option("plan", "Child protection plan"),
                        Option("looked_after", "Looked after"),
                    ),
                ),
                _ACCOUNT,
            ),
        ),
        Rows(
            "safeguarded",
            "Was each young person safeguarded?",
            one="young person",
            title_of=("person", "safe"),
            questions=(_PERSON, YesNoUnknown("safe", "Safeguarded?"), _ACCOUNT),
        ),
        Rows(
            "contexts_after",
            "Was each context made safer?",
            one="context",
            title_of=("context", "outcome"),
            questions=(
                Code("context", "Code of the context", required="give the code"),
                Choice(
                    "outcome",
                    "It is now",
                    choices=(
                        Option("safer", "Safer"),
                        Option("unchanged", "Unchanged"),
                        Option("worse", "Worse"),
                        Option("not_known", "Not known"),
                    ),
                    required="choose",
                ),
                _ACCOUNT,
            ),
        ),
    ),
)
SINCE = Section(
    "since",
    "Changes to the local response since",
    contents=(
        Grid(
            "changes",
            "Then and now",
            skippable=False,
            rows=(
                GridRow("working", "Multi-agency working"),
                GridRow("strategies", "Local strategies"),
                GridRow("tools", "Risk assessment tools"),
                GridRow("services", "Specialist services"),
                GridRow("schools", "Partnerships with schools"),
                GridRow("training", "Training"),
                GridRow("profile", "Local problem profile"),
            ),
            columns=(
                CodedText("then", "At the time of the response", rows=2),
                CodedText("now", "Now", rows=2),
            ),
        ),
    ),
)
CONCLUSIONS = Section(
    "conclusions",
    "Findings and recommendations",
    contents=(
        CodedText("findings", "Thematic findings", rows=6, required="write the findings"),
        Rows(
            "recommendations",
            "Recommendations",
            one="recommendation",
            title_of=("words",),
            questions=(
                CodedText("words", "What is recommended", rows=3, required="say what is recommended"),
                CodedLine("to", "To which agency or group", required="say to whom"),
            ),
        ),
    ),
)
