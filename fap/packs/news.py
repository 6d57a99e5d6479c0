"""What a pack was made of changes: copies that may not hold any more are looked at again, or go at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fap import deciding_events, events, panel_events
from fap.models import PanelMeeting, Referral
from fap.packs import making  # noqa: F401  its jobs are known once it is loaded
from fap.packs.actions import CHECK, CLOSED, throw_away_all
from fap.packs.packs_core import meetings_with_packs
from fap.rights import out_of_sight
from foundation import jobs
from foundation.store import current_actor, session
from foundation.trail import Event, subscribe

ENDS: tuple[type[Event], ...] = (events.MeetingClosed, panel_events.PanelMeetingCancelled)


def kinds() -> Iterator[type[Event]]:
    """Every event of referrals, items and meetings: each of them may change who reads what."""
    for module in (events, panel_events, deciding_events):
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Event) and found is not Event:
                yield found


def ended(event: Any) -> None:
    """The meeting is over: in the same transaction every copy of its papers goes."""
    with out_of_sight(current_actor()):
        throw_away_all(event.subject.id, CLOSED)


def changed(event: Any) -> None:
    """Have the copies looked at that hold something about this."""
    subject = event.subject
    meeting_id = subject.id if isinstance(subject, PanelMeeting) else getattr(subject, "meeting_id", None)
    referral_id = subject.id if isinstance(subject, Referral) else getattr(subject, "referral_id", None)
    if meeting_id is None and referral_id is None:
        return
    for found in meetings_with_packs(session().connection(), meeting_id, referral_id):
        jobs.enqueue(CHECK, {"meeting": found}, key=f"packs:{found}")


def listen() -> None:
    """Hear of it all."""
    for kind in ENDS:
        subscribe(kind, ended)
    for kind in kinds():
        if kind not in ENDS:
            subscribe(kind, changed)
