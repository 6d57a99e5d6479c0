"""Who a roll's rows are, by their numbers: UPN, then a number that the child had, then the row's former UPN.

Source: transitions, "Who is who"; performance, "Identity". Pure: everything known is handed in. Whom no
number leads home is looked for by `roll.candidates`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from roll.names import folded
from roll.roll_rows import RollRow

MOST_QUESTIONS = 5
_RANK = {status: rank for rank, status in enumerate((*"CMSFOGP", "accepted", "proposed"))}

NameKey = tuple[str, str, dt.date]


class Known(NamedTuple):
    """A child as the database has it."""

    id: int
    upn: str | None
    surname: str
    forename: str
    preferred_surname: str | None
    surname_key: str
    forename_key: str
    date_of_birth: dt.date
    sex: str | None
    postcode: str | None
    source: str
    merged_into_id: int | None = None

    @property
    def key(self) -> NameKey:
        """What an exact match compares."""
        return self.surname_key, self.forename_key, self.date_of_birth


class Doubt(NamedTuple):
    """A child that a person of the file may be: why, in sentences, and how much (None: by a number alone).

    `named`: whether a forename is the very same.
    """

    child: int
    reasons: tuple[str, ...]
    score: int | None = None
    named: bool = False


@dataclass(slots=True)
class Person:
    """All rows of one child in the file. `child`: a row id, or a negative number for a child to be made."""

    rows: list[RollRow]
    best: RollRow
    child: int = 0
    by: str = ""
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def upn(self) -> str | None:
        """The UPN that the rows share."""
        return self.best.upn

    @property
    def key(self) -> NameKey:
        """What an exact match compares."""
        return folded(self.best.surname), folded(self.best.forename), self.best.date_of_birth


class Question(NamedTuple):
    """`child` (perhaps still to be made) may be the same as `candidate`."""

    child: int
    candidate: int
    line: int
    reasons: tuple[str, ...]
    score: int | None = None

    def joined(self, other: Question) -> Question:
        """The same question with the reasons of both."""
        scores = [score for score in (self.score, other.score) if score is not None]
        return self._replace(
            reasons=tuple(dict.fromkeys(self.reasons + other.reasons)), score=max(scores, default=None)
        )


@dataclass
class Matching:
    """Who is who so far: children already claimed, those who vanished, and what a person has to decide."""

    claimed: dict[int, Person] = field(default_factory=dict)
    vanished: set[int] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    following: list[tuple[Person, Person]] = field(default_factory=list)
    made: int = 0

    def claim(self, person: Person, child: int, by: str) -> None:
        """Say that a person of the file is this child."""
        person.child, person.by = child, by
        self.claimed.setdefault(child, person)
        self.vanished.discard(child)

    def make(self, person: Person) -> None:
        """Give a person of the file a child to be made."""
        self.made += 1
        person.child, person.by = -self.made, "new"

    def ask(self, person: Person, doubts: Iterable[Doubt]) -> None:
        """Ask whether a person is one of these children; each with its reasons."""
        for doubt in list(doubts)[:MOST_QUESTIONS]:
            asked = Question(person.child, doubt.child, person.best.line, doubt.reasons, doubt.score)
            self.questions.append(asked)


def persons(rows: Iterable[RollRow]) -> list[Person]:
    """Rows put together by UPN, else former UPN, else exact name and birth date; in an order of its own."""
    groups: dict[tuple[object, ...], list[RollRow]] = defaultdict(list)
    for row in rows:
        if row.upn:
            groups["1", row.upn].append(row)
        elif row.former_upn:
            groups["2", row.former_upn].append(row)
        else:
            groups["3", folded(row.surname), folded(row.forename), row.date_of_birth].append(row)
    return [Person(groups[key], _best(groups[key])) for key in sorted(groups)]


def _best(rows: list[RollRow]) -> RollRow:
    """The row whose name counts: main enrolment first, then the latest; never the order of the file."""
    return rows[0] if len(rows) == 1 else min(rows, key=_worth)


def _worth(row: RollRow) -> tuple[object, ...]:
    return (
        _RANK.get(row.status, len(_RANK)),
        -row.start.toordinal(),
        row.urn,
        row.surname,
        row.forename,
        row.leaving,
    )


def by_number(
    people: Collection[Person], current: Mapping[str, int], former: Mapping[str, int], matching: Matching
) -> list[Person]:
    """Claim children by UPN, then by a number they had, then by the row's former UPN. Returns who is left.

    `current` and `former`: UPN to child. A former UPN that two rows give links only the first of them.
    """
    left = []
    for person in people:
        number = person.upn or ""
        if child := current.get(number):
            matching.claim(person, child, "upn")
        elif child := former.get(number):
            matching.claim(person, child, "alias")
        else:
            left.append(person)
    left = [person for person in left if not _by_former(person, current, former, matching)]
    return _without_followers(people, left, matching)


def _without_followers(people: Collection[Person], left: list[Person], matching: Matching) -> list[Person]:
    """A number that exactly one other person of the file gives as the former one is that person's."""
    said: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for number in {row.former_upn for row in person.rows if row.former_upn and person.upn}:
            said[number].append(person)
    rest = []
    for person in left:
        sayers = said.get(person.upn or "", [])
        if len(sayers) != 1 or any(follower is sayers[0] for follower, _ in matching.following):
            rest.append(person)
        elif sayers[0].child:
            matching.claim(person, sayers[0].child, "alias")
        else:
            matching.following.append((person, sayers[0]))
    return rest


def _by_former(
    person: Person, current: Mapping[str, int], former: Mapping[str, int], matching: Matching
) -> bool:
    for row in sorted(person.rows, key=_worth):
        child = current.get(row.former_upn or "") or former.get(row.former_upn or "")
        if child is None:
            continue
        holder = matching.claimed.get(child)
        if holder is not None and holder.by == "former" and holder.upn != person.upn:
            person.doubts.append(Doubt(child, ("the same former UPN as another row",)))
            continue
        matching.claim(person, child, "former")
        return True
    return False
