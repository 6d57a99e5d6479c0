"""One child against every setting that could be chosen: which are near, which are of the phase, what speaks
against each.

Source: transitions, "The placement check". A help before a choice is made; what counts is the check of the
chosen setting, on the day it is chosen.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.store import Actor, session
from roll.lists import current_settings, open_settings
from roll.models import Child, Postcode, Setting
from transitions import placement
from transitions.placement import Answer

METRES = 1609.344
PHASES: dict[str, tuple[str, frozenset[str]]] = {
    "primary": ("Primary and all-through", frozenset({"1", "2", "3", "7"})),
    "secondary": ("Secondary and all-through", frozenset({"4", "5", "7"})),
    "later": ("16 and over", frozenset({"6", "7"})),
    "other": ("Pupil referral units, alternative provision and others", frozenset({"0", ""})),
}
WITHIN = {"2": "2 miles", "5": "5 miles", "10": "10 miles", "20": "20 miles"}
_WORST = {placement.CONFLICT: 0, placement.LINKED_SITE: 1, placement.POSSIBLE: 2, placement.CLEAR: 3}


@dataclass(frozen=True)
class Choice:
    """A setting with its answer. `miles`: in a straight line, None where either place is not known."""

    setting: Setting
    answer: Answer
    miles: float | None
    here: bool

    @property
    def distance(self) -> str:
        """The distance in words."""
        return "Not known" if self.miles is None else f"{self.miles:.1f}\N{NO-BREAK SPACE}miles"


def choices(actor: Actor, child: Child, day: dt.date, *, phase: str = "", within: str = "") -> list[Choice]:
    """Open settings of a phase within a distance, the nearest first, each with what this person may see."""
    here = {setting.id for setting in current_settings(child)}
    start = _start(child)
    found = [(setting, _miles(start, setting)) for setting in open_settings() if _is_of(setting, phase)]
    if within and start is not None:
        found = [(setting, miles) for setting, miles in found if miles is not None and miles <= int(within)]
    answers = placement.check_many(child.id, [setting.id for setting, _ in found], day)
    made = [
        Choice(setting, answers[setting.id].shown_to(actor), miles, setting.id in here)
        for setting, miles in found
    ]
    return sorted(made, key=lambda one: (one.miles is None, one.miles or 0, one.setting.name))


def counts(found: Sequence[Choice]) -> dict[str, int]:
    """How many settings have each answer, the worst first."""
    made = dict.fromkeys(sorted(_WORST, key=lambda result: _WORST[result]), 0)
    for one in found:
        made[one.answer.result] += 1
    return made


def _is_of(setting: Setting, phase: str) -> bool:
    return not phase or setting.phase_code in PHASES[phase][1]


def _start(child: Child) -> tuple[int, int] | None:
    """Where the child lives, by the postcode directory; else where it is at school."""
    home = session().get(Postcode, child.postcode) if child.postcode else None
    places: list[Postcode | Setting] = [home] if home is not None else []
    for place in (*places, *current_settings(child)):
        if place.easting is not None and place.northing is not None:
            return place.easting, place.northing
    return None


def _miles(start: tuple[int, int] | None, setting: Setting) -> float | None:
    if start is None or setting.easting is None or setting.northing is None:
        return None
    return math.hypot(setting.easting - start[0], setting.northing - start[1]) / METRES
