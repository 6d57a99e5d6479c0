"""The settings of the county, as the national register's extract would give them, and its wards."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

LA = "999"


@dataclass(frozen=True)
class Place:
    """One setting: URN, name, type and phase codes, ages, postcode, how large a share of the children."""

    urn: str
    name: str
    type_code: str
    type_name: str
    phase: str
    low: int
    high: int
    postcode: str
    ward: str
    share: float


PLACES: tuple[Place, ...] = (
    Place(
        "900001", "Saltbeck High School", "34", "Academy converter", "4", 11, 16, "ZE1 1AA", "Saltbeck", 1.3
    ),
    Place(
        "900002", "Corvin Hill Academy", "28", "Academy sponsor led", "4", 11, 18, "ZE1 2AB", "Corvin", 1.2
    ),
    Place("900003", "Eldon Park Academy", "34", "Academy converter", "4", 11, 16, "ZE1 3AD", "Eldon", 1.2),
    Place(
        "900004", "Fennwick Park School", "05", "Foundation school", "4", 11, 16, "ZE2 1BB", "Fennwick", 1.0
    ),
    Place(
        "900005",
        "St Oswin’s RC High School",
        "02",
        "Voluntary aided school",
        "4",
        11,
        16,
        "ZE2 2BD",
        "Corvin",
        0.8,
    ),
    Place(
        "900006", "Kiln Lane Centre", "14", "Pupil referral unit", "0", 11, 16, "ZE2 3BE", "Kiln Lane", 0.06
    ),
    Place(
        "900007",
        "Quarry Works Provision",
        "42",
        "Academy alternative provision converter",
        "0",
        13,
        16,
        "ZE2 3BF",
        "Kiln Lane",
        0.04,
    ),
    Place(
        "900008",
        "Marchland Sixth Form College",
        "31",
        "Sixth form centres",
        "6",
        16,
        19,
        "ZE1 4AE",
        "Eldon",
        0.9,
    ),
    Place(
        "900009", "Hollins School", "07", "Community special school", "0", 5, 16, "ZE1 5AF", "Saltbeck", 0.15
    ),
    Place(
        "900010", "Saltbeck Primary School", "01", "Community school", "2", 5, 11, "ZE1 1AG", "Saltbeck", 1.1
    ),
    Place(
        "900011",
        "Corvin Church of England Primary School",
        "03",
        "Voluntary controlled school",
        "2",
        5,
        11,
        "ZE1 2AH",
        "Corvin",
        1.0,
    ),
    Place("900012", "Eldon Primary Academy", "34", "Academy converter", "2", 5, 11, "ZE1 3AJ", "Eldon", 1.0),
    Place(
        "900013",
        "Fennwick Infant and Junior School",
        "01",
        "Community school",
        "2",
        5,
        11,
        "ZE2 1BG",
        "Fennwick",
        0.9,
    ),
    Place(
        "900014",
        "Kiln Lane Primary School",
        "01",
        "Community school",
        "2",
        5,
        11,
        "ZE2 3BH",
        "Kiln Lane",
        0.7,
    ),
    Place(
        "900015", "Aldermere School", "11", "Other independent school", "0", 5, 18, "ZE2 4BJ", "Fennwick", 0.3
    ),
)

PHASES = {"0": "Not applicable", "2": "Primary", "4": "Secondary", "6": "16 plus"}
WARDS = {
    "Saltbeck": "E05999001",
    "Corvin": "E05999002",
    "Eldon": "E05999003",
    "Fennwick": "E05999004",
    "Kiln Lane": "E05999005",
}
SITE_GROUP = ("Kiln Lane site", ("900006", "900007"), "a yard, a hall and the bus at the gate")


def _line(place: Place, number: int, authority: str) -> dict[str, str]:
    return {
        "URN": place.urn,
        "LA (code)": LA,
        "LA (name)": authority,
        "EstablishmentNumber": str(4001 + number),
        "EstablishmentName": place.name,
        "TypeOfEstablishment (code)": place.type_code,
        "TypeOfEstablishment (name)": place.type_name,
        "EstablishmentStatus (code)": "1",
        "EstablishmentStatus (name)": "Open",
        "OpenDate": "01-09-2005",
        "CloseDate": "",
        "PhaseOfEducation (code)": place.phase,
        "PhaseOfEducation (name)": PHASES[place.phase],
        "StatutoryLowAge": str(place.low),
        "StatutoryHighAge": str(place.high),
        "Postcode": place.postcode,
        "AdministrativeWard (code)": WARDS[place.ward],
        "AdministrativeWard (name)": place.ward,
        "Easting": str(350000 + 900 * number),
        "Northing": str(240000 + 700 * (number % 4)),
        "LastChangedDate": "01-09-2026",
    }


def register_file(authority: str) -> bytes:
    """The county's settings as a file of the national register (Windows-1252, DD-MM-YYYY)."""
    lines = [_line(place, number, authority) for number, place in enumerate(PLACES)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(lines[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode("cp1252")
