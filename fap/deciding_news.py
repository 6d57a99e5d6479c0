"""What decisions outside a meeting hear of meetings, in the same transaction."""

from __future__ import annotations

from sqlalchemy import select

from fap.actions.ratifying import carry_over, take_up
from fap.deciding_events import BackToPanel
from fap.events import MeetingClosed, MeetingPlanned, MeetingPublished
from fap.models import ReferralAcceptance
from fap.panel_events import PanelMeetingCancelled
from fap.rights import out_of_sight
from foundation.store import current_actor, session
from foundation.trail import subscribe


def planned(event: MeetingPlanned | MeetingPublished) -> None:
    """What waits for this panel stands on the agenda."""
    take_up(current_actor(), event.subject)


def over(event: MeetingClosed | PanelMeetingCancelled) -> None:
    """What was not reached goes on to the next meeting."""
    carry_over(current_actor(), event.subject)


def given_back(event: BackToPanel) -> None:
    """The place that was allocated is none: the days of the same acceptance go on."""
    with out_of_sight(current_actor()):
        found = select(ReferralAcceptance).where(ReferralAcceptance.referral_id == event.subject.id)
        acceptance = session().scalars(found.order_by(ReferralAcceptance.id.desc())).first()
        if acceptance is not None:
            acceptance.allocated_on, acceptance.school_days = None, None


def listen() -> None:
    """Subscribe; called once for each application."""
    subscribe(MeetingPlanned, planned)
    subscribe(MeetingPublished, planned)
    subscribe(MeetingClosed, over)
    subscribe(PanelMeetingCancelled, over)
    subscribe(BackToPanel, given_back)
