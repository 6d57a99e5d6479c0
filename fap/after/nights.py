"""Work in the night: what became late after a decision is told once, to whoever has to do it."""

from __future__ import annotations

import datetime as dt

from fap.after.telling import tell_of_late
from foundation.jobs import nightly
from foundation.store import current_actor


@nightly("fap.places", at=dt.time(3, 20))
def late_places() -> None:
    """Tell of every wait whose day has passed, once."""
    tell_of_late(current_actor())
