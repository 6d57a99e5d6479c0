"""The children of the county and the files in which their settings would send them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace

from foundation.store.clock import academic_year
from portal.demo import names
from portal.demo.county import LA, PLACES, Place
from roll.profiles import COLUMNS
from roll.upn import check_letter


@dataclass(frozen=True)
class Pupil:
    """One line of a roll file."""

    upn: str
    surname: str
    forename: str
    date_of_birth: dt.date
    sex: str
    postcode: str
    urn: str
    start: dt.date
    status: str = "C"
    leaving: dt.date | None = None
    former_upn: str = ""


def _upn(number: int, estab: int, year: int) -> str:
    rest = f"{LA}{estab:04d}{year % 100:02d}{number % 1000:03d}"
    return check_letter(rest) + rest


def ages(place: Place) -> range:
    """Ages on 31 August of the children of a setting."""
    return range(max(place.low - 1, 4) if place.low <= 5 else place.low, place.high)


def invent(count: int, seed: int, today: dt.date) -> list[Pupil]:
    """`count` children over all settings. The same seed and day give the same children."""
    rng = random.Random(seed)
    weights = [place.share for place in PLACES]
    serial: dict[tuple[int, int], int] = {}
    made = []
    for place in rng.choices(PLACES, weights, k=count):
        age = rng.choice(list(ages(place)))
        year = academic_year(today)
        born = dt.date(year - age - 1, 9, 1) + dt.timedelta(days=rng.randrange(365))
        joined_age = min(age, 4 if place.phase == "2" else 11 if place.phase == "4" else age)
        start = _first_day(year - (age - joined_age))
        if place.type_code in {"14", "42"}:
            start = today - dt.timedelta(days=rng.randrange(60, 300))
        key = (2001 + rng.randrange(40), born.year + 4)
        serial[key] = serial.get(key, 0) + 1
        sex = rng.choice("FM")
        made.append(
            Pupil(
                upn=_upn(serial[key], *key),
                surname=_surname(rng),
                forename=rng.choice(names.GIRLS if sex == "F" else names.BOYS),
                date_of_birth=born,
                sex=sex,
                postcode=rng.choice(PLACES).postcode[:5]
                + rng.choice("ABDEFGHJ")
                + rng.choice("ABDEFGHJLNPQ"),
                urn=place.urn,
                start=start,
            )
        )
    return made


def _surname(rng: random.Random) -> str:
    name = rng.choice(names.SURNAMES)
    return f"{name}-{rng.choice(names.SURNAMES)}" if rng.random() < names.DOUBLE else name


def moved(pupil: Pupil, urn: str, on: dt.date, status: str = "C") -> list[Pupil]:
    """A child who leaves one setting the day before joining another."""
    return [
        replace(pupil, leaving=on - dt.timedelta(days=1)),
        replace(pupil, urn=urn, start=on, status=status),
    ]


def roll_file(pupils: Iterable[Pupil]) -> bytes:
    """A roll extract in the default columns (UTF-8 with BOM, dates dd/mm/yyyy)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for pupil in pupils:
        writer.writerow(
            [
                pupil.upn,
                pupil.former_upn,
                pupil.surname,
                pupil.forename,
                "",
                f"{pupil.date_of_birth:%d/%m/%Y}",
                pupil.sex,
                pupil.postcode,
                pupil.urn,
                pupil.status,
                f"{pupil.start:%d/%m/%Y}",
                f"{pupil.leaving:%d/%m/%Y}" if pupil.leaving else "",
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _first_day(year: int) -> dt.date:
    """The first weekday on or after 3 September."""
    day = dt.date(year, 9, 3)
    return day + dt.timedelta(days=7 - day.weekday() if day.weekday() >= 5 else 0)
