"""Refusals and directions of a period, for the annual figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from fap.after.lists import places_by_id, steps_between, steps_by_place
from fap.after.rules import due
from fap.models import PlacementStep

COUNTED = (
    "refused",
    "negotiation",
    "direction_sought",
    "direction_given",
    "direction_not_given",
    "adjudicator",
)


@dataclass(frozen=True)
class Disputes:
    """What happened in a period. Settings by row id, grounds and routes by code."""

    refusals: int
    refused_by_setting: dict[int, int]
    refused_by_ground: dict[str, int]
    told_late: int
    negotiations: int
    accepted_after_refusal: int
    directions_sought: dict[str, int]
    directions_given: int
    directions_not_given: int
    to_adjudicator: int


def refusals_and_directions(first: dt.date, last: dt.date) -> Disputes:
    """Refusals, negotiations and directions that happened from `first` to `last`, as the reader may see."""
    steps = steps_between(first, last, COUNTED)
    of_kind = Counter(step.kind for step in steps)
    refused = [step for step in steps if step.kind == "refused"]
    places = places_by_id({step.placement_id for step in refused})
    by_place = steps_by_place(places)
    late = [
        step
        for step in refused
        if step.told_on
        and step.told_on > due("tell_refusal", step.happened_on, places[step.placement_id].setting_id)
    ]
    return Disputes(
        refusals=len(refused),
        refused_by_setting=dict(Counter(places[step.placement_id].setting_id for step in refused)),
        refused_by_ground=dict(Counter(step.code or "other" for step in refused)),
        told_late=len(late),
        negotiations=of_kind["negotiation"],
        accepted_after_refusal=sum(map(_accepted_later, by_place.values())),
        directions_sought=dict(Counter(s.code or "" for s in steps if s.kind == "direction_sought")),
        directions_given=of_kind["direction_given"],
        directions_not_given=of_kind["direction_not_given"],
        to_adjudicator=of_kind["adjudicator"],
    )


def _accepted_later(steps: list[PlacementStep]) -> bool:
    """Whether the school accepted after it had refused."""
    first = min(step.id for step in steps if step.kind == "refused")
    return any(step.kind == "accepted" and step.id > first for step in steps)
