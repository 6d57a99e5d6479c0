"""An invented county for the identity measurement: families, twins, names as unevenly spread as real ones.

Written before the matcher and without looking at it. Names follow a Zipf-like spread: a few hundred common
ones carry about half of all children, the rest is drawn from syllables, so that namesakes born on one day
come about by themselves. About 3 % of children are twins; brothers and sisters share surname and postcode.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.demo.names import BOYS, GIRLS, SURNAMES
from roll.upn import check_letter

AREA = ("ZE1", "ZE2", "ZE3")
TONIGHT = dt.date(2026, 11, 10)
TWINS = 0.016
COMMON_SURNAME, COMMON_FORENAME = 0.55, 0.8
DOUBLE, SPECIAL = 0.05, 0.02
PREFIXES = ("O'", "Mc", "Mac", "van ", "de ", "El-", "Al-", "St ")
STARTS, ENDS = (
    tuple(text.split())
    for text in (
        "Ab Al An Bar Ben Br Ca Che Cor Da Del Dor El Em Fa Fin Ga Gre Ha Hol Im Ja Kel La Lor Ma Mel Na",
        "by don er es ett ford ham ian ing ka ler ley man ova rick sen shaw son ston ter ton ward well wood",
    )
)
MIDDLES = ("", "a", "e", "i", "o", "en", "is", "or", "und", "el", "ar", "er")


@dataclass(frozen=True)
class Pupil:
    """A child and its one enrolment. `key` is the truth; nothing that is measured may read it."""

    key: int
    upn: str | None
    surname: str
    forename: str
    born: dt.date
    sex: str | None
    postcode: str | None
    urn: str
    start: dt.date = dt.date(2025, 9, 2)
    status: str = "C"
    former_upn: str | None = None
    preferred: str | None = None


def lasting(serial: int, la: str = "941") -> str:
    """A valid lasting number, each serial its own."""
    rest = f"{la}{serial:09d}"
    return check_letter(rest) + rest


def temporary(serial: int) -> str:
    """A valid temporary number: it ends in a letter."""
    rest = f"941{serial:08d}{'ABCDEFGHJKLMNPQRTUVWXYZ'[serial % 23]}"
    return check_letter(rest) + rest


def county(children: int, seed: int) -> list[Pupil]:
    """So many children, family by family, each at one of the settings of its age."""
    rng = random.Random(f"people {seed}")
    found: list[Pupil] = []
    while len(found) < children:
        found += _family(rng, len(found))
    return found[:children]


def sibling_of(rng: random.Random, child: Pupil, key: int, *, twin: bool) -> Pupil:
    """A brother or sister of a child: same surname and address; a twin was born on the same day."""
    sex = rng.choice("FM")
    born = (
        child.born if twin else child.born + dt.timedelta(days=rng.choice((-1, 1)) * rng.randint(330, 1500))
    )
    forename = next(name for name in _forenames(rng, sex) if name != child.forename)
    made = replace(child, key=key, upn=lasting(key), forename=forename, born=born, sex=sex)
    return made if twin else replace(made, urn=urn_for(rng, born))


def stranger(rng: random.Random, key: int) -> Pupil:
    """A child without kin in the county."""
    return _child(rng, key, _surname(rng), _postcode(rng), _birthday(rng))


def urn_for(rng: random.Random, born: dt.date) -> str:
    """A setting for a child of this age: 120 primary and 30 secondary ones."""
    age = (dt.date(2026, 8, 31) - born).days / 365.25
    return f"{100000 + rng.randint(1, 120)}" if age < 11 else f"{110000 + rng.randint(1, 30)}"


def _family(rng: random.Random, key: int) -> Iterator[Pupil]:
    surname, postcode, born = _surname(rng), _postcode(rng), _birthday(rng)
    for _ in range(rng.choices((1, 2, 3, 4), (45, 38, 13, 4))[0]):
        first = _child(rng, key, surname, postcode, born)
        yield first
        key += 1
        if rng.random() < TWINS:
            yield sibling_of(rng, first, key, twin=True)
            key += 1
        born -= dt.timedelta(days=rng.randint(330, 1500))
        if born < dt.date(2008, 9, 1):
            return


def _child(rng: random.Random, key: int, surname: str, postcode: str, born: dt.date) -> Pupil:
    sex = rng.choice("FM")
    return Pupil(
        key, lasting(key), surname, next(_forenames(rng, sex)), born, sex, postcode, urn_for(rng, born)
    )


def _birthday(rng: random.Random) -> dt.date:
    return dt.date(2010, 9, 1) + dt.timedelta(days=rng.randint(0, 12 * 365))


def _postcode(rng: random.Random) -> str:
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    return f"{rng.choice(AREA)} {rng.randint(1, 9)}{rng.choice(letters)}{rng.choice(letters)}"


def _zipf(rng: random.Random, names: tuple[str, ...]) -> str:
    place = int(len(names) ** rng.random()) - 1
    return names[place]


def _forenames(rng: random.Random, sex: str) -> Iterator[str]:
    while True:
        name = _zipf(rng, GIRLS if sex == "F" else BOYS) if rng.random() < COMMON_FORENAME else _made_up(rng)
        yield f"{name}-{_zipf(rng, GIRLS)}" if rng.random() < SPECIAL else name


def _surname(rng: random.Random) -> str:
    name = _zipf(rng, SURNAMES) if rng.random() < COMMON_SURNAME else _made_up(rng)
    if rng.random() < SPECIAL:
        name = f"{rng.choice(PREFIXES)}{name}"
    return f"{name}-{_zipf(rng, SURNAMES)}" if rng.random() < DOUBLE else name


def _made_up(rng: random.Random) -> str:
    return rng.choice(STARTS) + rng.choice(MIDDLES) + rng.choice(ENDS)
