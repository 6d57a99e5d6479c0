"""What happens to a period."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class PeriodPublished(Event):
    """The figures of a period were counted, protected and given out."""

    period: str
    words = "published the figures of {period}"
