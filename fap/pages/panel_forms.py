"""What the pages of panels and meetings ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fap.actions.interests import KINDS
from fap.models import PanelMeeting
from fap.panels.quorum import QUORUM_OF
from foundation.questions import Choice, DateKind, Group, Integer, Line, LongText, Lookup, Question, TimeKind

Contents = tuple[Question | Group, ...]

PHASES = (("primary", "Primary"), ("secondary", "Secondary"), ("all", "All ages"))
NEW_PANEL: Contents = (
    Line("name", "Name of the panel", most=120, required="Enter the name of the panel"),
    Choice("phase", "Phase", choices=PHASES, required="Choose the phase"),
    Line("district", "District", most=80, hint="Leave empty for the whole authority."),
)
CHANGE_PANEL: Contents = (
    *NEW_PANEL,
    Group(
        "Quorum",
        (
            Integer(
                "quorum",
                "How many have to be there before a decision is signed",
                least=1,
                most=50,
                hint="Leave empty to ask for none.",
            ),
            Choice("quorum_of", "Who counts", choices=tuple(QUORUM_OF.items()), required="Choose who counts"),
        ),
    ),
    Group(
        "Usual for a meeting",
        (
            Integer(
                "deadline_days",
                "School days before a meeting on which papers close",
                least=0,
                most=20,
                required="Enter how many school days before a meeting papers close",
            ),
            TimeKind("usual_time", "Time", required="Enter the time, like 10:00"),
            Line("usual_place", "Place", most=120),
        ),
    ),
)
NEW_MEETING: Contents = (
    DateKind("meets_on", "Date of the meeting", future=True, required="Enter the date of the meeting"),
    TimeKind("meets_at", "Time", required="Enter the time, like 10:00"),
    DateKind("deadline", "Papers close on", required="Enter the day on which papers close"),
    Line("place", "Place", most=120),
)
CHANGE_MEETING: Contents = (
    *NEW_MEETING,
    LongText("reason", "Why is it changed?", rows=2, required="Say why it is changed"),
)
LEAVE: Contents = (
    Choice(
        "give",
        "Is this item heard at this meeting?",
        choices=(("yes", "Yes, I give leave"), ("no", "No, it waits for another meeting")),
        required="Choose whether you give leave",
    ),
    LongText("reason", "Why?", hint="It stands in the minutes.", rows=3, required="Say why"),
)
WITHDRAW: Contents = (
    LongText("reason", "Why is it withdrawn?", rows=3, required="Say why the interest is withdrawn"),
)
NOTES: Contents = (
    LongText(
        "notes",
        "What else was said",
        hint="Matters arising, and what was discussed without a child. Decisions, interests and who was "
        "there stand in the minutes by themselves. Name no child.",
        rows=10,
    ),
)
SCHOOL: Contents = (
    Lookup(
        "setting",
        "School under consideration",
        hint="Name or URN. Who sits on the panel for it reads this item in full.",
        required="Choose a school from the list",
    ),
)


def _meetings(meetings: Sequence[PanelMeeting]) -> tuple[tuple[str, str], ...]:
    return tuple((meeting.public_id, meeting.title) for meeting in meetings)


def cancel(meetings: Sequence[PanelMeeting], items: int) -> Contents:
    """Why, and where the items of the agenda go, if there are any."""
    reason = LongText("reason", "Why is it cancelled?", rows=2, required="Say why it is cancelled")
    if not items:
        return (reason,)
    known = (("none", "Off the agenda; they wait on the desk"), *_meetings(meetings))
    words = "1 item stands" if items == 1 else f"{items} items stand"
    where = Choice(
        "to",
        "Where do its items go?",
        choices=known,
        hint=f"{words} on this agenda. Their clocks run on.",
        required="Choose where its items go",
    )
    return (reason, where)


def move(meetings: Sequence[PanelMeeting]) -> Contents:
    """To which meeting, and why."""
    hint = "" if meetings else "There is no other meeting to come. Plan one first."
    return (
        Choice("meeting", "Meeting", choices=_meetings(meetings), hint=hint, required="Choose the meeting"),
        LongText("reason", "Why?", rows=2, required="Say why it is moved"),
    )


def interest(members: Mapping[str, str]) -> Contents:
    """What the interest is; whose it is, where somebody else's is recorded."""
    whose = Choice(
        "member", "Whose interest is it?", choices=tuple(members.items()), required="Choose the member"
    )
    kind = Choice(
        "kind",
        "What is the interest?",
        choices=tuple(KINDS.items()),
        hint="No details are needed. If it is a relative or a close friend, also ask the safeguarding "
        "officer for a bar, which hides the child everywhere.",
        required="Choose what the interest is",
    )
    return (*((whose,) if members else ()), kind)


def agreement() -> Contents:
    """A new text, from a day on."""
    return (
        LongText(
            "text",
            "The text of the agreement",
            hint="Members read exactly these words. Leave an empty line between paragraphs.",
            rows=18,
            required="Write the agreement",
        ),
        DateKind(
            "in_force_from",
            "In force from",
            future=True,
            hint="From that day on papers open only to members who accepted this text.",
            required="Enter the day from which it is in force",
        ),
    )


def action(items: Mapping[str, str]) -> Contents:
    """What somebody is asked to do."""
    return (
        Choice(
            "item",
            "About",
            choices=(("none", "The meeting as a whole"), *items.items()),
            select=True,
            required="Choose what it is about",
        ),
        LongText("words", "What is to be done?", rows=3, required="Say what is to be done"),
        Line("who", "Who does it", most=120, required="Say who does it"),
        DateKind("due_on", "By when"),
    )
