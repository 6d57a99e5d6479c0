"""The postcode directory (ONSPD, NSPL) and the file of ward names: read in a stream, written nowhere.

Source: field standards, 7. Both generations of column names are known by their pattern, because the newer
ones have a year in them. Memory does not follow the size of the file: lines come one by one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from roll import postcodes
from roll.tables import XLSX_START, Reject, UnreadableFile, column_key

POSTCODE_COLUMNS: dict[str, tuple[str, str, bool]] = {  # ours: (pattern, in words, needed)
    "postcode": (r"pcds", "pcds", True),
    "ward_code": (r"osward|ward|wd\d\dcd", "ward, osward or wd..cd", True),
    "district_code": (r"oslaua|laua|lad\d\dcd", "laua, oslaua or lad..cd", True),
    "easting": (r"oseast1m|east1m", "oseast1m or east1m", True),
    "northing": (r"osnrth1m|north1m", "osnrth1m or north1m", True),
    "ended": (r"doterm", "doterm", True),
}
WARD_COLUMNS: dict[str, tuple[str, str, bool]] = {
    "code": (r"wd\d\dcd|ward[ _]?code", "wd..cd", True),
    "name": (r"wd\d\dnm|ward[ _]?name", "wd..nm", True),
}
_MONTH = re.compile(r"\d{6}", re.ASCII)
_CODE = re.compile(r"[A-Z]\d{8}", re.ASCII)
_FIGURES = re.compile(r"\d{1,7}", re.ASCII)
_TOLD_EVERY = 20_000

Line = tuple[int, list[str]]
PostcodeRow = tuple[str, str, str, int | None, int | None, str]
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class PlacesFile:
    """A file on disk, with its encoding and where its columns stand."""

    path: Path
    encoding: str
    places: Mapping[str, int]
    width: int


def open_places(path: Path, columns: Mapping[str, tuple[str, str, bool]]) -> PlacesFile:
    """Look at the first line. Raises UnreadableFile, with what to do."""
    with path.open("rb") as file:
        start = file.read(4)
        if start == XLSX_START:
            raise UnreadableFile(
                "This is a zip or a spreadsheet. Unpack it, and give the CSV file in its folder Data"
            )
        if not start.strip():
            raise UnreadableFile("The file is empty. Fetch it again")
    encoding = _encoding(path)
    header = next(_lines(path, encoding, None), (1, []))[1]
    places: dict[str, int] = {}
    for ours, (pattern, words, needed) in columns.items():
        found = [at for at, name in enumerate(header) if re.fullmatch(pattern, column_key(name))]
        if len(found) > 1:
            raise UnreadableFile(f"The first line has the column {words} more than once", line=1)
        if found:
            places[ours] = found[0]
        elif needed:
            raise UnreadableFile(f"The first line lacks the column {words}. Is this the right file?", line=1)
    return PlacesFile(path, encoding, places, len(header))


def _encoding(path: Path) -> str:
    """UTF-8 or Windows-1252, by reading the whole file once in pieces."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            while file.read(1 << 20):
                continue
        return "utf-8-sig"
    except UnicodeDecodeError:
        return "cp1252"


def _lines(path: Path, encoding: str, told: Told | None) -> Iterator[Line]:
    size = path.stat().st_size
    with path.open("rb") as raw:
        reader = csv.reader(_texts(raw, encoding))
        try:
            for cells in reader:
                if told and reader.line_num % _TOLD_EVERY == 0:
                    told(raw.tell(), size)
                yield reader.line_num, cells
        except csv.Error:
            words = f"Line {reader.line_num} is not a line of a CSV file. Fetch the file again"
            raise UnreadableFile(words, line=reader.line_num) from None


def _texts(raw: BinaryIO, encoding: str) -> Iterator[str]:
    for number, line in enumerate(raw):
        yield line.decode(
            "utf-8-sig" if number == 0 and encoding != "cp1252" else encoding.removesuffix("-sig"), "replace"
        )


def postcode_rows(
    found: PlacesFile, areas: Sequence[str] = (), told: Told | None = None
) -> Iterator[PostcodeRow | Reject | None]:
    """Each line as a row, a reject, or None where it lies outside the wanted postcode areas (HR, WR)."""
    at = found.places
    wanted = frozenset(areas)
    lines = _lines(found.path, found.encoding, told)
    next(lines, None)
    for number, cells in lines:
        if len(cells) != found.width:
            if cells:
                yield Reject(number, "", "has another number of cells than the first line has columns")
            continue
        postcode = postcodes.normalise(cells[at["postcode"]])
        if not postcodes.is_valid(postcode):
            yield Reject(number, "pcds", "is not shaped like a postcode")
        elif wanted and postcode[: 2 if postcode[1].isalpha() else 1] not in wanted:
            yield None
        else:
            yield _row(postcode, number, cells, at)


def _row(postcode: str, number: int, cells: list[str], at: Mapping[str, int]) -> PostcodeRow | Reject:
    ward, district, ended = (cells[at[name]].strip() for name in ("ward_code", "district_code", "ended"))
    east, north = cells[at["easting"]].strip(), cells[at["northing"]].strip()
    if (ward and not _CODE.fullmatch(ward)) or (district and not _CODE.fullmatch(district)):
        return Reject(number, "ward", "is not a code of the national statistics (a letter and 8 digits)")
    if any(figure and not _FIGURES.fullmatch(figure) for figure in (east, north)):
        return Reject(number, "easting", "must be a whole number of metres, or stay empty")
    if ended and not _MONTH.fullmatch(ended):
        return Reject(number, "doterm", "must be a month (yyyymm), or stay empty")
    somewhere = bool(east and north)
    return (
        postcode,
        "" if ward in postcodes.NO_WARD else ward,
        district,
        int(east) if somewhere else None,
        int(north) if somewhere else None,
        ended,
    )


def ward_rows(found: PlacesFile, told: Told | None = None) -> Iterator[tuple[str, str] | Reject]:
    """Each line as a code and a name, or a reject."""
    at = found.places
    lines = _lines(found.path, found.encoding, told)
    next(lines, None)
    for number, cells in lines:
        if len(cells) != found.width:
            if cells:
                yield Reject(number, "", "has another number of cells than the first line has columns")
            continue
        code, name = cells[at["code"]].strip(), " ".join(cells[at["name"]].split())
        if not _CODE.fullmatch(code):
            yield Reject(number, "code", "is not a code of the national statistics (a letter and 8 digits)")
        elif not name or len(name) > 120:
            yield Reject(number, "name", "must not be empty or longer than 120 characters")
        else:
            yield code, name
