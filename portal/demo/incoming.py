"""Files that came into the county: postcodes and wards, a column profile, offers, and a roll that is held."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from foundation.store import acting_as
from foundation.store.clock import academic_year
from portal.demo import children
from portal.demo.children import Pupil
from portal.demo.county import PLACES, WARDS
from portal.demo.county_file import County, DemoRefused
from roll import import_coming, import_places, profiles, roll_file, saved_profiles

MISSING = "900014"
"""The school that tonight's first file lacks, so that it is held."""
OFFERED = 40
_LAST = "ABDEFGHJLNPQRSTUWXYZ"


def tell(county: County, folder: Path) -> None:
    """Load what makes the pages look lived in, and leave files to try in the folder."""
    with acting_as(county.operator):
        _places(county, folder)
        profile = _profile(county)
        (folder / "roll-our-arbor.csv").write_bytes(arbor_file(county.pupils[:400], profile))
        offers = offers_file(county)
        (folder / "offers.csv").write_bytes(offers)
        found = import_coming.read_offers(offers, "offers.csv")
        _applied(import_coming.apply_offers(county.operator, found, round_name="secondary-transfer"))
        (folder / "transfer.xml").write_bytes(transfer_file(county))
        rest = [pupil for pupil in county.pupils if pupil.urn != MISSING]
        roll_file.take_in(county.operator, children.roll_file(rest), "roll-monday.csv", as_of=county.day)


def _places(county: County, folder: Path) -> None:
    """An invented directory of the county's postcodes, with its wards."""
    wards, directory = folder / "wards.csv", folder / "postcodes.csv"
    names = [["WD26CD", "WD26NM"], *[[code, f"{name} ward"] for name, code in WARDS.items()]]
    wards.write_bytes(_csv(names))
    lines: dict[str, list[Any]] = {}
    for number, place in enumerate(PLACES):
        for one in _LAST:
            for other in _LAST:
                postcode = f"{place.postcode[:5]}{one}{other}"
                east, north = 350_000 + number * 700 + ord(one) * 9, 240_000 + number * 500 + ord(other) * 9
                lines.setdefault(postcode, [postcode, "", "E06099001", WARDS[place.ward], east, north])
    header = ["pcds", "doterm", "lad26cd", "wd26cd", "east1m", "north1m"]
    directory.write_bytes(_csv([header, *lines.values()]))
    for load, path in ((import_places.wards, wards), (import_places.postcodes, directory)):
        _applied(load(county.operator, path)[0])


def _profile(county: County) -> profiles.Profile:
    row = saved_profiles.begin(county.operator, "our-arbor", after="arbor")
    made = dataclasses.replace(saved_profiles.drafted(row), title="Arbor, as our academies send it")
    saved_profiles.save(county.operator, row, made)
    return saved_profiles.named("our-arbor")


def arbor_file(pupils: Iterable[Pupil], profile: profiles.Profile) -> bytes:
    """An extract under the saved profile, with the words of such a system."""
    rows: list[list[str]] = [list(profile.columns.values())]
    for pupil in pupils:
        values = {
            "upn": pupil.upn,
            "surname": pupil.surname,
            "forename": pupil.forename,
            "date_of_birth": f"{pupil.date_of_birth:%d/%m/%Y}",
            "sex": pupil.sex,
            "postcode": pupil.postcode,
            "setting_urn": pupil.urn,
            "enrolment_status": "Single registration",
            "start_date": f"{pupil.start:%d/%m/%Y}",
        }
        rows.append([values.get(column, "") for column in profile.columns])
    return _csv(rows)


def offers_file(county: County) -> bytes:
    """Places for next September, of children at primary schools whom no story has."""
    first = f"{academic_year(county.day) + 1}-09-01"
    primary = {place.urn for place in PLACES if place.high == 11}
    found = [
        pupil
        for pupil in county.pupils
        if pupil.urn in primary
        and pupil.upn not in county.used
        and academic_year(county.day) - academic_year(pupil.date_of_birth) == 11
    ]
    rows = [
        [pupil.upn, PLACES[n % 5].urn, first, "accepted" if n % 4 else "proposed"]
        for n, pupil in enumerate(found[:OFFERED])
    ]
    return _csv([["upn", "setting_urn", "start_date", "certainty"], *rows])


def transfer_file(county: County) -> bytes:
    """A transfer file of one pupil, to a school that no register has."""
    pupil = next(pupil for pupil in county.pupils if pupil.upn not in county.used)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>26.0</CTFversion>
<DateTime>{county.day.isoformat()}T08:15:00</DateTime><DocumentQualifier>partial</DocumentQualifier>
<SourceSchool><LEA>999</LEA><Estab>2001</Estab></SourceSchool>
<DestSchool><LEA>999</LEA><Estab>4001</Estab></DestSchool></Header>
<CTFpupilData><Pupil><UPN>{pupil.upn}</UPN><Surname>{pupil.surname}</Surname>
<Forename>{pupil.forename}</Forename><DOB>{pupil.date_of_birth.isoformat()}</DOB><Sex>{pupil.sex}</Sex>
</Pupil></CTFpupilData></CTfile>
""".encode()


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _applied(run: Any) -> None:
    if run.status != "applied":
        raise DemoRefused(f"an invented file was not applied: {run.file_name} {run.status}")
