"""What is recorded of a meeting: who was there, what the minutes say, what was asked to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from fap.models import AgendaItem, PanelAction, PanelAttendance, PanelMeeting
from fap.panel_events import AttendanceRecorded, PanelActionAgreed, PanelActionDone, PanelMinutesWritten
from fap.panels.lists import attendance_of
from fap.panels.members import GUEST, members_of
from fap.rights import NotAllowed, reason_of
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.trail import record

PRESENCE: dict[str, str] = {"present": "Present", "apologies": "Apologies", "absent": "Not there"}


def may_record(actor: Actor, meeting: PanelMeeting) -> bool:
    """The coordinator; the chair of this panel while it meets."""
    if actor.may(Permission.RUN_FAIR_ACCESS):
        return meeting.status in ("published", "closed")
    return meeting.panel_id in actor.chairs and meeting.status == "published"


def record_attendance(
    actor: Actor, meeting: PanelMeeting, members: Mapping[int, str], guests: Sequence[str] = ()
) -> None:
    """Record who is there: account id -> present, apologies or absent, and guests by name and office.

    What was recorded before is replaced; the trail keeps it. Raises NotAllowed, ValueError.
    """
    _demand(actor, meeting)
    if set(members.values()) - set(PRESENCE):
        raise ValueError("Choose present, apologies or not there for everybody")
    sits = {one.account_id: one for one in members_of(meeting.panel_id, meeting.meets_on)}
    known = attendance_of(meeting)
    rows = {row.account_id: row for row in known if row.account_id is not None}
    for account_id, presence in members.items():
        if account_id not in sits:
            raise ValueError("Choose a member of this panel")
        row = rows.get(account_id) or PanelAttendance(meeting_id=meeting.id, account_id=account_id)
        row.capacity, row.setting_id = sits[account_id].capacity, sits[account_id].setting_id
        _note(actor, row, presence)
    for row in known:
        if row.account_id is None:
            session().delete(row)
    for guest in (name.strip()[:120] for name in guests):
        if guest:
            _note(actor, PanelAttendance(meeting_id=meeting.id, guest=guest, capacity=GUEST), "present")
    session().flush()
    present = sum(row.presence == "present" for row in attendance_of(meeting))
    record(AttendanceRecorded(subject=meeting, present=present))


def write_minutes(actor: Actor, meeting: PanelMeeting, notes: str) -> None:
    """What the minutes say beside the items: matters arising, what was discussed without a child."""
    _demand(actor, meeting)
    meeting.notes = notes.strip() or None
    record(PanelMinutesWritten(subject=meeting))


def agree_action(
    actor: Actor,
    meeting: PanelMeeting,
    *,
    words: str,
    who: str,
    due_on: dt.date | None = None,
    item: AgendaItem | None = None,
) -> PanelAction:
    """Write down what somebody is asked to do, about an item of this meeting or about none."""
    _demand(actor, meeting)
    if item is not None and item.meeting_id != meeting.id:
        raise ValueError("Choose an item of this meeting")
    if len(who.strip()) < 2:
        raise ValueError("Say who does it")
    made = PanelAction(
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        words=reason_of(words),
        who=who.strip()[:120],
        due_on=due_on,
    )
    session().add(made)
    session().flush()
    record(PanelActionAgreed(subject=made))
    return made


def finish_action(actor: Actor, action: PanelAction) -> None:
    """It was done today. Raises NotAllowed, ValueError when it was done already."""
    if not actor.may(Permission.RUN_FAIR_ACCESS):
        raise NotAllowed("the coordinator records what was done")
    if action.done_on is not None:
        raise ValueError("This was done already")
    action.done_on = today()
    record(PanelActionDone(subject=action))


def _demand(actor: Actor, meeting: PanelMeeting) -> None:
    if not may_record(actor, meeting):
        raise NotAllowed("the coordinator, or the chair while the meeting is open, records this")


def _note(actor: Actor, row: PanelAttendance, presence: str) -> None:
    row.presence, row.noted_by, row.noted_at = presence, actor.account_id, now()
    session().add(row)
