"""What each step with a referral or a decision asks."""

from __future__ import annotations

from collections.abc import Sequence

from fap.models import PanelMeeting
from fap.words import DECISIONS, FLAGS
from foundation.questions import (
    Choice,
    DateKind,
    Group,
    Line,
    LongText,
    Lookup,
    Question,
    SetChoice,
)

Contents = tuple[Question | Group, ...]

RETURN: Contents = (
    LongText(
        "reason",
        "What do you need from the school?",
        hint="The school reads this. Say what is missing and why it matters.",
        required="Say what you need from the school",
    ),
)
OFF_AGENDA: Contents = (LongText("reason", "Why?", rows=3, required="Say why"),)


def first_key(contents: Contents) -> str:
    """The key of the first question."""
    first = contents[0]
    return first.questions[0].key if isinstance(first, Group) else first.key


def agenda(meetings: Sequence[PanelMeeting]) -> Contents:
    """Which meeting."""
    choices = tuple((meeting.public_id, meeting.title) for meeting in meetings)
    hint = "" if choices else "There is no meeting to come. Plan one under Panels first."
    return (Choice("meeting", "Meeting", choices=choices, hint=hint, required="Choose the meeting"),)


WHY = Group(
    "The risk question",
    (
        LongText(
            "override_reason",
            "The placement check is not clear: why does the panel decide it all the same?",
            hint="Speak to the safeguarding officer first. The officers are told at once that a reason was "
            "written. Leave empty for a school that is clear.",
            rows=3,
        ),
    ),
)


def decision(*, ask_why: bool = True) -> Contents:
    """The panel's decision. `ask_why`: a check on this item is not clear, or was not when saved."""
    place = Group(
        "For a place",
        (
            Lookup("setting", "School or provision", hint="Name or URN. It is checked when you save."),
            DateKind("start_date", "First day"),
            DateKind("until", "Last day, for a respite place or a trial"),
            DateKind("transition_on", "Transition meeting, both safeguarding leads"),
            LongText("support_child", "Support that goes with the child", rows=4),
        ),
        hint="Leave empty when no place is decided.",
    )
    whole = Group(
        "For every decision",
        (
            LongText(
                "reasons",
                "Reasons",
                hint="The family and both schools read this. Write what the panel discussed.",
                required="Write the reasons",
            ),
            LongText("support_stay", "Support for the pupils who stay", rows=4),
            LongText("conditions", "Conditions", rows=2),
            Line("responsible", "Who makes sure it happens", required="Say who makes sure it happens"),
        ),
    )
    said = Group(
        "Said at the panel",
        (
            Choice(
                "reason_matches",
                "Does the written reason match the reason discussed?",
                choices=(("yes", "Yes"), ("partly", "Partly"), ("no", "No")),
                inline=True,
            ),
            Choice(
                "contexts_covered",
                "Were peers, home, school and the area talked about?",
                choices=(("all", "All four"), ("some", "Some"), ("none", "None")),
                inline=True,
            ),
            LongText("dissent", "Dissent", rows=2),
        ),
    )
    kind = Choice(
        "kind", "What is decided?", choices=tuple(DECISIONS.items()), required="Choose what is decided"
    )
    return (kind, place, whole, *((WHY,) if ask_why else ()), said)


HEARD: Contents = (
    Choice(
        "flag",
        "What was said?",
        choices=tuple(FLAGS.items()),
        select=True,
        required="Choose what was said",
    ),
    SetChoice("capacity", "In what capacity?", set="peer_capacity"),
    LongText(
        "words",
        "What was said, and who said it",
        hint="Kept beside the school’s answers, which stay as they were. Use roles, not other children’s "
        "names.",
        rows=3,
        required="Write what was said and who said it",
    ),
)
