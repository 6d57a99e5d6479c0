"""What this room puts on the home page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from cases.meetings import lists, rows, showing
from cases.meetings.models import Meeting, MeetingAction
from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList
from foundation.store import Actor

MOST = 8


def cards(actor: Actor) -> list[WorkList]:
    """My actions for everybody who has any; meetings ahead and overdue actions for those who hold them."""
    mine = lists.my_actions(actor.account_id) if actor.account_id else []
    made = [_mine(mine)] if mine else []
    ahead = lists.meetings_ahead() if actor.may(Permission.READ_MEETINGS) else []
    if ahead or actor.may(Permission.WRITE_MEETINGS):
        made.append(_ahead(ahead))
    if actor.may(Permission.WRITE_CASES):
        late = [one for one in lists.overdue_actions() if one.owner_id != actor.account_id]
        made += [_overdue(late)] if late else []
    return made


def starts(actor: Actor) -> list[Start]:
    """The button that calls a meeting."""
    if not actor.may(Permission.WRITE_MEETINGS):
        return []
    return [Start("Call a meeting", url_for("meetings.call"), order=45)]


def _mine(found: Sequence[MeetingAction]) -> WorkList:
    late = showing.late(found)
    words = f"{len(found)}{f', {late} overdue' if late else ''}"
    return WorkList(
        "my-actions", "Your actions from meetings", rows.action_rows(found[:MOST]), words, order=22
    )


def _ahead(found: Sequence[Meeting]) -> WorkList:
    return WorkList(
        "meetings",
        "Meetings",
        rows.meeting_rows(found[:MOST]),
        str(len(found)) if found else "",
        empty="None is called.",
        link=("All meetings", url_for("meetings.meetings")),
        order=45,
    )


def _overdue(found: Sequence[MeetingAction]) -> WorkList:
    return WorkList(
        "actions-overdue",
        "Actions of others that are overdue",
        rows.action_rows(found[:MOST]),
        str(len(found)),
        order=46,
    )
