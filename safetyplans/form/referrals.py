"""3. Referrals and the legal position: who was told, what they answered, what is ordered."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    DateKind,
    Group,
    In,
    Is,
    Line,
    LongText,
    Not,
    Option,
    Rows,
    Section,
    YesNo,
)

AGENCIES = (
    Option("social_care", "Children’s social care"),
    Option("police", "Police"),
    Option("early_help", "Early help"),
    Option("health", "Health: school nurse, GP, hospital"),
    Option("sarc", "Sexual assault referral centre"),
    Option("camhs", "Child and adolescent mental health"),
    Option("chisva", "Children’s independent sexual violence adviser"),
    Option("hsb_service", "Harmful sexual behaviour service"),
    Option("youth_justice", "Youth justice"),
    Option("lado", "Designated officer (an adult is involved)"),
    Option("other", "Other"),
)
POLICE = (
    Option("not_told", "The police were not told"),
    Option("investigating", "They are investigating"),
    Option("bail", "Released on bail, with or without conditions"),
    Option("under_investigation", "Released under investigation"),
    Option("charged", "Charged"),
    Option("convicted", "Convicted, or a caution"),
    Option("no_further_action", "No further action"),
    Option("not_guilty", "Not guilty"),
    Option("unknown", "Not known"),
)
ENDED = In("police_outcome", ("no_further_action", "not_guilty"))

REFERRALS = Section(
    "referrals",
    "Referrals and the legal position",
    contents=(
        Rows(
            "referrals",
            "Who was told or asked to help",
            one="referral",
            title_of=("agency", "sent_on"),
            least=1,
            required="record each referral; for one that was decided against, say why",
            fact="referral",
            hint="One entry each. Never assume that somebody else sent it.",
            questions=(
                Choice(
                    "agency",
                    "To whom?",
                    choices=AGENCIES,
                    select=True,
                    required="say to whom",
                    fact="agency",
                ),
                YesNo("sent", "Was it sent?", required="say whether it was sent", fact="sent"),
                LongText(
                    "not_sent", "Why not?", rows=2, when=Is("sent", "no"), required="say why it was not sent"
                ),
                DateKind(
                    "sent_on",
                    "Date sent",
                    past=True,
                    when=Is("sent", "yes"),
                    required="date it",
                    fact="sent_on",
                ),
                Line("reference", "Their reference", when=Is("sent", "yes")),
                Line("person", "Name of the worker or officer", when=Is("sent", "yes")),
                LongText("outcome", "What they answered, and when", rows=3, when=Is("sent", "yes")),
                DateKind("accepted_on", "Accepted on", past=True, when=Is("sent", "yes"), fact="accepted_on"),
                DateKind(
                    "first_contact",
                    "First contact with the child",
                    past=True,
                    when=Is("sent", "yes"),
                    fact="first_contact",
                ),
            ),
        ),
        LongText("strategy_meetings", "Strategy meetings for this child: dates and what was decided", rows=3),
        Group(
            "Police and court",
            (
                Choice(
                    "police_outcome",
                    "Where do the police stand?",
                    choices=POLICE,
                    select=True,
                    required="say where the police stand, or that it is not known",
                    fact="police",
                ),
                DateKind("police_on", "Since when?", past=True, when=Not(Is("police_outcome", "not_told"))),
                LongText(
                    "police_advice",
                    "What did the police say may be said, and to whom?",
                    rows=3,
                    when=Not(Is("police_outcome", "not_told")),
                ),
                LongText(
                    "support_goes_on",
                    "This does not mean that nothing happened. Which support and which distance go on?",
                    rows=4,
                    when=ENDED,
                    required="say which support and distance go on, or why not",
                ),
            ),
        ),
        YesNo(
            "has_conditions",
            "Are there bail or court conditions?",
            required="say whether there are bail or court conditions",
        ),
        Rows(
            "conditions",
            "Bail and court conditions",
            one="condition",
            title_of=("kind",),
            when=Is("has_conditions", "yes"),
            least=1,
            required="add each condition",
            questions=(
                Choice(
                    "kind",
                    "What is it?",
                    choices=(
                        Option("bail", "Bail condition"),
                        Option("court", "Court order"),
                        Option("voluntary", "Agreed with the police"),
                    ),
                    required="say what it is",
                ),
                LongText("exact", "The exact words", rows=3, required="copy the exact words"),
                DateKind("starts", "From", required="say from when"),
                DateKind("ends", "Until", hint="Leave empty when no end is set."),
                Line("checked_by", "Who checks it at school?", required="name who checks it"),
            ),
        ),
        Group(
            "What was shared",
            (
                LongText(
                    "sharing_basis",
                    "On what basis was information shared?",
                    rows=3,
                    hint="Consent, or why it was shared without.",
                    required="say on what basis information was shared",
                ),
                LongText(
                    "family_told",
                    "What was this family told, by whom and when?",
                    rows=3,
                    required="say what this family was told",
                ),
            ),
        ),
    ),
    hint="social care, police, specialist services, conditions",
    part="3",
    advice=(
        (
            "No charge is no finding",
            "No charge, no further action and not guilty end no plan and no separation. The police "
            "investigating is no reason to wait with a referral or a meeting.",
        ),
    ),
)
