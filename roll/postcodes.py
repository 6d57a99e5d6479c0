"""Postcodes: one spelling, the shape of one, and what the national directory knows of it.

Source: field standards, 7. The look-ups are for anybody: the directory holds no child's data. They answer
None where the directory was not loaded (`flask roll postcodes FILE`) or does not have the postcode.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from sqlalchemy import select

from foundation.store import session
from roll.models.places import Postcode
from roll.models.places import Ward as WardRow

_SHAPE = re.compile(
    r"GIR 0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])"
    r" [0-9][ABD-HJLNP-UW-Z]{2}",
    re.ASCII,
)
NO_WARD = frozenset({"", "E99999999", "W99999999", "S99999999", "N99999999", "L99999999", "M99999999"})
_NOT_KEPT = re.compile(r"[^0-9A-Z]+")


def normalise(text: str) -> str:
    """Capitals, one space before the last three characters: "ec3a5de" is "EC3A 5DE"; empty stays empty."""
    plain = _NOT_KEPT.sub("", text.upper())
    return f"{plain[:-3]} {plain[-3:]}".strip()


def is_valid(postcode: str) -> bool:
    """Whether a normalised postcode has the right shape; whether it exists only the directory knows."""
    return bool(_SHAPE.fullmatch(postcode))


class Ward(NamedTuple):
    """A ward: its code, and its name ("" where the file of ward names was not loaded)."""

    code: str
    name: str


class Place(NamedTuple):
    """A postcode of the directory. Easting and northing in metres, None where it has none."""

    postcode: str
    ward: Ward | None
    easting: int | None
    northing: int | None
    in_use: bool


def place_of(postcode: str | None) -> Place | None:
    """Where a postcode is, however it is written; None where the directory does not have it."""
    columns = (Postcode.postcode, Postcode.ward_code, Postcode.easting, Postcode.northing, Postcode.ended)
    statement = (
        select(*columns, WardRow.name)
        .outerjoin(WardRow, WardRow.code == Postcode.ward_code)
        .where(Postcode.postcode == normalise(postcode or ""))
    )
    found = session().execute(statement).one_or_none()
    if found is None:
        return None
    number, code, easting, northing, ended, name = found
    return Place(number, Ward(code, name or "") if code else None, easting, northing, not ended)


def ward_of(postcode: str | None) -> Ward | None:
    """The ward in which a postcode lies; None where nothing is known of it."""
    found = place_of(postcode)
    return found.ward if found else None


def metres(
    easting: int | None, northing: int | None, other_easting: int | None, other_northing: int | None
) -> int | None:
    """The straight line between two places in metres; None where either has no coordinates."""
    if easting is None or northing is None or other_easting is None or other_northing is None:
        return None
    return round(math.hypot(easting - other_easting, northing - other_northing))
