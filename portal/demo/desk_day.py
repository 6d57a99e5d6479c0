"""The coordinator at the desk: one clock stands still, one ran on again, and what was seen yesterday."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sqlalchemy import select

from fap import actions
from fap.models import Referral
from foundation.store import Actor, acting_as, session
from foundation.store.clock import at

ON = Callable[[int, int], dt.datetime]
STILL, RAN_ON = 3, 6


def tell(coordinator: Actor, on: ON) -> None:
    """Pause the clock that has most time left, let another run again, and mark the desk as seen."""
    for referral, ago in zip(_with_time(coordinator, on), (STILL, RAN_ON), strict=False):
        with acting_as(coordinator), at(on(ago, 11)):
            actions.pause_clock(coordinator, referral, "Waiting for the court date.", "the chair")
        if ago == RAN_ON:
            with acting_as(coordinator), at(on(ago - 2, 11)):
                actions.resume_clock(coordinator, referral, "The date is known.")
    with acting_as(coordinator), at(on(1, 16)):
        actions.mark_desk_seen(coordinator)
        session().commit()


def _with_time(coordinator: Actor, on: ON) -> list[Referral]:
    """Accepted before all this began, the latest due first."""
    began = on(RAN_ON, 11).date()
    found = select(Referral).where(
        Referral.status == "accepted", Referral.accepted_on <= began, Referral.due_on > began
    )
    with acting_as(coordinator):
        return list(session().scalars(found.order_by(Referral.due_on.desc(), Referral.id).limit(2)))
