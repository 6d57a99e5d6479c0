"""Moving on next September: the pairs of whom one leaves a last year, and where both are expected.

Source: transitions, the kind `phase_transfer_due`; the dates on which preferences close and offers come are
the national ones (secondary 31 October and 1 March, primary and junior 15 January and 16 April).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cases.models import Separation
from cases.separations_core import Live
from foundation.store import session, today
from foundation.store.clock import day_words
from roll.models import Child
from roll.stays_core import SettingValue, Stay, merged_children, settings_of, stays
from transitions.assurance.reading_core import in_force_on
from transitions.evidence import SOURCES
from transitions.rules.phases import age_on

CONFLICT, OPEN, APART = "conflict", "open", "apart"
STANDINGS = {
    CONFLICT: "Both would be at one setting or site",
    OPEN: "Not yet known for both",
    APART: "Apart, as far as is known",
}
AGE_TO_SECONDARY, AGE_TO_JUNIOR = 11, 7
FIRST_DAY_MONTH = 9


@dataclass(frozen=True)
class Next:
    """Where a child will be: row id of the setting (None: not known), in words, and whether it moves on."""

    child_id: int
    now: str
    moves_on: bool
    setting_id: int | None
    words: str
    closes: str


@dataclass(frozen=True)
class Transfer:
    """A pair of whom at least one moves on, and how the two would stand."""

    separation: str
    one: Next
    other: Next
    standing: str


def preferences(born: dt.date, summer: int, day: dt.date, *, pair: bool = True) -> str:
    """When preferences close for a child who leaves in the summer of a year, and what follows from it.

    `pair`: whether there is another child whom this one must not meet.
    """
    whom = "each family, apart," if pair else "the family"
    age = age_on(born, dt.date(summer, 8, 31))
    if age == AGE_TO_SECONDARY:
        closes, offers = dt.date(summer - 1, 10, 31), dt.date(summer, 3, 1)
    elif age == AGE_TO_JUNIOR:
        closes, offers = dt.date(summer, 1, 15), dt.date(summer, 4, 16)
    else:
        return f"Colleges and sixth forms have dates of their own: speak to {whom} in the autumn."
    if day <= closes:
        return f"Preferences close on {day_words(closes)}: speak to {whom} before then."
    if day < offers:
        said = f"Preferences closed on {day_words(closes)}; offers come on {day_words(offers)}."
        return f"{said} Ask what was named."
    said = f"Offers came on {day_words(offers)}"
    return f"{said}: a place that brings the two together has to be changed now." if pair else f"{said}."


def next_september(day: dt.date, later: int = 0) -> int:
    """The year of the next 1 September after a day, or of one `later` years after it."""
    return day.year + (day.month >= FIRST_DAY_MONTH) + later


def transfers(year: int) -> list[Transfer]:
    """Every pair that the asker may see of whom one leaves a last year in the summer of `year`; those that
    would be together first.
    """
    connection, day = session().connection(), today()
    merged = merged_children(connection)
    seen = frozenset(session().scalars(select(Separation.id)))
    pairs = [pair for pair in in_force_on(connection, day) if pair.id in seen]
    children = {merged.get(c, c) for pair in pairs for c in (pair.child_a, pair.child_b)}
    there: dict[int, list[Stay]] = {}
    for stay in stays(connection, children):
        there.setdefault(stay.child_id, []).append(stay)
    births = select(Child.id, Child.date_of_birth).where(Child.id.in_(sorted(children)))
    born = {row.id: row.date_of_birth for row in session().execute(births)}
    known = _Known(year, day, there, born, settings_of(connection))
    found = [made for pair in pairs if (made := known.transfer(pair, merged)) is not None]
    return sorted(found, key=lambda made: list(STANDINGS).index(made.standing))


@dataclass(frozen=True)
class _Known:
    year: int
    day: dt.date
    stays: Mapping[int, Sequence[Stay]]
    born: Mapping[int, dt.date]
    settings: Mapping[int, SettingValue]

    def transfer(self, pair: Live, merged: Mapping[int, int]) -> Transfer | None:
        one, other = (self._next(merged.get(child, child)) for child in (pair.child_a, pair.child_b))
        if not (one.moves_on or other.moves_on):
            return None
        if one.setting_id is None or other.setting_id is None:
            standing = OPEN
        else:
            standing = CONFLICT if self._one_site(one.setting_id, other.setting_id) else APART
        return Transfer(pair.public_id, one, other, standing)

    def _next(self, child: int) -> Next:
        """Where the child is now, and where it will be on the first of September."""
        here = [stay for stay in self.stays.get(child, ()) if not stay.expected and _has(stay, self.day)]
        names = ", ".join(dict.fromkeys(self.settings[stay.setting_id].name for stay in here))
        leaves = any(self._is_last_year(child, stay.setting_id) for stay in here)
        first = dt.date(self.year, FIRST_DAY_MONTH, 30)
        coming = [stay for stay in self.stays.get(child, ()) if stay.start > self.day and _has(stay, first)]
        closes = preferences(self.born[child], self.year, self.day) if leaves and child in self.born else ""
        if coming:
            place = max(coming, key=lambda stay: (stay.certainty == "accepted", stay.start))
            said = SOURCES.get(place.source, "On the roll") if place.expected else "On the roll"
            sure = f", {place.certainty}" if place.certainty else ""
            words = f"{self.settings[place.setting_id].name} ({said}{sure})"
            return Next(child, names, leaves, place.setting_id, words, closes)
        if leaves or not here:
            return Next(child, names, leaves, None, "Not known yet", closes)
        stays_on = here[0].setting_id
        return Next(child, names, leaves, stays_on, f"Stays at {self.settings[stays_on].name}", closes)

    def _is_last_year(self, child: int, setting: int) -> bool:
        """Whether the child has reached the setting's high age by then, and not a summer before."""
        high, born = self.settings[setting].high_age, self.born.get(child)
        if high is None or born is None:
            return False
        before = (
            self.year - 1 >= next_september(self.day) and age_on(born, dt.date(self.year - 1, 8, 31)) >= high
        )
        return age_on(born, dt.date(self.year, 8, 31)) >= high and not before

    def _one_site(self, a: int, b: int) -> bool:
        group = self.settings[a].site_group_id
        return a == b or (group is not None and group == self.settings[b].site_group_id)


def _has(stay: Stay, day: dt.date) -> bool:
    return stay.start <= day <= stay.leaving
