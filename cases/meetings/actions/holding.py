"""A meeting is held: who was there, the quorum, the minutes, the table of the meeting before."""

from __future__ import annotations

from collections.abc import Mapping

from cases.actions.rights import reason_of
from cases.meetings.actions.calling import demand_kind
from cases.meetings.decided import MINUTES_WITHIN
from cases.meetings.events import MeetingHeld, MinutesAgreed, MinutesWritten, TableCarriedOver
from cases.meetings.lists import meeting_before
from cases.meetings.models import Meeting
from cases.meetings.quorum import Quorum, quorum
from cases.meetings.table_form import TABLE
from cases.meetings.words import ATTENDED
from foundation.answers import answers_of, write_answers
from foundation.store import Actor, session
from foundation.store.calendar import calendar_for
from foundation.store.clock import local
from foundation.trail import record
from roll.lists import child_by_id

CARRIED = ("together", "interplay", "matter_most", "severity")
"""Questions of the judgement, of which each meeting makes its own: they are not carried over."""


def quorum_of(meeting: Meeting, attended: Mapping[int, str]) -> Quorum:
    """The quorum of a meeting if these (invitee row id -> code) attended."""
    present = [row.agency for row in meeting.invitees if attended.get(row.id) == "yes"]
    if meeting.chair_agency:
        present.append(meeting.chair_agency)
    return quorum(meeting.kind, present, meeting.child_role, age_of(meeting))


def age_of(meeting: Meeting) -> int | None:
    """The child's age on the day of the meeting."""
    child = child_by_id(meeting.child_id)
    if child is None:
        return None
    day, born = local(meeting.starts_at).date(), child.date_of_birth
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def hold_meeting(actor: Actor, meeting: Meeting, attended: Mapping[int, str], reason: str = "") -> Quorum:
    """Record that a meeting was held and who was there; without its quorum it needs a reason, which stays
    on the record: its decisions are then to be confirmed by those who were missing. Raises ValueError.
    """
    demand_kind(actor, meeting.kind)
    if set(attended) != {row.id for row in meeting.invitees} or not set(attended.values()) <= set(ATTENDED):
        raise ValueError("Say for everybody who was asked whether they attended")
    found = quorum_of(meeting, attended)
    meeting.quorum_reason = None if found.quorate else reason_of(reason)
    meeting.quorate = found.quorate
    for row in meeting.invitees:
        row.attended = attended[row.id]
    day = local(meeting.starts_at).date()
    meeting.minutes_due = calendar_for(None).add(day, MINUTES_WITHIN.value(day))
    record(MeetingHeld(subject=meeting, quorum=found.words))
    return found


def write_minutes(actor: Actor, meeting: Meeting, agenda: Mapping[str, str], decisions: str) -> None:
    """Write what was said to each point of the agenda, and what was decided. Raises ValueError."""
    demand_kind(actor, meeting.kind)
    if meeting.status not in {"called", "held"}:
        raise ValueError("The minutes are agreed and can no longer be changed")
    said = {code: words.strip() for code, words in agenda.items() if words.strip()} or None
    decided = decisions.strip() or None
    if (meeting.agenda or None, meeting.decisions) == (said, decided):
        return
    meeting.agenda, meeting.decisions = said, decided
    record(MinutesWritten(subject=meeting))


def agree_minutes(actor: Actor, meeting: Meeting) -> None:
    """Settle the minutes. Raises ValueError where nothing was decided or said."""
    demand_kind(actor, meeting.kind)
    if not meeting.decisions:
        raise ValueError("Write down what was decided, or that nothing was")
    record(MinutesAgreed(subject=meeting))


def carry_over(actor: Actor, meeting: Meeting) -> Meeting | None:
    """Begin an empty contextual table with what the meeting before found; None where there is nothing."""
    demand_kind(actor, meeting.kind)
    before = meeting_before(meeting)
    if before is None or answers_of(meeting, TABLE):
        return None
    known = answers_of(before, TABLE)
    kept = {
        key: value
        for key, value in known.items()
        if not key.startswith(("summary_", "severity")) and key not in CARRIED
    }
    if not kept:
        return None
    write_answers(actor, meeting, TABLE, kept)
    record(TableCarriedOver(subject=meeting, before=before.reference))
    session().flush()
    return before
