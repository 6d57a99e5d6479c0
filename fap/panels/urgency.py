"""The order of an agenda: what cannot wait first, then the clocks with the least time left."""

from __future__ import annotations

import datetime as dt

from fap.clocks import SOON
from fap.models import Referral
from foundation.store import today
from foundation.store.calendar import calendar_for

RULE = (
    "First what the school says cannot wait, then clocks that are over, then clocks with "
    f"{SOON} school days or fewer left, then the rest; within each, the least time left first."
)
WORDS = ("Cannot wait", "Clock is over", "Clock is soon over", "")


def urgency(referral: Referral) -> int:
    """0 cannot wait, 1 the clock is over, 2 it soon will be, 3 neither."""
    if referral.cannot_wait:
        return 0
    if referral.due_on is None or referral.paused_on is not None:
        return 3
    if referral.due_on < today():
        return 1
    return 2 if calendar_for(None).between(today(), referral.due_on) <= SOON else 3


def place_in_order(referral: Referral) -> tuple[int, dt.date]:
    """What to sort by."""
    return urgency(referral), referral.due_on or dt.date.max
