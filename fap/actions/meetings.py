"""Panels, the calendar of their meetings, publishing and closing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from fap.actions.agenda import ask_leave, items_of, move_item, take_off_agenda
from fap.events import MeetingClosed, MeetingPlanned, MeetingPublished, PanelMade, ReferralDeferred
from fap.models import Panel, PanelMeeting, Referral
from fap.panel_events import MeetingMoved, MeetingPlannedAgain, PanelChanged, PanelMeetingCancelled
from fap.panels.quorum import QUORUM_OF
from fap.rights import demand, fresh, out_of_sight, reason_of, tell_role
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from foundation.trail import record

NOT_REACHED = "not reached at the meeting"
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True)
class PanelValues:
    """How a panel works. `quorum` None: none is asked. `deadline_days`: school days before a meeting."""

    name: str
    phase: str = "secondary"
    district: str = ""
    quorum: int | None = None
    quorum_of: str = "all"
    deadline_days: int = 5
    usual_time: str = "10:00"
    usual_place: str = ""


def make_panel(actor: Actor, *, name: str, phase: str = "secondary", district: str = "") -> Panel:
    """A panel for a phase and a district. Raises ValueError when the name is taken."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    made = Panel(phase=phase, district=district.strip())
    made.name = _free_name(name, None)
    session().add(made)
    session().flush()
    record(PanelMade(subject=made))
    return made


def change_panel(actor: Actor, panel: Panel, values: PanelValues) -> None:
    """Set quorum, deadline and what is usual. Published meetings keep the quorum they were called with.

    Raises ValueError with words.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if values.quorum is not None and not 1 <= values.quorum <= 50:
        raise ValueError("Enter a quorum from 1 to 50, or leave it empty")
    if values.quorum_of not in QUORUM_OF:
        raise ValueError("Choose who counts towards the quorum")
    if not 0 <= values.deadline_days <= 20:
        raise ValueError("Papers close between 0 and 20 school days before a meeting")
    panel.name = _free_name(values.name, panel.id)
    panel.phase, panel.district = values.phase, values.district.strip()
    panel.quorum, panel.quorum_of = values.quorum, values.quorum_of
    panel.deadline_days = values.deadline_days
    panel.usual_time, panel.usual_place = _time(values.usual_time), values.usual_place.strip()
    record(PanelChanged(subject=panel))


def _free_name(name: str, own_id: int | None) -> str:
    name = name.strip()
    if not name:
        raise ValueError("Enter the name of the panel")
    taken = session().scalars(select(Panel).where(Panel.name == name)).first()
    if taken is not None and taken.id != own_id:
        raise ValueError("There is already a panel with this name")
    return name


def _time(words: str) -> str:
    if not TIME.fullmatch(words.strip()):
        raise ValueError("Enter the time like 10:00")
    return words.strip()


def plan_meeting(
    actor: Actor,
    panel: Panel,
    *,
    meets_on: dt.date,
    deadline: dt.date,
    meets_at: str = "10:00",
    place: str = "",
) -> PanelMeeting:
    """Put a meeting in the calendar. Papers close on the deadline, not after the meeting."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    _fits(panel.id, None, meets_on, deadline)
    meets_at = _time(meets_at)
    made = PanelMeeting(
        panel_id=panel.id, meets_on=meets_on, deadline=deadline, meets_at=meets_at, place=place.strip()
    )
    session().add(made)
    session().flush()
    record(MeetingPlanned(subject=made))
    return made


def plan_year(actor: Actor, panel: Panel, days: Sequence[dt.date]) -> list[PanelMeeting]:
    """Plan a meeting on each of these days, with what is usual for the panel. All of them or none.

    Raises ValueError for a day without school, or one on which the panel meets already.
    """
    calendar = calendar_for(None)
    if not days:
        raise ValueError("Choose at least one day")
    for day in days:
        if not calendar.is_school_day(day):
            raise ValueError(f"{day_words(day)} is not a school day")
        _fits(panel.id, None, day, day)
    return [
        plan_meeting(
            actor,
            panel,
            meets_on=day,
            deadline=calendar.add(day, -panel.deadline_days),
            meets_at=panel.usual_time,
            place=panel.usual_place,
        )
        for day in sorted(set(days))
    ]


def change_meeting(
    actor: Actor,
    meeting: PanelMeeting,
    *,
    meets_on: dt.date,
    deadline: dt.date,
    meets_at: str,
    place: str,
    reason: str,
) -> None:
    """Hold a meeting on another day, at another time or elsewhere; the members are told once papers are out.

    Raises ValueError with words.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    if meeting.status not in ("planned", "published"):
        raise ValueError(f"This meeting is {meeting.status}")
    words = reason_of(reason)
    _fits(meeting.panel_id, meeting.id, meets_on, deadline)
    was = f"{day_words(meeting.meets_on)}, {meeting.meets_at}"
    meeting.meets_at = _time(meets_at)
    meeting.meets_on, meeting.deadline, meeting.place = meets_on, deadline, place.strip()
    record(MeetingMoved(subject=meeting, was=was, reason=words))
    _tell_members(meeting, "meeting_moved")


def cancel_meeting(actor: Actor, meeting: PanelMeeting, reason: str, to: PanelMeeting | None = None) -> int:
    """Cancel it: its items go to another meeting, or off the agenda. Returns how many items there were.

    Raises ValueError when a decision was signed at it: then it is closed instead.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    words = reason_of(reason)
    with out_of_sight(actor) as wide:
        items = items_of(meeting)
        if any(item.outcome for item in items):
            raise ValueError("A decision was signed at this meeting. Close it instead")
        for item in items:
            referral = session().get_one(Referral, item.referral_id)
            if to is None:
                take_off_agenda(wide, item, referral, words)
            else:
                move_item(wide, item, referral, to, words)
    published = meeting.status == "published"
    meeting.cancelled_reason = words
    record(PanelMeetingCancelled(subject=meeting, reason=words))
    if published:
        _tell_members(meeting, "meeting_cancelled")
    return len(items)


def plan_again(actor: Actor, meeting: PanelMeeting) -> None:
    """Hold a cancelled meeting after all; its agenda is empty."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    meeting.cancelled_reason = meeting.published_at = None
    record(MeetingPlannedAgain(subject=meeting))


def _fits(panel_id: int, own_id: int | None, meets_on: dt.date, deadline: dt.date) -> None:
    """That papers close in time and the day is free. Raises ValueError."""
    if deadline > meets_on:
        raise ValueError("Papers must close before the meeting")
    same_day = select(PanelMeeting).where(
        PanelMeeting.panel_id == panel_id, PanelMeeting.meets_on == meets_on
    )
    taken = session().scalars(same_day).first()
    if taken is None or taken.id == own_id:
        return
    if taken.status == "cancelled":
        raise ValueError(f"The meeting on {day_words(meets_on)} was cancelled. Open it and plan it again")
    raise ValueError(f"This panel meets on {day_words(meets_on)} already")


def _tell_members(meeting: PanelMeeting, notice: str) -> None:
    """Tell the members of a meeting; only once they know of its papers."""
    if meeting.published_at is None:
        return
    for role in (Role.PANEL_MEMBER, Role.PANEL_CHAIR):
        path = f"/panels/meetings/{meeting.public_id}"
        key = f"{notice}:{meeting.public_id}:{now().isoformat()}"
        tell_role(role, notice, path, key, panel_id=meeting.panel_id)


def publish_meeting(actor: Actor, meeting: PanelMeeting) -> None:
    """Open the agenda and its referrals to the panel. Raises ValueError when nothing stands on it."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    number = len(items_of(meeting))
    if not number:
        raise ValueError("Put at least one referral on the agenda first")
    meeting.published_at = now()
    meeting.quorum, meeting.quorum_of = meeting.panel.quorum, meeting.panel.quorum_of
    record(MeetingPublished(subject=meeting, items=number))
    for role in (Role.PANEL_MEMBER, Role.PANEL_CHAIR):
        tell_role(
            role,
            "agenda_published",
            f"/panels/meetings/{meeting.public_id}",
            f"agenda:{meeting.public_id}",
            panel_id=meeting.panel_id,
        )
    ask_leave(meeting)


def close_meeting(actor: Actor, meeting: PanelMeeting) -> int:
    """Close it: the panel reads its referrals no longer. Returns how many were not decided: deferred."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    with out_of_sight(actor):
        undecided = [item for item in items_of(meeting) if item.outcome is None]
        for item in undecided:
            referral = session().get_one(Referral, item.referral_id)
            item.outcome = "deferred"
            record(ReferralDeferred(subject=referral, reason=NOT_REACHED))
    meeting.closed_at = now()
    record(MeetingClosed(subject=meeting))
    return len(undecided)
