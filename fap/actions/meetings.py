"""Panels, their meetings, and what stands on an agenda."""

from __future__ import annotations

import datetime as dt
import re

from sqlalchemy import func, select

from fap.events import (
    MeetingClosed,
    MeetingPlanned,
    MeetingPublished,
    PanelMade,
    PutOnAgenda,
    ReferralDeferred,
    TakenOffAgenda,
)
from fap.models import AgendaItem, Panel, PanelMeeting, Referral
from fap.rights import demand, fresh, reason_of, tell_role
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session, today
from foundation.trail import record

NOT_REACHED = "not reached at the meeting"
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def make_panel(actor: Actor, *, name: str, phase: str = "secondary") -> Panel:
    """A panel for a phase and a district. Raises ValueError when the name is taken."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    name = name.strip()
    if not name:
        raise ValueError("Enter the name of the panel")
    if session().scalars(select(Panel).where(Panel.name == name)).first() is not None:
        raise ValueError("There is already a panel with this name")
    made = Panel(name=name, phase=phase)
    session().add(made)
    session().flush()
    record(PanelMade(subject=made))
    return made


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
    if deadline > meets_on:
        raise ValueError("Papers must close before the meeting")
    if not TIME.fullmatch(meets_at):
        raise ValueError("Enter the time like 10:00")
    same_day = select(PanelMeeting).where(
        PanelMeeting.panel_id == panel.id, PanelMeeting.meets_on == meets_on
    )
    if session().scalars(same_day).first() is not None:
        raise ValueError("This panel meets on that day already")
    made = PanelMeeting(
        panel_id=panel.id, meets_on=meets_on, deadline=deadline, meets_at=meets_at, place=place.strip()
    )
    session().add(made)
    session().flush()
    record(MeetingPlanned(subject=made))
    return made


def put_on_agenda(actor: Actor, referral: Referral, meeting: PanelMeeting) -> AgendaItem:
    """Give an accepted or deferred referral an item. Raises ValueError for a meeting that is closed."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting, referral)
    if meeting.status == "closed":
        raise ValueError("This meeting is closed")
    last = session().scalar(select(func.max(AgendaItem.number)).where(AgendaItem.meeting_id == meeting.id))
    again = session().scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.referral_id == referral.id)
    )
    item = again.one_or_none()
    if item is None:
        item = AgendaItem(meeting_id=meeting.id, referral_id=referral.id, number=(last or 0) + 1)
        session().add(item)
    item.outcome = None
    item.late = today() > meeting.deadline
    record(PutOnAgenda(subject=referral, meeting=meeting.title, number=item.number))
    return item


def take_off_agenda(actor: Actor, item: AgendaItem, referral: Referral, reason: str) -> None:
    """Take an item off before it is decided; the referral is accepted as before."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    item.outcome = "taken_off"
    record(TakenOffAgenda(subject=referral, meeting=item.meeting.title, reason=words))


def publish_meeting(actor: Actor, meeting: PanelMeeting) -> None:
    """Open the agenda and its referrals to the panel. Raises ValueError when nothing stands on it."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    number = len(items_of(meeting))
    if not number:
        raise ValueError("Put at least one referral on the agenda first")
    meeting.published_at = now()
    record(MeetingPublished(subject=meeting, items=number))
    for role in (Role.PANEL_MEMBER, Role.PANEL_CHAIR):
        tell_role(
            role,
            "agenda_published",
            f"/panels/meetings/{meeting.public_id}",
            f"agenda:{meeting.public_id}",
            panel_id=meeting.panel_id,
        )


def close_meeting(actor: Actor, meeting: PanelMeeting) -> int:
    """Close it: the panel reads its referrals no longer; what was not decided is deferred. Returns how "
    "many.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting)
    undecided = [item for item in items_of(meeting) if item.outcome is None]
    for item in undecided:
        referral = session().get_one(Referral, item.referral_id)
        item.outcome = "deferred"
        record(ReferralDeferred(subject=referral, reason=NOT_REACHED))
    meeting.closed_at = now()
    record(MeetingClosed(subject=meeting))
    return len(undecided)


def items_of(meeting: PanelMeeting) -> list[AgendaItem]:
    """What stands on the agenda, in order; what was taken off is left out."""
    found = session().scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.number)
    )
    return [item for item in found if item.outcome != "taken_off"]
