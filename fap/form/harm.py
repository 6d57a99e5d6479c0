"""Harm between children: the form's flags, each with its own questions (Appendix H, "Peer-on-peer abuse").

The form's column "Affected by gangs and or serious youth violence" is stored apart as two flags; whoever
counts can join them again. "Displays harmful sexual behaviour" means alleged to cause, and "harmed by another
child's sexual behaviour" stands beside it. What is not on the seed's list is a question of its own.
"""

from __future__ import annotations

from fap.form.nudging import ASKED
from foundation.access.permissions import Permission
from foundation.questions import (
    AnyTicked,
    Choice,
    Flag,
    Flags,
    Integer,
    Line,
    LongText,
    Option,
    Part,
    Question,
    Section,
    YesNoUnknown,
)

CAPACITY = Choice(
    "capacity",
    "In what capacity?",
    choices=(
        ("experiences", "Experiences it"),
        ("alleged", "Is alleged to cause it"),
        ("both", "Both"),
        ("affected", "Has seen it or is affected by it"),
    ),
    required="say in what capacity",
    fact="capacity",
)
WHEN = Choice(
    "when_it_was",
    "Current or historic?",
    choices=(("current", "Current"), ("historic", "Historic")),
    inline=True,
    required="say whether it is current or historic",
    fact="when",
)
WHAT = LongText("what_is_known", "What is known", rows=4, required="say what is known")
DID = LongText(
    "school_did",
    "What the school did",
    rows=4,
    required="say what the school did",
    hint="Also for other pupils.",
)
MISSING = (
    WHEN,
    Integer(
        "episodes", "How many episodes in the last 12 months", most=400, required="say how many episodes"
    ),
    Line(
        "longest", "Longest episode", required="say how long the longest was", hint="For example: two nights."
    ),
    YesNoUnknown("reported", "Was it reported?", required="say whether it was reported"),
    Line("usual_time", "Usual time of day or week"),
    Line("with_whom", "With whom, if known", needs=Permission.NAME_PEERS),
    DID,
)


def _flag(key: str, title: str, details: str, *own: Question, capacity: bool = True, hint: str = "") -> Part:
    """A flag: its own questions between capacity and what is known."""
    first = (CAPACITY,) if capacity else ()
    return Flag(key, title, hint, questions=(*first, WHEN, *own, WHAT, DID), details=details)


PEER_FLAGS = (
    _flag(
        "cse",
        "Child sexual exploitation",
        "As of September 2026: somebody uses an imbalance of power to coerce, manipulate or deceive a "
        "child under "
        "18 into sexual activity, for something the child needs or wants, or for another’s gain. It can look "
        "consensual and can happen online. For example: a pupil is given a phone and taken to older "
        "pupils’ flat.",
        Choice(
            "cse_by",
            "By whom?",
            choices=(("peers", "Peers"), ("adults", "Adults"), ("both", "Both"), ("unknown", "Not known")),
            inline=True,
            required="say whether it is by peers, adults or both",
            fact="by",
        ),
    ),
    _flag(
        "gangs",
        "Affected by gangs",
        "As of September 2026: a group of young people who see themselves, and are seen by others, as a "
        "group, "
        "and whose offending or violence touches this child. For example: a pupil cannot cross an estate.",
        Line("gang_name", "Name of the group, if known", needs=Permission.NAME_PEERS),
    ),
    _flag(
        "serious_youth_violence",
        "Affected by serious youth violence",
        "As of September 2026: violence or the threat of it, with or without weapons, that caused or "
        "could have "
        "caused serious harm to or by somebody under 18. For example: an attack on the way home.",
    ),
    _flag(
        "relationship_abuse",
        "Relationship abuse, or domestic abuse in own relationships",
        "As of September 2026: physical, emotional, sexual or financial abuse, or control, by a present "
        "or former "
        "partner. It applies under 16 too. For example: a partner who checks a pupil’s phone every hour.",
    ),
    _flag(
        "displays_hsb",
        "Displays harmful sexual behaviour",
        "As of September 2026: sexual behaviour of a child that is not expected at the child’s age and "
        "may be "
        "harmful or abusive. It is ticked where it is alleged; it is not a finding. For example: sexual "
        "touching.",
        capacity=False,
        hint="Alleged to cause it.",
    ),
    _flag(
        "harmed_by_hsb",
        "Harmed by another child’s sexual behaviour",
        "As of September 2026: the same behaviour, experienced by this child. For example: images of a "
        "pupil were "
        "shared without consent.",
        capacity=False,
    ),
    _flag(
        "sexual_bullying",
        "Sexual bullying",
        "As of September 2026: bullying, in person or online, that is sexual or is about somebody’s sex, "
        "gender or "
        "sexuality. For example: repeated sexual comments, lifting skirts, ratings of pupils.",
    ),
    Flag(
        "missing_education",
        "Missing from education",
        questions=MISSING,
        details="As of September 2026: of compulsory school age, and not on a roll or not attending "
        "without leave. "
        "For example: no school place since the summer, or weeks of absence nobody can explain.",
    ),
    Flag(
        "missing_home",
        "Missing from home",
        questions=MISSING,
        details="As of September 2026: whereabouts cannot be established, or not where expected, for any "
        "length of "
        "time. For example: out until the morning, twice this month.",
    ),
)
OTHER_ABUSE = (
    _flag(
        "other_physical",
        "Physical abuse between children",
        "For example: repeated assaults by the same pupils.",
    ),
    _flag(
        "other_emotional",
        "Emotional abuse between children",
        "For example: being shut out, threatened or shamed.",
    ),
    _flag(
        "other_financial",
        "Financial abuse between children",
        "For example: money or goods taken, debts made up.",
    ),
    _flag("other_controlling", "Controlling behaviour", "For example: deciding whom somebody may speak to."),
    _flag(
        "other_online",
        "Online abuse between children",
        "For example: threats or humiliation in a group chat.",
    ),
)

HARM = Section(
    "harm",
    "Harm between children",
    part="2. Social profile",
    hint="Peer-on-peer abuse and missing: what the child experiences, is alleged to cause, or has seen",
    contents=(
        Flags(
            "peer_flags",
            "Peer-on-peer abuse",
            hint="Tick all that apply. Each asks in what capacity, what is known and what the school did.",
            flags=PEER_FLAGS,
            none="None of these, as far as we know",
            required="Tick what applies, or none of these",
            fact="flag",
        ),
        Flags(
            "other_abuse",
            "Other abuse between children",
            hint="Tick all that apply.",
            flags=OTHER_ABUSE,
            none="None of these, as far as we know ",
            fact="other_abuse",
        ),
        Choice(
            "others_considered",
            "One of these often comes with another. Did you consider the others on this page?",
            choices=(
                ("yes", "Yes, each of them"),
                Option(
                    "not_yet", "Not yet", counts_as_missing="The other kinds of harm were not considered yet"
                ),
            ),
            when=AnyTicked("peer_flags"),
            required="Say whether you considered the other kinds of harm",
        ),
        *ASKED,
    ),
    advice=(
        (
            "The same questions for every child",
            "A tick says that something is known or alleged. It is not a finding about the child.",
        ),
        (
            "If you are worried today",
            "Follow your setting’s child protection procedure and speak to the council’s Education MASH "
            "the same "
            "day. In an emergency call 999. This form does not replace a referral.",
        ),
    ),
)
