"""A file of places: `setting_urn, year_group, places, on_roll`, one line for a school and year group.

Each line is judged by itself: a good one is taken, a bad one refused with what to do. A refusal never repeats
what stood in the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from roll.tables import Reject, Table, UnreadableFile, open_table

COLUMNS = ("setting_urn", "year_group", "places", "on_roll")
MOST = 5000
"""More places than any school has in one year group: a larger figure is a slip of the keyboard."""


@dataclass(frozen=True)
class PlacesRow:
    """One good line: row id of the setting, code of the year group, and its two figures."""

    setting_id: int
    year_group: str
    places: int
    on_roll: int


@dataclass
class PlacesRead:
    """What a file holds. `problem`: why it cannot be read as a whole."""

    rows: list[PlacesRow] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    problem: Reject | None = None


def read_places(
    data: bytes, file_name: str, settings: Mapping[str, int], year_groups: Collection[str]
) -> PlacesRead:
    """Every line of a CSV or XLSX file. `settings`: URN to row id of those that are open."""
    found = PlacesRead()
    try:
        table = open_table(data, file_name)
        at = table.find({name: name for name in COLUMNS}, COLUMNS)
        _take(table, at, found, settings, year_groups)
    except UnreadableFile as refused:
        found.rows.clear()
        found.problem = Reject(refused.line, refused.column, refused.reason)
    return found


def _take(
    table: Table,
    at: Mapping[str, int],
    found: PlacesRead,
    settings: Mapping[str, int],
    year_groups: Collection[str],
) -> None:
    seen: dict[tuple[int, str], int] = {}
    for line, cells in table.lines:
        said = {name: cells[place].strip() if place < len(cells) else "" for name, place in at.items()}
        if not any(said.values()):
            continue
        wrong = [Reject(line, column, why) for column, why in _wrong(said, settings, year_groups)]
        if wrong:
            found.rejects += wrong
            continue
        row = PlacesRow(
            settings[said["setting_urn"].upper()],
            _year(said["year_group"]),
            int(said["places"]),
            int(said["on_roll"]),
        )
        first = seen.setdefault((row.setting_id, row.year_group), line)
        if first != line:
            why = f"This school and year group stand on line {first} already. Keep one of the two"
            found.rejects.append(Reject(line, "year_group", why))
            continue
        found.rows.append(row)


def _wrong(
    said: Mapping[str, str], settings: Mapping[str, int], year_groups: Collection[str]
) -> Iterator[tuple[str, str]]:
    if not said["setting_urn"]:
        yield "setting_urn", "The URN is missing"
    elif said["setting_urn"].upper() not in settings:
        yield "setting_urn", "No open school on record has this URN. Check it, or load the settings first"
    if _year(said["year_group"]) not in year_groups:
        yield "year_group", "This is no year group. Write it as N1, N2, R or 1 to 13"
    for column in ("places", "on_roll"):
        if not said[column].isascii() or not said[column].isdigit():
            yield column, "Write a whole number, 0 or more"
        elif int(said[column]) > MOST:
            yield column, f"No year group has more than {MOST}. Check the figure"


def _year(text: str) -> str:
    """A year group as the code set has it: "Year 9", "9" and "09" are one."""
    plain = text.strip().upper().removeprefix("YEAR").strip()
    return plain.lstrip("0") or plain
