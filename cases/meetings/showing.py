"""Meetings as pages show them: names, words, clocks, the agenda, the table with what is missing in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cases.meetings.actions.holding import age_of
from cases.meetings.lists import meeting_before, open_from_before
from cases.meetings.long_form import factor_label
from cases.meetings.models import Meeting, MeetingAction
from cases.meetings.quorum import Expected, Quorum, expected, quorum
from cases.meetings.table import Cell, Comparison, Factor, cells, compare, factors, without_intervention
from cases.meetings.table_form import TABLE, TITLES
from cases.meetings.words import AGENDA_SET, HSB, OPEN_RATINGS
from cases.showing import day
from foundation.access.work import Clock
from foundation.answers import answers_of
from foundation.questions import Answers
from foundation.store import now, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import local
from foundation.store.reference_data import choices, label, mapped

TOGETHER = {"alone": "Alone", "group": "In a group", "both": "Alone and in a group", "unknown": "Not known"}
SOON_SCHOOL_DAYS = 2


@dataclass(frozen=True)
class Point:
    """A point of the agenda, and what was said to it."""

    code: str
    title: str
    hint: str
    said: str


@dataclass(frozen=True)
class Table:
    """The contextual table of a meeting, read."""

    answers: Answers
    cells: dict[str, dict[str, Cell]]
    factors: list[Factor]
    bare: list[Factor]
    before: Meeting | None
    shifted: Comparison | None
    together: str
    matter_most: str
    severity: str

    @property
    def begun(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.answers)


def starts(meeting: Meeting) -> str:
    """Tue 24 Nov 2026, 10:00."""
    there = local(meeting.starts_at)
    return f"{day(there.date())}, {there:%H:%M}"


def agenda(meeting: Meeting) -> list[Point]:
    """The agenda of the meeting's kind; a point that was dropped since stays where something was said."""
    said = meeting.agenda or {}
    offered = [
        one
        for one in choices(AGENDA_SET, local(meeting.starts_at).date())
        if meeting.kind in mapped(AGENDA_SET, one.code)
    ]
    points = [Point(one.code, one.label, one.hint, said.get(one.code, "")) for one in offered]
    known = {one.code for one in points}
    return points + [
        Point(code, label(AGENDA_SET, code), "", words) for code, words in said.items() if code not in known
    ]


def places(meeting: Meeting) -> tuple[Expected, ...]:
    """Whom the guidance expects at this meeting."""
    return expected(meeting.kind, meeting.child_role, age_of(meeting))


def asked_quorum(meeting: Meeting) -> Quorum:
    """The quorum if everybody came who is asked, or who came where it was held."""
    over = meeting.status in {"held", "agreed"}
    present = [row.agency for row in meeting.invitees if not over or row.attended == "yes"]
    chair = [meeting.chair_agency] if meeting.chair_agency else []
    return quorum(meeting.kind, [*present, *chair], meeting.child_role, age_of(meeting))


def table(meeting: Meeting) -> Table | None:
    """The contextual table; None for other kinds."""
    if meeting.kind != HSB:
        return None
    answers = answers_of(meeting, TABLE)
    found = factors(answers, factor_label)
    here = [action for action in meeting.actions if action.status != "withdrawn"]
    answered = {key for action in [*here, *open_from_before(meeting)] for key in action.factors or ()}
    before = meeting_before(meeting)
    old = answers_of(before, TABLE) if before else {}
    return Table(
        answers,
        cells(answers, factor_label),
        found,
        without_intervention(found, answered),
        before,
        compare(old, answers, factor_label) if old else None,
        TOGETHER.get(answers.get("together", ""), ""),
        ", ".join(TITLES[code] for code in answers.get("matter_most") or () if code in TITLES),
        label("hackett_level", answers["severity"]) if answers.get("severity") else "",
    )


def meeting_clock(meeting: Meeting) -> Clock | None:
    """What is next for a meeting: its day, the word on whether it was held, its minutes."""
    if meeting.status == "called":
        return _ahead(meeting)
    if meeting.status == "held" and meeting.minutes_due:
        return _due(meeting.minutes_due, f"minutes due {day(meeting.minutes_due)}")
    return None


def _ahead(meeting: Meeting) -> Clock:
    left = meeting.starts_at - now()
    if left < dt.timedelta():
        return Clock("Was it held?", "over", starts(meeting))
    hours = int(left.total_seconds() // 3600)
    words = f"In {hours} hours" if hours < 48 else f"In {left.days} days"
    return Clock(words if hours else "Within the hour", "soon" if hours < 48 else "normal", starts(meeting))


def _due(due: dt.date, detail: str) -> Clock:
    calendar = calendar_for(None)
    left = calendar.between(today(), due) if due >= today() else -1
    state = "over" if due < today() else "soon" if left <= SOON_SCHOOL_DAYS else "normal"
    return Clock(calendar.words(due, today()), state, detail)


def action_clock(action: MeetingAction) -> Clock | None:
    """School days until an action is due; none once it is done."""
    if action.status not in OPEN_RATINGS:
        return None
    return _due(action.due_on, f"due {day(action.due_on)}")


def late(actions: Sequence[MeetingAction]) -> int:
    """How many are overdue."""
    return sum(action.status in OPEN_RATINGS and action.due_on < today() for action in actions)
