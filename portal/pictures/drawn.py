"""A time line drawn both ways, with its title and the same in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from foundation.store.clock import day_words
from portal.pictures import timeline_narrow, timeline_wide
from portal.pictures.timeline import Drawing, Picture, Span, picture_of, until_words

THAT_DAY = "that day"


@dataclass(frozen=True)
class Drawn:
    """Both drawings, the title and description of each, and the rows of "the same in words"."""

    wide: Drawing
    narrow: Drawing
    title: str
    words: str
    rows: list[list[str]] = field(default_factory=list)


def _rows(picture: Picture) -> list[list[str]]:
    rows: list[list[str]] = []

    def add(who: str, what: str, spans: Sequence[Span], one_day: bool = False) -> None:
        for span in sorted(spans, key=lambda one: one.start):
            words = ": ".join(part for part in (what, span.label) if part)
            until = THAT_DAY if one_day else until_words(span)
            rows.append([who, words, day_words(span.start), until, span.note])

    for lane in picture.lanes:
        add(lane.name, "", lane.bars)
        add(lane.name, "Plan", lane.plans)
        add(lane.name, "", lane.points, one_day=True)
    both = "Both" if len(picture.lanes) > 1 else picture.lanes[0].name
    add(both, "Separation", picture.separations)
    add(both, "", picture.overlaps)
    return rows


def _sentences(picture: Picture) -> str:
    return " ".join(f"{who}: {what}, {_when(since, until)}." for who, what, since, until, _ in _rows(picture))


def _when(since: str, until: str) -> str:
    if until == THAT_DAY:
        return since
    return f"{since} to {until}" if until != "no end known" else f"since {since}, no end known"


def drawn(given: Mapping[str, Any]) -> Drawn:
    """Both drawings of a time line and its words. Raises KeyError where lanes or today are missing."""
    picture = picture_of(given)
    names = " and ".join(lane.name for lane in picture.lanes)
    title = f"{given.get('title') or 'Where they are'}: {names}, {picture.start:%B %Y} to {picture.end:%B %Y}"
    wide, narrow = timeline_wide.drawing(picture), timeline_narrow.drawing(picture)
    return Drawn(wide, narrow, title, _sentences(picture), _rows(picture))
