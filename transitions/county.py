"""The county in counts: how many live separations, open alerts and live plans each setting has. No child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from cases.models import Separation
from foundation.store import session, today
from roll.continuing_core import chains
from roll.lists import places_by_id
from roll.models import Setting
from roll.stays_core import merged_children, stays
from safetyplans.models import SafetyPlan
from transitions.assurance.reading_core import in_force_on
from transitions.models import Alert
from transitions.words import OPEN_STATES

WIDTH, HEIGHT, MARGIN = 460, 280, 30
SMALLEST, STEP, LARGEST = 12, 2, 24


@dataclass(frozen=True)
class Place:
    """A setting in counts. `separations`: live ones with a child there; `alerts`: open; `plans`: live."""

    number: int
    setting_id: int
    name: str
    kind: str
    separations: int
    alerts: int
    plans: int
    easting: int | None
    northing: int | None


@dataclass(frozen=True)
class Mark:
    """A setting in the picture: a circle with its number of the table, larger with more alerts."""

    place: Place
    x: int
    y: int
    radius: int

    @property
    def words(self) -> str:
        """For who hears the picture, or rests on a circle."""
        place = self.place
        return f"{place.name}: {place.separations} separations, {place.alerts} alerts, {place.plans} plans"


def places() -> list[Place]:
    """Every setting with anything to count, the most alerts first, as far as the asker may see it."""
    separations, alerts, plans = _separations(), _alerts(), _plans()
    known = places_by_id({*separations, *alerts, *plans})
    order = sorted(known, key=lambda at: (-alerts[at], -separations[at], -plans[at], known[at].name))
    return [
        _place(number, at, known[at], separations, alerts, plans) for number, at in enumerate(order, start=1)
    ]


def marks(found: Sequence[Place]) -> list[Mark]:
    """Where the settings with coordinates stand in a drawing of WIDTH by HEIGHT; north is up."""
    on_map = [(p, p.easting, p.northing) for p in found if p.easting is not None and p.northing is not None]
    if not on_map:
        return []
    xs, ys = [x for _, x, _ in on_map], [y for _, _, y in on_map]
    wide, high = max(1, max(xs) - min(xs)), max(1, max(ys) - min(ys))
    return [
        Mark(
            place,
            MARGIN + (x - min(xs)) * (WIDTH - 2 * MARGIN) // wide,
            HEIGHT - MARGIN - (y - min(ys)) * (HEIGHT - 2 * MARGIN) // high,
            min(LARGEST, SMALLEST + STEP * place.alerts),
        )
        for place, x, y in on_map
    ]


def _place(
    number: int,
    at: int,
    setting: Setting,
    separations: Counter[int],
    alerts: Counter[int],
    plans: Counter[int],
) -> Place:
    return Place(
        number,
        at,
        setting.name,
        setting.type_name,
        separations[at],
        alerts[at],
        plans[at],
        setting.easting,
        setting.northing,
    )


def _separations() -> Counter[int]:
    """Setting id to live separations of which a child is there today; one pair counts once for a setting."""
    connection, day = session().connection(), today()
    merged = merged_children(connection)
    seen = frozenset(session().scalars(select(Separation.id)))
    pairs = [
        {merged.get(child, child) for child in (pair.child_a, pair.child_b)}
        for pair in in_force_on(connection, day)
        if pair.id in seen
    ]
    at: dict[int, set[int]] = {}
    for stay in stays(connection, {child for pair in pairs for child in pair}):
        if stay.start <= day <= stay.leaving and not stay.expected:
            at.setdefault(stay.child_id, set()).add(stay.setting_id)
    return Counter(
        place for pair in pairs for place in set().union(*(at.get(child, set()) for child in pair))
    )


def _alerts() -> Counter[int]:
    rows = session().execute(
        select(Alert.setting_id, func.count(Alert.id))
        .where(Alert.status.in_(OPEN_STATES))
        .group_by(Alert.setting_id)
    )
    return _by_place(rows)


def _plans() -> Counter[int]:
    rows = session().execute(
        select(SafetyPlan.setting_id, func.count(SafetyPlan.id))
        .where(SafetyPlan.status == "in_force")
        .group_by(SafetyPlan.setting_id)
    )
    return _by_place(rows)


def _by_place(rows: Iterable[Any]) -> Counter[int]:
    """Setting and number, counted for the place that the setting is or goes on."""
    place_of, made = chains(session().connection()).of, Counter[int]()
    for setting, number in rows:
        made[place_of(setting)] += number
    return made
