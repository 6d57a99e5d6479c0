"""What surrounds the child: six parts of life, each asked twice (Appendix H, comments g2 to g6).

What is known, and what was done about it: the two answers stand side by side on purpose, so that the
referrer thinks of the response to the context and not only of moving a child (comment g2).
"""

from __future__ import annotations

from dataclasses import replace

from foundation.access.permissions import Permission
from foundation.questions import (
    Choice,
    Choices,
    DateKind,
    Grid,
    GridRow,
    Is,
    Line,
    LongText,
    Option,
    Rows,
    Section,
    SetChoice,
    YesNoUnknown,
)

YES, NOTHING, NOT_ASKED = "yes", "nothing", "not_asked"
NOT_ASKED_YET = Option(NOT_ASKED, "We have not asked yet", counts_as_missing="this has not been asked yet")
KNOWN = Choice(
    "known",
    "Is anything known?",
    choices=((YES, "Yes, something is known"), (NOTHING, "We asked and nothing is known"), NOT_ASKED_YET),
    required="say whether anything is known",
    fact="known",
)
OWN_KNOWN = replace(KNOWN, choices=((YES, "Yes"), NOT_ASKED_YET), label="Can you describe this?")
INFORMATION = LongText(
    "information", "What is known", rows=6, required="what is known is missing", when=Is("known", YES)
)
RESPONSE = LongText(
    "response",
    "What the school did, and referrals to other agencies",
    rows=6,
    required="what the school did is missing",
    hint="Write nothing yet if nothing was done.",
)

PLACES = Rows(
    "places",
    "Places named in this answer",
    one="place",
    title_of=("place",),
    fact="place",
    hint="A place helps the council see where children are not safe. Name the place, not the people.",
    questions=(
        Line("place", "Name of the place", most=120, required="Name the place", fact="place_name"),
        SetChoice(
            "place_kind",
            "Kind of place",
            set="place_kind",
            select=True,
            required="Choose the kind of place",
            fact="place_kind",
        ),
        Line("area", "Postcode or ward, if you know it", most=120, fact="area"),
        SetChoice("time", "Time of day", set="journey_time", select=True, fact="time"),
        Line("place_note", "What happens there"),
    ),
)
PEERS = Rows(
    "peers",
    "Peers named in this answer",
    one="peer",
    title_of=("influence",),
    needs=Permission.READ_PEERS,
    hint="Names are kept apart. Your school reads them here; a safeguarding officer must first say what for.",
    questions=(
        Line("peer_name", "Name", required="Enter the name"),
        Line("peer_school", "School, if you know it"),
        Choice(
            "influence",
            "Is this peer protective or a risk?",
            choices=(
                ("protective", "Protective"),
                ("risky", "A risk"),
                ("both", "Both"),
                ("unknown", "Not known"),
            ),
            required="Say whether this peer is protective or a risk",
        ),
        Line("influence_because", "Why"),
        YesNoUnknown("needs_support", "Does this peer stay at the school and need support?"),
    ),
)
EARLIER = Rows(
    "earlier",
    "Earlier related incidents",
    one="incident",
    title_of=("happened_on", "what"),
    hint="How does this link to other incidents or concerns in the school? Add each one that does.",
    questions=(
        DateKind("happened_on", "Date", past=True, required="Enter the date, or about when"),
        Line("what", "What happened", required="Say what happened, without names"),
        Line("recorded_as", "Recorded as"),
        Line("school_response", "What the school did"),
        Line("result", "What came of it"),
    ),
)
JOURNEY = Rows(
    "journey",
    "Places on the journey to and from school",
    one="part of the journey",
    title_of=("journey_from", "journey_to"),
    fact="journey",
    questions=(
        Line("journey_from", "From", required="Say where this part begins"),
        Line("journey_to", "To", required="Say where this part ends"),
        SetChoice("mode", "How", set="journey_mode", select=True, fact="mode"),
        Line("line", "Line or number", most=60),
        SetChoice("journey_time", "Time of day", set="journey_time", select=True, fact="time"),
        Line("journey_note", "What makes it unsafe"),
    ),
)
PEER_GROUP = (
    Choice(
        "peer_role",
        "The child’s role in the peer group",
        choices=(
            ("leads", "Leads"),
            ("follows", "Follows"),
            ("both", "Both, at times"),
            ("bystander", "Bystander"),
            ("isolated", "Isolated"),
            ("unknown", "Not known"),
        ),
        required="say what role the child has in the peer group",
        fact="peer_role",
    ),
    Choice(
        "peer_group",
        "Is the group protective or a risk?",
        choices=(
            ("protective", "Protective"),
            ("risky", "A risk"),
            ("both", "Both"),
            ("unknown", "Not known"),
        ),
        required="say whether the group is protective or a risk",
        fact="peer_group",
    ),
    Choices(
        "bullying",
        "Bullying",
        choices=(
            ("bullied", "Is bullied"),
            ("bullies", "Bullies others"),
            ("no_friends", "Lacks friendship groups"),
            ("none", "None of these, as far as we know"),
        ),
        none_of="none",
    ),
    Line("meets", "Where the group meets"),
    YesNoUnknown(
        "staying",
        "Are there peers who stay at the school and need continuing support?",
        required="say whether peers who stay need support",
    ),
    LongText(
        "staying_support",
        "What support will they have?",
        rows=3,
        when=Is("staying", "yes"),
        required="say what support the peers who stay will have",
    ),
)

TABLE = Grid(
    "context",
    "What surrounds the child",
    required="say what is known and what the school did",
    skippable=False,
    fact="domain",
    columns=(KNOWN, INFORMATION, RESPONSE),
    rows=(
        GridRow(
            "strengths", "Strengths", hint="What the child is good at and enjoys.", questions=(OWN_KNOWN,)
        ),
        GridRow("attitude", "Attitude to work", hint="In which lessons, with whom.", questions=(OWN_KNOWN,)),
        GridRow(
            "home",
            "Home",
            hint="Parents’ and carers’ response to concerns, their relationship with the school.",
            questions=(YesNoUnknown("goes_missing", "Does the child go missing from home?"), PLACES, PEERS),
        ),
        GridRow(
            "peer_group",
            "Peer group",
            hint="Role in the group, concerns about friends, bullying, isolation.",
            questions=(*PEER_GROUP, PLACES, PEERS),
        ),
        GridRow(
            "school",
            "School",
            hint="Is this linked to other incidents or concerns in the school? Is there a pattern?",
            questions=(
                YesNoUnknown(
                    "linked",
                    "Is it linked to other incidents or concerns in the school?",
                    required="say whether it is linked to other incidents in the school",
                ),
                EARLIER,
                PLACES,
                PEERS,
            ),
        ),
        GridRow(
            "neighbourhood",
            "Neighbourhood and journey",
            hint="Gangs, violence or abuse outside school, also on the way to and from school.",
            questions=(
                YesNoUnknown(
                    "changed",
                    "Did behaviour or attendance change after something outside school?",
                    required="say whether behaviour changed after something outside school",
                    fact="changed_after_outside",
                ),
                JOURNEY,
                PLACES,
                PEERS,
            ),
        ),
    ),
)

CONTEXT = Section(
    "context",
    "What surrounds the child",
    part="1. Referral and recommendations",
    hint="Contextual table: six parts of the child’s life, what is known and what the school did",
    contents=(
        TABLE,
        LongText(
            "pru_risk",
            "Risk assessment for a place at a pupil referral unit",
            hint="What has worked before? Describe any intervention or adaptation that proved effective.",
            required="Say what has proved effective in the past, or that nothing has",
        ),
    ),
    advice=(
        (
            "Why two questions",
            "A move changes the child’s school, not the place where it happened. Panels decide better "
            "when they "
            "can see what was done about that place.",
        ),
    ),
)
