"""What happened and why, what changed, who looked: append-only and chained."""

from __future__ import annotations

from foundation.trail import differences as differences
from foundation.trail.events import Event, IllegalMove, Moves, record, record_all, subscribe, unsubscribe_all
from foundation.trail.history import HistoryLine, history
from foundation.trail.openings import opening

__all__ = [
    "Event",
    "HistoryLine",
    "IllegalMove",
    "Moves",
    "history",
    "opening",
    "record",
    "record_all",
    "subscribe",
    "unsubscribe_all",
]
