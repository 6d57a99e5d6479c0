"""What happens to the copies of a meeting's papers."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class PackAsked(Event):
    """A reader asked for their copy of the papers."""

    words = "asked for their copy of the papers"


@dataclass(frozen=True, kw_only=True)
class PackMade(Event):
    """The copy was made: pages, items in full, as a summary, and withheld."""

    pages: int
    full: int
    summaries: int
    withheld: int
    words = (
        "made a copy of the papers: {pages} pages, {full} in full, {summaries} summaries, {withheld} withheld"
    )


@dataclass(frozen=True, kw_only=True)
class PackFailed(Event):
    """The copy could not be made."""

    reason: str
    words = "could not make the copy of the papers ({reason})"


@dataclass(frozen=True, kw_only=True)
class PackStopped(Event):
    """Its reader does not want it any more."""

    words = "stopped making a copy of the papers"


@dataclass(frozen=True, kw_only=True)
class PackThrownAway(Event):
    """The copy was deleted: the meeting closed, what it was made of changed, or a newer one was asked for."""

    why: str
    words = "deleted a copy of the papers: {why}"
