"""What each step with a referral or a decision asks."""

from __future__ import annotations

from collections.abc import Sequence

from fap.models import PanelMeeting
from fap.words import FLAGS
from foundation.questions import (
    Choice,
    Group,
    LongText,
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
