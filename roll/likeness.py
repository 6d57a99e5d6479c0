"""How much a row of a roll or a form is like a child that is known, in points that are explained.

Source: transitions, "Who is who"; field standards 3.1 and 6.3. A score is the sum of what speaks for one
child and what speaks against it; every part is a plain sentence that the person who decides can read. Pure.

The thresholds (docs/decisions/008-identity.md says how they were chosen):
- LINK: so much alike that it links by itself, if the child's number vanished tonight, nobody else stands
  beside it, its forename is the very same, and it has no twin. The same date of birth, surname and forename
  are 90 points.
- ASK: a person decides, where the child vanished tonight or is known from forms and cases only: somebody is
  missing, and somebody has come.
- ASK_ROLL: a person decides, where the child is on the roll, or left it earlier: nobody is missing, so more
  must speak for it.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, Protocol

from rapidfuzz import fuzz

from roll.names import folded
from roll.short_forms import one_name

LINK, ASK, ASK_ROLL = 88, 60, 75
ALIKE = 75
SAME_BIRTH, SWAPPED_BIRTH, DIGIT_BIRTH, FIRST_OF_YEAR = 40, 26, 24, 18
SAME_SURNAME, OTHER_SURNAME, PART_SURNAME, ALIKE_SURNAME = 25, 22, 18, 15
SAME_FORENAME, PART_FORENAME, SHORT_FORENAME, ALIKE_FORENAME, NO_FORENAME = 25, 22, 20, 15, -10
ROUND = 45
SAME_POSTCODE, SAME_PLACE, OTHER_SEX = 10, 5, -10


class Described(Protocol):
    """What is compared: a row of a roll, or a record."""

    @property
    def surname(self) -> str: ...
    @property
    def forename(self) -> str: ...
    @property
    def preferred_surname(self) -> str | None: ...
    @property
    def date_of_birth(self) -> dt.date: ...
    @property
    def sex(self) -> str | None: ...
    @property
    def postcode(self) -> str | None: ...


class Other(NamedTuple):
    """What else is known: surnames and forenames besides (folded), and whether it is or was at the place."""

    surnames: frozenset[str] = frozenset()
    forenames: frozenset[str] = frozenset()
    same_place: bool = False


class Likeness(NamedTuple):
    """The points, and a sentence for each thing that gave or took some.

    `named`: whether a forename is the very same. Twins share all else, and have names like one another's.
    """

    score: int
    reasons: tuple[str, ...]
    named: bool = False


NOTHING = Other()
NOT_ALIKE = Likeness(0, ())


def likeness(row: Described, known: Described, other: Other = NOTHING) -> Likeness:
    """Compare a row with a child. 0 where not even the dates of birth are near each other."""
    birth = _birth(row.date_of_birth, known.date_of_birth)
    if birth is None:
        return NOT_ALIKE
    names = _names(row, known, other)
    parts = [birth, *names]
    if row.postcode and row.postcode == known.postcode:
        parts.append((SAME_POSTCODE, "the same postcode"))
    elif row.postcode and known.postcode:
        parts.append((0, "different postcodes"))
    if other.same_place:
        parts.append((SAME_PLACE, "the same setting"))
    if row.sex and known.sex and row.sex != known.sex:
        parts.append((OTHER_SEX, "recorded as of different sex"))
    named = names[-1][0] in (SAME_FORENAME, PART_FORENAME, ROUND)
    return Likeness(sum(points for points, _ in parts), tuple(words for _, words in parts), named)


def near_days(day: dt.date) -> Iterator[tuple[dt.date, str]]:
    """Days on which a child may be born whose birth was written as this day: the day itself first."""
    yield day, "same"
    if day.day <= 12 and day.day != day.month:
        yield day.replace(month=day.day, day=day.month), "swapped"
    yield from ((near, "digit") for near in _one_digit_off(day))
    first = day.replace(month=1, day=1)
    if day != first:
        yield first, "first"


def near_birth(one: dt.date, other: dt.date) -> bool:
    """Whether two dates of birth may be of one child, written down twice."""
    return one == other or _birth(one, other) is not None


@lru_cache(maxsize=20_000)
def _one_digit_off(day: dt.date) -> tuple[dt.date, ...]:
    """Days that differ in one digit of day, month or the last two of the year."""
    text, found = f"{day:%d%m%Y}", []
    for at in (0, 1, 2, 3, 6, 7):
        for digit in "0123456789":
            if digit == text[at]:
                continue
            other = text[:at] + digit + text[at + 1 :]
            try:
                found.append(dt.date(int(other[4:]), int(other[2:4]), int(other[:2])))
            except ValueError:
                continue
    return tuple(found)


def _birth(one: dt.date, other: dt.date) -> tuple[int, str] | None:
    if one == other:
        return SAME_BIRTH, "the same date of birth"
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return SWAPPED_BIRTH, "day and month of birth changed places"
    if other in _one_digit_off(one):
        return DIGIT_BIRTH, "dates of birth that differ in one digit"
    if one.year == other.year and (1, 1) in ((one.day, one.month), (other.day, other.month)):
        return FIRST_OF_YEAR, "one date of birth is 1 January of the same year, as when nobody knew it"
    return None


def _names(row: Described, known: Described, other: Other) -> list[tuple[int, str]]:
    mine, theirs = (
        (folded(row.surname), folded(row.forename)),
        (folded(known.surname), folded(known.forename)),
    )
    if mine == (theirs[1], theirs[0]) and mine[0] != mine[1]:
        return [(ROUND, "forename and surname changed places")]
    return [_surname(row, known, other), _forename(row.forename, known.forename, other)]


def _surname(row: Described, known: Described, other: Other) -> tuple[int, str]:
    mine, theirs = folded(row.surname), folded(known.surname)
    if mine == theirs:
        return SAME_SURNAME, "the same surname"
    besides = {folded(name) for name in (row.preferred_surname, known.preferred_surname) if name}
    if {mine, theirs} & (besides | other.surnames):
        return OTHER_SURNAME, "a surname that the child also has or had"
    if _parts(row.surname) & _parts(known.surname):
        return PART_SURNAME, "one part of a double surname the same"
    if _alike(mine, theirs):
        return ALIKE_SURNAME, "surnames spelt much alike"
    return 0, "different surnames"


def _forename(mine: str, theirs: str, other: Other) -> tuple[int, str]:
    one, two = folded(mine), folded(theirs)
    if one == two:
        return SAME_FORENAME, "the same forename"
    if _parts(mine) & _parts(theirs):
        return PART_FORENAME, "one of several forenames the same"
    if one_name(one, two) or one in other.forenames or _short_parts(mine, theirs):
        return SHORT_FORENAME, "forms of one forename, or a forename by which the child is or was known"
    if _alike(one, two):
        return ALIKE_FORENAME, "forenames spelt much alike"
    return NO_FORENAME, "different forenames"


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= ALIKE


def _short_parts(mine: str, theirs: str) -> bool:
    return any(one_name(one, two) for one in _parts(mine) for two in _parts(theirs))


@lru_cache(maxsize=50_000)
def _parts(name: str) -> frozenset[str]:
    """The parts of a name of several words, folded; particles (de, van) left out."""
    plain = unicodedata.normalize("NFKC", name).replace("-", " ").replace("\u2019", "'")
    return frozenset(part for part in map(folded, plain.split()) if len(part) > 2 and part not in _PARTICLES)


_PARTICLES = frozenset({"van", "von", "der", "den", "del", "bin", "ibn", "abu", "the", "saint", "mac"})
