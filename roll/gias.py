"""The national register's extract of settings (GIAS, `edubasealldata`): reading it, by name, without writing.

Source: field standards, 5. Windows-1252, days written DD-MM-YYYY, codes as text with their leading zeros.
Columns come and go between years: what is not known is ignored, what is needed and missing is named.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from roll import cells, postcodes
from roll.cells import BadCell
from roll.tables import Reject, Table, UnreadableFile, open_csv

NO_WARD = {"", "E99999999", "999999"}


def _text(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = " ".join(text.split())
        if len(found) > longest:
            raise BadCell(f"is longer than {longest} characters")
        return found

    return read


def _needed(longest: int) -> Callable[[str], str]:
    plain = _text(longest)

    def read(text: str) -> str:
        found = plain(text)
        if not found:
            raise BadCell("must not be empty")
        return found

    return read


def _code(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        found = text.strip()
        if len(found) > longest or not ((found.isascii() and found.isalnum()) or not found):
            raise BadCell("is not a code of the register")
        return found

    return read


def _urn(text: str) -> str:
    found = cells.urn(text)
    if found.startswith("X"):
        raise BadCell("must be six digits")
    return found


def _number(text: str) -> int | None:
    found = text.strip()
    if not found:
        return None
    if not (found.isascii() and found.isdigit()):
        raise BadCell("must be a whole number")
    return int(found[:9])


def _age(text: str) -> int | None:
    found = _number(text)
    if found is not None and found > 120:
        raise BadCell("is not an age")
    return found


def _postcode(text: str) -> str:
    return postcodes.normalise(text)[:8]


def _ward(text: str) -> str:
    found = text.strip()
    return "" if found in NO_WARD else found[:9]


@dataclass(frozen=True)
class Column:
    """One of our columns: its name in the register, how it is read, whether a file must have it."""

    name: str
    theirs: str
    read: Callable[[str], Any]
    needed: bool = False


COLUMNS = (
    Column("urn", "URN", _urn, needed=True),
    Column("la_code", "LA (code)", _code(4), needed=True),
    Column("la_name", "LA (name)", _text(120)),
    Column("estab_number", "EstablishmentNumber", _code(4), needed=True),
    Column("name", "EstablishmentName", _needed(200), needed=True),
    Column("type_code", "TypeOfEstablishment (code)", _code(4), needed=True),
    Column("type_name", "TypeOfEstablishment (name)", _text(120)),
    Column("phase_code", "PhaseOfEducation (code)", _code(4), needed=True),
    Column("phase_name", "PhaseOfEducation (name)", _text(60)),
    Column("status_code", "EstablishmentStatus (code)", _code(4), needed=True),
    Column("status_name", "EstablishmentStatus (name)", _text(60)),
    Column("low_age", "StatutoryLowAge", _age, needed=True),
    Column("high_age", "StatutoryHighAge", _age, needed=True),
    Column("admits", "Gender (name)", _text(20)),
    Column("faith", "ReligiousCharacter (name)", _text(60)),
    Column("town", "Town", _text(120)),
    Column("postcode", "Postcode", _postcode, needed=True),
    Column("ward_code", "AdministrativeWard (code)", _ward),
    Column("ward_name", "AdministrativeWard (name)", _text(120)),
    Column("easting", "Easting", _number),
    Column("northing", "Northing", _number),
    Column("open_date", "OpenDate", cells.date),
    Column("close_date", "CloseDate", cells.date, needed=True),
)


@dataclass
class SettingsFile:
    """What a file says of the settings that are wanted. `problem`: nobody can use the file as a whole.

    `others`: authority's code to lines, of what was left out.
    """

    file_name: str
    sha256: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    problem: Reject | None = None
    lines: int = 0
    others: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)


def read(
    data: bytes, file_name: str, *, la_codes: Collection[str] | None, registered: Collection[str] = ()
) -> SettingsFile:
    """Read the settings of some authorities (None: all), and whichever are on our register already."""
    found = SettingsFile(file_name, hashlib.sha256(data).hexdigest())
    try:
        table = open_csv(data)
        wanted = {column.name: column.theirs for column in COLUMNS}
        places = table.find(wanted, [column.name for column in COLUMNS if column.needed])
        for line, texts in table.lines:
            found.lines += 1
            _read_line(found, line, texts, table, places, la_codes, registered)
    except UnreadableFile as unreadable:
        found.rows, found.rejects = [], []
        found.problem = Reject(unreadable.line, unreadable.column, unreadable.reason)
        return found
    if not found.rows and not found.rejects:
        found.problem = Reject(0, "LA (code)", _nothing(found, la_codes))
    return found


def _read_line(
    found: SettingsFile,
    line: int,
    texts: list[str],
    table: Table,
    places: Mapping[str, int],
    la_codes: Collection[str] | None,
    registered: Collection[str],
) -> None:
    if len(texts) != len(table.header):
        words = "has another number of cells than the first line has columns"
        found.rejects.append(Reject(line, "", words))
        return
    code, urn = texts[places["la_code"]].strip(), texts[places["urn"]].strip()
    if la_codes is not None and code not in la_codes and urn not in registered:
        found.others[code] += 1
        return
    row, wrong = _row(texts, places)
    if not wrong and urn in found.first_lines:
        wrong = [("URN", f"line {found.first_lines[urn]} has the same URN")]
    found.rejects += [Reject(line, column, reason) for column, reason in wrong]
    if not wrong:
        found.first_lines[urn] = line
        found.rows.append(row)


def _row(texts: list[str], places: Mapping[str, int]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    row: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for column in COLUMNS:
        if column.name not in places:
            continue
        try:
            row[column.name] = column.read(texts[places[column.name]])
        except BadCell as bad:
            wrong.append((column.theirs, str(bad)))
    low, high = row.get("low_age"), row.get("high_age")
    if low is not None and high is not None and high < low:
        wrong.append(("StatutoryHighAge", "is lower than StatutoryLowAge"))
    return row, wrong


def _nothing(found: SettingsFile, la_codes: Collection[str] | None) -> str:
    if not found.lines:
        return "The file has its first line and nothing below. Check that the export ran to its end"
    codes = ", ".join(sorted(la_codes or ()))
    there = ", ".join(f"{code or 'none'} ({number})" for code, number in found.others.most_common(5))
    return (
        f"No setting in the file belongs to the authority or its neighbours (LA code {codes}). "
        f"The file has LA codes {there}. Check AUTHORITY_CODE and NEIGHBOUR_CODES, "
        "or import the settings of all authorities (--all)"
    )


def latest(rows: Collection[Mapping[str, Any]]) -> dt.date | None:
    """The latest day any of these settings opened or closed: how recent a file is."""
    days = [row[name] for row in rows for name in ("open_date", "close_date") if row.get(name)]
    return max(days, default=None)
