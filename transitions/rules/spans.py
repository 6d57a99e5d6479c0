"""Days a child is at a setting: stays that touch or overlap are one span, so that a change of status is no
move.

Both ends are inclusive; an open end is 9999-12-31.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roll.stays_core import Stay

OPEN_END = dt.date(9999, 12, 31)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both inclusive, and the stays that make them."""

    first: dt.date
    last: dt.date
    stays: tuple[Stay, ...] = ()

    @property
    def known_end(self) -> dt.date | None:
        """The last day; None while it is open."""
        return None if self.last == OPEN_END else self.last

    def has(self, day: dt.date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last

    def touches(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def common(self, other: Span) -> Span | None:
        """The days in both, with the stays of both; None where there is none."""
        if not self.touches(other):
            return None
        return Span(max(self.first, other.first), min(self.last, other.last), self.stays + other.stays)


def merged(found: Iterable[Span]) -> list[Span]:
    """Spans in order; those that overlap or follow on the next day are one."""
    made: list[Span] = []
    for span in sorted(found, key=lambda s: (s.first, s.last)):
        if made and (made[-1].last == OPEN_END or span.first <= made[-1].last + DAY):
            before = made[-1]
            fresh = tuple(stay for stay in span.stays if stay not in before.stays)
            made[-1] = Span(before.first, max(before.last, span.last), before.stays + fresh)
        else:
            made.append(span)
    return made


def spans(stays: Iterable[Stay]) -> list[Span]:
    """The spans of stays at one setting (or of one child anywhere). A stay that ends before it starts is no
    day.
    """
    return merged(Span(stay.start, stay.leaving, (stay,)) for stay in stays if stay.leaving >= stay.start)


def spans_by_setting(stays: Iterable[Stay]) -> dict[int, list[Span]]:
    """Setting id to the child's spans there."""
    at: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        at[stay.setting_id].append(stay)
    return {setting: spans(found) for setting, found in sorted(at.items())}
