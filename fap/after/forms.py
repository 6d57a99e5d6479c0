"""What each step after a decision asks."""

from __future__ import annotations

from fap.after.words import HANDED_OVER, NEGOTIATED, SIDES
from foundation.questions import Choice, Choices, DateKind, Group, Line, LongText, Question, SetChoice, YesNo

Contents = tuple[Question | Group, ...]
NAME_NOBODY = "Name no other child: say “another pupil”."


def day(label: str, *, past: bool = True, hint: str = "") -> DateKind:
    """The day of a step; required."""
    return DateKind("on", label, past=past, hint=hint, required=f"Enter {label[0].lower()}{label[1:]}")


def words(label: str, hint: str = "", *, key: str = "words", rows: int = 4) -> LongText:
    """What was said, required."""
    return LongText(key, label, hint=hint, rows=rows, required=f"Write down {label[0].lower()}{label[1:]}")


WHO = Line("who", "Who did it", most=120, hint="Name and role. Empty means you.")
OFFER: Contents = (
    words(
        "What the school is told",
        f"Drafted from the decision. The safeguarding leads of the school read exactly this. {NAME_NOBODY}",
        rows=12,
    ),
    day("The day of the offer"),
)
ANSWER: Contents = (
    Choice(
        "answer",
        "What does the school answer?",
        choices=(("yes", "It admits the child"), ("no", "It refuses")),
        required="Choose the answer",
    ),
    day("The day on which the school answered"),
    Line("who", "Who decided it at the school", most=120, required="Write down who decided it at the school"),
    Group(
        "Where it refuses",
        (
            SetChoice("ground", "The ground", set="refusal_ground"),
            LongText(
                "words",
                "The reasons",
                hint=f"The Fair Access team reads them, and so may the panel. {NAME_NOBODY}",
            ),
        ),
    ),
)
TOLD = DateKind(
    "told_on",
    "The day on which the authority heard of it",
    past=True,
    hint="Only where it was before today, by letter or telephone.",
)
ADMISSION: Contents = (
    day("The day of the admission meeting", past=False),
    WHO,
    LongText("words", "With whom, and where", rows=2),
)
ADMISSION_HELD: Contents = (
    day("The day of the admission meeting"),
    words("What was agreed with the child and the family", "Timetable, key adult, first week, support."),
    WHO,
)
START: Contents = (day("The new first day", past=False), words("Why it changed", rows=3), WHO)
ABSENT: Contents = (
    day("The day on which the child was expected"),
    words("What was done about it", "Whom you reached, and what happens next. It is no fault of the child."),
    WHO,
)
ATTENDED: Contents = (day("The first day in school"), WHO)
HANDOVER: Contents = (
    Choices(
        "what",
        "What is handed over",
        choices=tuple(HANDED_OVER.items()),
        required="Say what is handed over",
    ),
    day("The day of the handover"),
    Line("to_whom", "To whom", most=120, required="Write down to whom, by name and role"),
    words(
        "How", "By secure transfer, by hand, in a meeting. The file itself does not go through here.", rows=2
    ),
    WHO,
)
RECEIVED: Contents = (
    day("The day on which it was received"),
    words("What was received, and what is still missing", rows=3),
    WHO,
)
NEGOTIATION: Contents = (
    day("The day of the talk"),
    Line("to_whom", "With whom at the school", most=120, required="Write down with whom"),
    Choice("code", "Outcome", choices=tuple(NEGOTIATED.items()), required="Choose the outcome"),
    words("What was said"),
    WHO,
)
DIRECTION: Contents = (
    SetChoice("code", "Route", set="direction_route", required="Choose the route"),
    day("The day on which it was begun"),
    Line("to_whom", "To whom it went", most=120, required="Write down to whom it went"),
    Line(
        "who",
        "Who confirmed that this route is in force",
        most=120,
        hint="For an academy: the law changed in 2026. Ask the authority’s lawyer.",
    ),
    words(
        "The case for it", "Other schools within reasonable distance, consultation of governors and parents."
    ),
)
DIRECTED: Contents = (
    day("The day of the direction"),
    words("What the school is directed to do", f"The school reads this. {NAME_NOBODY}"),
    Line("who", "Who gave it", most=120, required="Write down who gave it"),
)
ADJUDICATOR: Contents = (day("The day on which the school turned to the adjudicator"), words("What it says"))
NO_DIRECTION: Contents = (
    day("The day on which it was known"),
    words("Why no direction stands", "Withdrawn, refused, or decided for the school by the adjudicator."),
    Line("who", "Who decided it", most=120),
)
SET_TRIAL: Contents = (
    DateKind("review_on", "First review", required="Enter the day of the first review"),
    DateKind("until", "Last day of the trial", required="Enter the last day of the trial"),
)
REVIEW: Contents = (
    day("The day of the review"),
    words("How it goes", "What the child, the family and both schools say."),
    DateKind("next_on", "Next review"),
    DateKind("until", "The trial now lasts until", hint="Only where it changes."),
    WHO,
)
PERMANENT: Contents = (
    day("From which day the child is on the roll of the new school", past=False),
    words("How it was decided, and by whom", rows=3),
)
CHECK: Contents = (
    day("The day of the check"),
    words("How the place is going", "Attendance, support, and what the child and the family say."),
    WHO,
)
ENDED: Contents = (
    SetChoice("code", "Why it ended", set="placement_end", required="Choose why it ended"),
    day("The day on which it ended"),
    words("What happened", "The referral is open again and its 20 school days start anew. No blame."),
    LongText(
        "learnt",
        "What is learnt",
        hint="What would have held it? What should the next school know and do from the first day?",
        rows=3,
    ),
)


def agreement(sides: tuple[str, ...]) -> Contents:
    """Who agrees to a managed move; a school says it for its own side."""
    return (
        Choice(
            "side",
            "Who?",
            choices=tuple((side, SIDES[side]) for side in sides),
            required="Choose who agrees",
        ),
        YesNo("yes", "Do they agree?", required="Say whether they agree"),
        day("The day on which they said so"),
        Line("who", "Name and role", most=120, required="Write down who said so"),
        LongText("words", "Their words, or the reason why not", rows=3),
    )
