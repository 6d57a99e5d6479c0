"""Meetings and actions as rows of work lists, for home, the case page and the pages of other rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from flask import url_for

from cases.meetings import showing
from cases.meetings.lists import actions_of_meetings, meetings_of_case
from cases.meetings.models import Meeting, MeetingAction
from cases.meetings.words import OPEN_RATINGS, RATINGS, STATES, kind_words
from cases.models import Case
from cases.showing import people
from foundation.access.permissions import Permission
from foundation.access.work import Start, Tag, WorkList, WorkRow
from foundation.store import Actor
from foundation.store.clock import local


def meeting_rows(found: Sequence[Meeting]) -> list[WorkRow]:
    """A row for each meeting."""
    named = people([meeting.child_id for meeting in found])
    return [_meeting_row(meeting, named.name(meeting.child_id)) for meeting in found]


def _meeting_row(meeting: Meeting, child: str) -> WorkRow:
    open_actions = [action for action in meeting.actions if action.status in OPEN_RATINGS]
    said = f"{len(open_actions)} open action{'' if len(open_actions) == 1 else 's'}." if open_actions else ""
    quorum = " Not quorate." if meeting.quorate is False else ""
    return WorkRow(
        kind_words(meeting.kind),
        url_for("meetings.meeting", child_meeting=meeting.reference),
        f"{meeting.reference}, {showing.starts(meeting)}.{quorum} {said}".strip(),
        child,
        showing.meeting_clock(meeting),
        Tag(*STATES[meeting.status]),
    )


def action_rows(found: Sequence[MeetingAction]) -> list[WorkRow]:
    """A row for each action. What is to be done stands behind the link."""
    named = people([action.child_id for action in found])
    return [
        WorkRow(
            action.area if len(action.area) <= 70 else f"{action.area[:67]}…",
            url_for("meetings.action", meeting_action=action.public_id),
            f"{action.owner}.",
            named.name(action.child_id),
            showing.action_clock(action),
            Tag(*RATINGS[action.status]),
        )
        for action in found
    ]


def meetings_on_case(case: Case, actor: Actor) -> WorkList | None:
    """On the case page: the meetings of each child, one record for each."""
    if not actor.may(Permission.READ_MEETINGS):
        return None
    found = meetings_of_case(case)
    late = showing.late(actions_of_meetings(found))
    words = f"{len(found)}{f', {late} actions overdue' if late else ''}" if found else ""
    empty = "None yet. A strategy meeting is considered for each child separately."
    return WorkList("meetings", "Meetings", meeting_rows(found), words, empty, order=25)


def meetings_of_child_on_case(case: Case, child_id: int, actor: Actor) -> WorkList | None:
    """On the page of one child of a case: that child's meetings, and none of another's."""
    if not actor.may(Permission.READ_MEETINGS):
        return None
    found = [meeting for meeting in meetings_of_case(case) if meeting.child_id == child_id]
    link = None
    if actor.may(Permission.WRITE_CASES):
        link = ("Call a meeting", url_for("meetings.call_for_case", case=case.reference))
    return WorkList("meetings", "Meetings", meeting_rows(found), empty="None yet.", link=link, order=25)


def in_chronology(case: Case) -> Iterator[tuple[dt.date, str, str, int | None]]:
    """The meetings of a case for its chronology, each about its one child."""
    for meeting in meetings_of_case(case):
        state = STATES[meeting.status][0].lower()
        said = meeting.decisions or meeting.reason or ""
        day = local(meeting.starts_at).date()
        yield day, f"{kind_words(meeting.kind)}, {state}", said, meeting.child_id


def buttons_on_case(case: Case, actor: Actor) -> list[Start]:
    """On the case page: call a meeting."""
    if not actor.may(Permission.WRITE_CASES):
        return []
    return [Start("Call a meeting", url_for("meetings.call_for_case", case=case.reference), 30)]
