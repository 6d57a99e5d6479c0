"""Where two children are, on one time line: data in, two drawings and the same in words out.

The wide drawing runs from left to right; the narrow one, for a telephone, from top to bottom. Both come from
the same values, as does the table that says the same in words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.store.clock import day_words
from portal.pictures.marks import Mark

AFTER_TODAY = dt.timedelta(days=40)
BEFORE_FIRST = dt.timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Something that holds from a date until another; `until` None: no end is known."""

    label: str
    start: dt.date
    until: dt.date | None
    note: str = ""

    def holds(self, day: dt.date) -> bool:
        """Whether it is not over by this day."""
        return self.until is None or self.until >= day

    def meets(self, other: Span) -> bool:
        """Whether both hold on some day."""
        return self.holds(other.start) and other.holds(self.start)


@dataclass(frozen=True)
class Lane:
    """One child: where they were, and the plans in force; or what was done, with points for single days."""

    name: str
    note: str
    bars: tuple[Span, ...]
    plans: tuple[Span, ...]
    points: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Picture:
    """Everything a time line shows, between two dates."""

    lanes: tuple[Lane, ...]
    overlaps: tuple[Span, ...]
    separations: tuple[Span, ...]
    today: dt.date
    start: dt.date
    end: dt.date

    def within(self, span: Span) -> tuple[dt.date, dt.date]:
        """The part of the span that is drawn; a span without an end reaches the drawing's edge."""
        last = self.end if span.until is None else min(span.until + dt.timedelta(days=1), self.end)
        return max(span.start, self.start), max(last, self.start)

    def seen(self, spans: Sequence[Span]) -> list[Span]:
        """The spans of which anything falls between the two dates, earliest first."""
        kept = [s for s in spans if s.start <= self.end and (s.until is None or s.until >= self.start)]
        return sorted(kept, key=lambda span: span.start)

    def months(self) -> list[dt.date]:
        """First days of the months drawn, of every third or twelfth where there are many."""
        first = self.start.replace(day=1)
        count = (self.end.year - first.year) * 12 + self.end.month - first.month + 1
        every = 1 if count <= 16 else 3 if count <= 48 else 12
        days = (
            dt.date(first.year + (first.month - 1 + i) // 12, (first.month - 1 + i) % 12 + 1, 1)
            for i in range(count)
        )
        return [day for day in days if day >= self.start and (day.month - 1) % every == 0]


@dataclass(frozen=True)
class Drawing:
    """Marks on a sheet of a size."""

    width: int
    height: int
    marks: tuple[Mark, ...]


def _span(given: Mapping[str, Any]) -> Span:
    return Span(str(given.get("label", "")), given["from"], given.get("until"), str(given.get("note") or ""))


def _spans(given: Mapping[str, Any], name: str) -> tuple[Span, ...]:
    return tuple(_span(one) for one in given.get(name) or ())


def _lane(given: Mapping[str, Any]) -> Lane:
    spans = (_spans(given, kind) for kind in ("bars", "plans", "points"))
    return Lane(str(given["name"]), str(given.get("note") or ""), *spans)


def picture_of(given: Mapping[str, Any]) -> Picture:
    """The picture from plain values: lanes, overlaps, separations, today, and optionally start and end."""
    lanes = tuple(_lane(one) for one in given["lanes"])
    today: dt.date = given["today"]
    overlaps, separations = _spans(given, "overlaps"), _spans(given, "separations")
    inside = (span for lane in lanes for span in (*lane.bars, *lane.plans, *lane.points))
    every = [*overlaps, *separations, *inside]
    start = given.get("start") or min([span.start for span in every] + [today]) - BEFORE_FIRST
    known = [span.until for span in every if span.until] + [span.start for span in every] + [today]
    end = given.get("end") or max([today + AFTER_TODAY, max(known) + BEFORE_FIRST])
    return Picture(lanes, overlaps, separations, today, start, end)


def until_words(span: Span) -> str:
    """The last day of a span in words."""
    return day_words(span.until) if span.until else "no end known"
