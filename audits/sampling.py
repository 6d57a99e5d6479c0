"""Which records are looked at: a stratified sample that anybody can draw again from its seed.

Source: safeguarding, "The monthly audit": by school, stage and severity, with the always-in rules. Pure: the
population is handed in. A record's place in the draw is the SHA-256 of seed and reference, so the same seed
and population give the same sample on every machine, whatever order the database gave.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SECOND_SHARE = 10
"""One of this many is marked again by a second officer who does not see the first marks."""


@dataclass(frozen=True)
class Candidate:
    """A record of the population. `always`: why it is in whatever is drawn; empty for an ordinary one."""

    subject: str
    reference: str
    known_as: str
    children: tuple[int, ...]
    setting_id: int | None
    phase: str
    stage: str
    severity: str
    always: str = ""
    handlers: tuple[int, ...] = ()

    @property
    def stratum(self) -> str:
        """Kind of setting, stage and severity in words: "Secondary, open, severe"."""
        return ", ".join(part for part in (self.phase, self.stage, self.severity) if part)


@dataclass(frozen=True)
class Drawn:
    """A record of the sample, and whether it is marked twice."""

    candidate: Candidate
    second: bool = False


def lot(seed: str, reference: str) -> str:
    """A record's place in the draw."""
    return hashlib.sha256(f"{seed}\x1f{reference}".encode()).hexdigest()


def shares(sizes: dict[str, int], places: int) -> dict[str, int]:
    """How many places each stratum gets: in proportion, by the largest remainder, never more than it has.

    While there are as many places as strata, each stratum gets one first, so that no kind of setting is
    left out month after month because it is small.
    """
    total = sum(sizes.values())
    places = min(places, total)
    if not places:
        return dict.fromkeys(sizes, 0)
    given = {name: 1 if places >= len(sizes) else 0 for name in sizes}
    left = places - sum(given.values())
    exact = {name: size / total * places for name, size in sizes.items()}
    while left:
        open_to = [name for name in sizes if given[name] < sizes[name]]
        furthest = max(open_to, key=lambda name: (exact[name] - given[name], sizes[name], name))
        given[furthest] += 1
        left -= 1
    return given


def draw(population: Iterable[Candidate], seed: str, size: int) -> list[Drawn]:
    """The sample: every always-in record, then a stratified draw until there are `size` records.

    More always-in records than `size` are all in. Ordered: always-in first, then by lot.
    """
    found = sorted(population, key=lambda one: lot(seed, one.reference))
    always = [one for one in found if one.always]
    strata: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        if not one.always:
            strata[one.stratum].append(one)
    places = shares({name: len(ones) for name, ones in strata.items()}, max(0, size - len(always)))
    drawn = [one for name, ones in strata.items() for one in ones[: places[name]]]
    drawn.sort(key=lambda one: lot(seed, one.reference))
    return with_second_marks([*always, *drawn], seed)


def with_second_marks(sample: Sequence[Candidate], seed: str) -> list[Drawn]:
    """A tenth of the sample, at least one record, chosen by a lot of its own."""
    number = math.ceil(len(sample) / SECOND_SHARE)
    chosen = sorted(sample, key=lambda one: lot(f"{seed}/second", one.reference))[:number]
    return [Drawn(one, one in chosen) for one in sample]


def by_stratum(population: Iterable[Candidate], sample: Iterable[Drawn]) -> dict[str, list[int]]:
    """{stratum: [in the population, in the sample]}, for the page that says how the sample was drawn."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in population:
        found[one.stratum][0] += 1
    for drawn in sample:
        found[drawn.candidate.stratum][1] += 1
    return dict(sorted(found.items()))
