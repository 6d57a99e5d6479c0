"""Every night: whoever has something overdue is told once; after some school days the officers are too."""

from __future__ import annotations

import datetime as dt

from cases.meetings import lists
from cases.meetings.decided import PATIENCE
from cases.meetings.models import Meeting, MeetingAction
from foundation import post
from foundation.access.lists import accounts_with, operator
from foundation.access.permissions import Role
from foundation.jobs import nightly
from foundation.store import acting_as, today
from foundation.store.calendar import calendar_for


@nightly("meetings.escalate", at=dt.time(2, 40))
def escalate() -> None:
    """Tell of overdue actions and minutes, each once for its date, without a name in any mail."""
    day = today()
    with acting_as(operator()):
        for action in lists.overdue_actions(day):
            _tell_of_action(action, day)
        for meeting in lists.minutes_late(day):
            _tell_of_meeting(meeting, "minutes_late", f"minutes:{meeting.minutes_due}")
        for meeting in lists.untold():
            _tell_of_meeting(meeting, "meeting_untold", "untold")


def _tell_of_meeting(meeting: Meeting, notice: str, key: str) -> None:
    """Whoever called it."""
    if meeting.convened_by_id:
        path, own = f"/meetings/{meeting.reference}", f"meeting:{meeting.reference}:{key}"
        post.tell(account_id=meeting.convened_by_id, notice=notice, path=path, key=own)


def _tell_of_action(action: MeetingAction, day: dt.date) -> None:
    path, key = f"/meetings/actions/{action.public_id}", f"action:{action.public_id}:{action.due_on}"
    meeting = action.meeting
    told = action.owner_id or (meeting.convened_by_id if meeting else None)
    if told:
        post.tell(account_id=told, notice="action_late", path=path, key=f"{key}:late")
    if calendar_for(None).between(action.due_on, day) < PATIENCE.value(action.due_on):
        return
    for officer in accounts_with(Role.SAFEGUARDING_OFFICER):
        if officer.id != told:
            notice, own = "action_late_of_other", f"{key}:late:{officer.id}"
            post.tell(account_id=officer.id, notice=notice, path=path, key=own)
