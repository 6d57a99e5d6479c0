"""Whom no number leads home: linked where that is certain, asked about where it may be, new otherwise.

Source: transitions, "Who is who". First those who vanished tonight, then the roll. Pure: what is known is
handed in. Links by itself: a decision that a person took before; the same name and birth date at the same
setting (a row without a number comes every night); and a child that vanished tonight, if it is over the upper
threshold under the same forename, stands alone, and has no twin. Everything else that is alike enough is a
question for a person, and the row stands on a record of its own until it is answered.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roll.identities import Doubt, Known, Matching, Person
from roll.likeness import ASK, ASK_ROLL, LINK, NOTHING, Other, likeness, near_days
from roll.names import folded

TWIN = "another child was born on the same day under the same surname: perhaps a twin"


@dataclass
class Pool:
    """Children who may be one of those left.

    `known`: by row id. `beside`: for each of those left, in their order, children of a like name and birth
    date. `other`: further names of a child. `places`: child to the settings where it is or was.
    """

    known: Mapping[int, Known]
    beside: Sequence[Collection[int]]
    other: Mapping[int, Other] = field(default_factory=dict)
    places: Mapping[int, Collection[int]] = field(default_factory=dict)

    def other_of(self, child: int, here: Collection[int]) -> Other:
        """What else is known of a child, for a row at these settings."""
        found = self.other.get(child, NOTHING)
        return found._replace(same_place=not set(here).isdisjoint(self.places.get(child, ())))


@dataclass(frozen=True)
class Standing:
    """A person of the file with the children it may be, the likeliest first."""

    person: Person
    doubts: tuple[Doubt, ...]


def decide(
    left: Sequence[Person],
    pool: Pool,
    setting_of: Mapping[str, int],
    twins_of: Callable[[Collection[int]], Collection[int]],
    matching: Matching,
) -> None:
    """Link, ask or make everybody left. `twins_of`: which of these children have a twin on record."""
    rest = [
        (person, beside)
        for person, beside in zip(left, pool.beside, strict=True)
        if not _known_already(person, beside, pool, setting_of, matching)
    ]
    gone = _by_birth(pool.known, matching.vanished)
    standing = [
        Standing(person, tuple(_doubts(person, beside, gone, pool, setting_of, matching)))
        for person, beside in rest
    ]
    sought = Counter(doubt.child for one in standing for doubt in one.doubts)
    likely = {one.doubts[0].child for one in standing if _stands_alone(one, sought, matching)}
    twins = set(twins_of(likely)) if likely else set()
    for one in standing:
        _settle(one, likely, twins, sought, matching)
    for follower, leader in matching.following:
        follower.child, follower.by = leader.child, "alias"


def _known_already(
    person: Person,
    beside: Iterable[int],
    pool: Pool,
    setting_of: Mapping[str, int],
    matching: Matching,
) -> bool:
    """Claim what a person decided before, and a row without a number where it was the night before."""
    exact = [known for known in (pool.known[child] for child in beside) if _exact(person, known)]
    decided = {known.merged_into_id for known in exact if known.merged_into_id is not None}
    if len(decided) == 1:
        matching.claim(person, decided.pop(), "decided")
        return True
    if person.upn is not None:
        return False
    here = _here(person, setting_of)
    free = [known for known in exact if known.id not in matching.claimed and not known.merged_into_id]
    there = [known for known in free if not here.isdisjoint(pool.places.get(known.id, ()))]
    if len(there) == 1:
        matching.claim(person, there[0].id, "place")
        return True
    return False


def _exact(person: Person, known: Known) -> bool:
    surname, forename, born = person.key
    if (forename, born) != (known.forename_key, known.date_of_birth):
        return False
    return surname in {known.surname_key, folded(known.preferred_surname or "")}


def _here(person: Person, setting_of: Mapping[str, int]) -> set[int]:
    return {setting_of[row.urn] for row in person.rows}


def _by_birth(known: Mapping[int, Known], children: Collection[int]) -> dict[dt.date, list[Known]]:
    found: dict[dt.date, list[Known]] = defaultdict(list)
    for child in sorted(children):
        if child in known:
            found[known[child].date_of_birth].append(known[child])
    return found


def _doubts(
    person: Person,
    beside: Iterable[int],
    gone: Mapping[dt.date, list[Known]],
    pool: Pool,
    setting_of: Mapping[str, int],
    matching: Matching,
) -> Iterator[Doubt]:
    """The children that a person may be, the likeliest first."""
    here, found = _here(person, setting_of), []
    candidates = {known.id for day, _ in near_days(person.best.date_of_birth) for known in gone.get(day, ())}
    for child in candidates.union(beside):
        known = pool.known[child]
        if known.merged_into_id is not None:
            continue
        like = likeness(person.best, known, pool.other_of(child, here))
        waiting = child in matching.vanished or (known.upn is None and known.source != "roll")
        if like.score >= (ASK if waiting else ASK_ROLL):
            found.append(Doubt(child, like.reasons, like.score, like.named))
    yield from sorted(found, key=lambda doubt: (-(doubt.score or 0), doubt.child))


def _stands_alone(one: Standing, sought: Counter[int], matching: Matching) -> bool:
    """Whether exactly one child stands, sure enough, vanished tonight, and sought by nobody else."""
    if len(one.doubts) != 1 or one.person.doubts:
        return False
    only = one.doubts[0]
    sure = (only.score or 0) >= LINK and only.named
    return sure and only.child in matching.vanished and sought[only.child] == 1


def _settle(
    one: Standing, likely: Collection[int], twins: Collection[int], sought: Counter[int], matching: Matching
) -> None:
    person, doubts = one.person, one.doubts
    first = doubts[0].child if doubts else None
    if first is not None and first in likely and first not in twins and sought[first] == 1:
        matching.claim(person, first, "vanished")
        return
    matching.make(person)
    matching.ask(person, person.doubts)
    matching.ask(person, [_with_twin(doubt) if doubt.child in twins else doubt for doubt in doubts])


def _with_twin(doubt: Doubt) -> Doubt:
    return doubt._replace(reasons=(*doubt.reasons, TWIN))
