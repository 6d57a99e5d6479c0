"""What happened to the values that the council decides."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class ValueDecided(Event):
    """A setting has another value from a day on."""

    setting: str
    value: str
    from_day: str
    words = "decided “{setting}”: {value} from {from_day}"
