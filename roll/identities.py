"""Who a roll's rows are: by UPN, then former UPN, then exact name and birth date among those who vanished.

Source: transitions, "Who is who"; performance, "Identity". Pure: everything known is handed in. What links
by itself is exact and has exactly one candidate; whatever is merely alike becomes a question for a person,
and the row stands on a record of its own until it is answered.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from roll.names import folded
from roll.roll_rows import RollRow
from roll.upn import is_temporary

ALIKE = 82
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


@dataclass(slots=True)
class Person:
    """All rows of one child in the file. `child`: a row id, or a negative number for a child to be made."""

    rows: list[RollRow]
    best: RollRow
    child: int = 0
    by: str = ""
    doubts: list[tuple[int, str]] = field(default_factory=list)

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

    def ask(self, person: Person, candidates: Iterable[tuple[int, str]]) -> None:
        """Ask whether a person is one of these children; each with its reason."""
        for child, reason in list(candidates)[:MOST_QUESTIONS]:
            self.questions.append(Question(person.child, child, person.best.line, (reason,)))


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
    return _RANK[row.status], -row.start.toordinal(), row.urn, row.surname, row.forename, row.leaving


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
            person.doubts.append((child, "the same former UPN as another row"))
            continue
        matching.claim(person, child, "former")
        return True
    return False


def by_name(
    left: list[Person],
    pool: Collection[Known],
    places: Mapping[int, Collection[int]],
    setting_of: Mapping[str, int],
    matching: Matching,
) -> None:
    """Link by exact name and birth date where that is certain; make the others, with their questions.

    `pool`: children born on the days of those left; `places`: child to the settings where it is or was.
    """
    exact: dict[NameKey, list[Known]] = defaultdict(list)
    born: dict[dt.date, list[Known]] = defaultdict(list)
    for known in pool:
        exact[known.key].append(known)
        born[known.date_of_birth].append(known)
        if known.preferred_surname:
            exact[folded(known.preferred_surname), known.forename_key, known.date_of_birth].append(known)
    same_key: dict[NameKey, int] = defaultdict(int)
    for person in left:
        same_key[person.key] += 1
    for person in left:
        candidates = exact.get(person.key, [])
        here = {setting_of[row.urn] for row in person.rows}
        linked = _certain(person, candidates, places, here, same_key[person.key] == 1, matching)
        if linked is None:
            matching.make(person)
        matching.ask(person, person.doubts)
        matching.ask(person, _possible(person, candidates, linked, matching))
        if linked is None:
            matching.ask(person, _near(person, born, candidates, matching))
    for follower, leader in matching.following:
        follower.child, follower.by = leader.child, "alias"


def _certain(
    person: Person,
    candidates: list[Known],
    places: Mapping[int, Collection[int]],
    here: set[int],
    alone: bool,
    matching: Matching,
) -> int | None:
    decided = {known.merged_into_id for known in candidates if known.merged_into_id is not None}
    if len(decided) == 1 and (child := decided.pop()):
        matching.claim(person, child, "decided")
        return child
    free = [known for known in candidates if known.id not in matching.claimed and not known.merged_into_id]
    if person.upn is None:
        known_here = [known for known in free if here & set(places.get(known.id, ()))]
        if len(known_here) == 1:
            matching.claim(person, known_here[0].id, "place")
            return known_here[0].id
    gone = [known for known in free if known.id in matching.vanished]
    if alone and len(gone) == 1:
        matching.claim(person, gone[0].id, "vanished")
        return gone[0].id
    return None


def _possible(
    person: Person, candidates: list[Known], linked: int | None, matching: Matching
) -> Iterable[tuple[int, str]]:
    for known in candidates:
        if known.id == linked or known.merged_into_id or _two_of_the_roll(person, known, matching):
            continue
        yield known.id, "the same name and date of birth"


def _two_of_the_roll(person: Person, known: Known, matching: Matching) -> bool:
    """Two children with lasting numbers of their own, both on tonight's roll: only their names are alike."""
    numbers = (person.upn, known.upn)
    return known.id in matching.claimed and all(number and not is_temporary(number) for number in numbers)


def _near(
    person: Person, born: Mapping[dt.date, list[Known]], exact: list[Known], matching: Matching
) -> Iterable[tuple[int, str]]:
    """Those alike among who vanished tonight, and among children known only from forms and cases."""
    seen = {known.id for known in exact}
    for day, words in _days(person.best.date_of_birth):
        for known in born.get(day, ()):
            waiting = known.id in matching.vanished or (known.upn is None and known.source != "roll")
            if known.id in seen or known.id in matching.claimed or known.merged_into_id or not waiting:
                continue
            if reason := _alike(person, known):
                yield known.id, f"{reason}, {words}"


def _days(day: dt.date) -> list[tuple[dt.date, str]]:
    found = [(day, "the same date of birth")]
    if day.day <= 12 and day.day != day.month:
        found.append((day.replace(month=day.day, day=day.month), "day and month of birth changed places"))
    return found


def _alike(person: Person, known: Known) -> str:
    surname, forename, _ = person.key
    if forename == known.forename_key:
        return "the same forename"
    if surname == known.surname_key:
        return "the same surname"
    mine = f"{person.best.forename} {person.best.surname}".casefold()
    theirs = f"{known.forename} {known.surname}".casefold()
    return "a name much alike" if fuzz.token_sort_ratio(mine, theirs) >= ALIKE else ""


def birth_dates(people: Iterable[Person]) -> set[dt.date]:
    """The days on which a candidate for these people may be born."""
    return {day for person in people for day, _ in _days(person.best.date_of_birth)}
