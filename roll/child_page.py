"""What the page of one child is made of: the roll's own part, and the parts other rooms offer.

A room above registers `offer(function)` when it begins to listen; the function takes the child and answers
with a part, or None where it has nothing that the person who asks may see. `offer_line(function)` does the
same for the time line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.access.work import WorkRow
from foundation.store import today
from roll import lists
from roll.cells import STATUSES
from roll.models import OPEN_END, Child, Enrolment, ExpectedEnrolment, Setting

LEAD, LONGEST = dt.timedelta(days=120), dt.timedelta(days=800)
"""The drawing begins some months before what was done; where that is long ago, with the first stay."""
CERTAINTY_WORDS = {"accepted": "place accepted", "proposed": "proposed"}
SOURCE_WORDS = {
    "offer": "an offer",
    "panel": "the fair access panel",
    "managed_move": "a managed move",
    "ctf": "a transfer file",
    "person": "a colleague",
}


@dataclass(frozen=True)
class Part:
    """A section of a child's page: rows of links, or a sentence where there are none."""

    title: str
    rows: Sequence[WorkRow] = ()
    empty: str = ""
    order: int = 50


@dataclass(frozen=True)
class OnLine:
    """Something on a child's time line. `kind`: bar (a case), point (one day), plan, separation.

    `until` is the last day, None for no end known. It names no other child.
    """

    kind: str
    label: str
    start: dt.date
    until: dt.date | None = None
    note: str = ""

    @property
    def value(self) -> dict[str, Any]:
        """As the drawing takes it."""
        until = self.start if self.kind == "point" else self.until
        return {"label": self.label, "from": self.start, "until": until, "note": self.note}


_offers: list[Callable[[Child], Part | None]] = []
_lines: list[Callable[[Child], Iterable[OnLine]]] = []


def offer(part: Callable[[Child], Part | None]) -> None:
    """Offer a part of every child's page. Offering twice is once."""
    if part not in _offers:
        _offers.append(part)


def offer_line(things: Callable[[Child], Iterable[OnLine]]) -> None:
    """Offer what stands on every child's time line, as far as the reader may see it. Twice is once."""
    if things not in _lines:
        _lines.append(things)


def parts(child: Child) -> list[Part]:
    """What the other rooms have about a child, in order."""
    found = [part for part in (make(child) for make in _offers) if part is not None]
    return sorted(found, key=lambda part: part.order)


def about(child: Child) -> dict[str, Any]:
    """The roll's part of a child's page, and the others'."""
    enrolments, expected = lists.enrolments_of(child), lists.expected_of(child)
    places = {found.setting_id for found in enrolments} | {found.setting_id for found in expected}
    settings = lists.settings_by_id(places)
    current = [settings[found.setting_id] for found in enrolments if lists.is_current(found)]
    return {
        "current": current,
        "stays": [_stay(found, settings) for found in enrolments],
        "expected": [_expected(found, settings) for found in expected],
        "picture": with_line(
            picture(enrolments, expected, settings), [one for offered in _lines for one in offered(child)]
        ),
        "parts": parts(child),
        "year": year_words(child.year_group),
    }


def year_words(year: int) -> str:
    """A national curriculum year as people say it."""
    if year < 0:
        return "not yet of school age"
    return "Reception" if year == 0 else f"Year {year}" if year <= 13 else "older than school age"


def picture(
    enrolments: Sequence[Enrolment], expected: Sequence[ExpectedEnrolment], settings: dict[int, Setting]
) -> dict[str, Any] | None:
    """The values of the time line; None where no stay is known."""
    bars = [
        {
            "label": settings[found.setting_id].name,
            "from": found.start,
            "until": None if found.leaving == OPEN_END else found.leaving,
            "note": STATUSES[found.status],
        }
        for found in sorted(enrolments, key=lambda found: found.start)
    ]
    bars += [
        {
            "label": f"{settings[found.setting_id].name} (expected)",
            "from": found.start,
            "until": found.until,
            "note": CERTAINTY_WORDS.get(found.certainty, found.certainty),
        }
        for found in expected
    ]
    lane = {"name": "Settings", "note": "", "bars": bars, "plans": []}
    return {"today": today(), "lanes": [lane], "overlaps": [], "separations": []} if bars else None


def with_line(drawn: dict[str, Any] | None, things: Sequence[OnLine]) -> dict[str, Any] | None:
    """The time line of the stays with what the other rooms know; None where there is nothing at all."""
    if not things:
        return drawn
    of = {
        kind: [one.value for one in things if one.kind == kind]
        for kind in ("bar", "point", "plan", "separation")
    }
    stays = drawn["lanes"][0] if drawn else {"name": "Settings", "note": "", "bars": [], "plans": []}
    lanes = [{**stays, "plans": of["plan"]}]
    if of["bar"] or of["point"]:
        lanes.append(
            {"name": "What was done", "note": "", "bars": of["bar"], "plans": [], "points": of["point"]}
        )
    made = {"today": today(), "lanes": lanes, "overlaps": [], "separations": of["separation"]}
    first = min(one.start for one in things) - LEAD
    recent = today() - first < LONGEST
    return {**made, "start": min(first, today() - LEAD)} if recent else made


def _stay(found: Enrolment, settings: dict[int, Setting]) -> dict[str, Any]:
    return {
        "setting": settings[found.setting_id].name,
        "status": STATUSES[found.status],
        "start": found.start,
        "leaving": None if found.leaving == OPEN_END else found.leaving,
    }


def _expected(found: ExpectedEnrolment, settings: dict[int, Setting]) -> dict[str, Any]:
    return {
        "setting": settings[found.setting_id].name,
        "start": found.start,
        "until": found.until,
        "words": f"{CERTAINTY_WORDS.get(found.certainty, '')}, from {SOURCE_WORDS.get(found.source, '')}",
    }
