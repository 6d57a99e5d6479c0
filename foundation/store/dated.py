"""A value through time, as pure rules are handed it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True)
class Dated(Generic[V]):
    """The first value, and what followed it from which day (in order of days)."""

    first: V
    steps: tuple[tuple[dt.date, V], ...] = ()

    def on(self, day: dt.date) -> V:
        """The value in force on a day."""
        return next((value for start, value in reversed(self.steps) if start <= day), self.first)
