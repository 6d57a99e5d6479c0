"""Reading a roll file whole: rows, rejects, notes; no database, no request, nothing written."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from roll.cells import BadCell, dfe_number, harmless
from roll.models import OPEN_END
from roll.names import folded
from roll.profiles import COLUMNS, DEFAULT, Profile
from roll.roll_rows import LineReader, RollRow
from roll.tables import Reject, Table, UnreadableFile, open_table


@dataclass
class ReadResult:
    """What a file says. `problem` is set where the file as a whole cannot be used: then there are no rows.

    `rejected`: line to its cells, for the safeguarding officer's file; `rejected_urns`: line to the URN it
    has, where that can be read.
    """

    file_name: str
    sha256: str
    profile: Profile = DEFAULT
    rows: list[RollRow] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Reject] = field(default_factory=list)
    problem: Reject | None = None
    header: list[str] = field(default_factory=list)
    rejected: dict[int, list[str]] = field(default_factory=dict)
    rejected_urns: dict[int, str] = field(default_factory=dict)
    lines: int = 0
    left_out: int = 0
    encoding: str = ""
    places: dict[str, int] = field(default_factory=dict)
    data: bytes = field(default=b"", repr=False)
    numbers: Mapping[str, str] = field(default_factory=dict, repr=False)
    is_read: bool = False

    def reject(self, row: RollRow, column: str, reason: str) -> None:
        """Reject a row that was read; it has to be taken out of `rows` too."""
        texts = [""] * len(self.header)
        for name, value in zip(COLUMNS, row[1:], strict=True):
            if name in self.places:
                texts[self.places[name]] = "" if value in (None, OPEN_END) else str(value)
        self.rejects.append(Reject(row.line, column, reason))
        self.rejected[row.line] = texts
        self.rejected_urns[row.line] = row.urn

    def rejected_file(self) -> bytes:
        """The rejected lines as they came, each with its number and its reasons before it (CSV, UTF-8)."""
        reasons: dict[int, list[str]] = defaultdict(list)
        for reject in self.rejects:
            heading = self.profile.columns.get(reject.column, reject.column)
            reasons[reject.line].append(f"{heading}: {reject.reason}" if heading else reject.reason)
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(["line", "reasons", *self.header])
        for line, texts in sorted(self.rejected.items()):
            writer.writerow([line, "; ".join(reasons[line]), *map(harmless, texts)])
        return out.getvalue().encode("utf-8-sig")


def read(
    data: bytes, file_name: str, profile: Profile = DEFAULT, numbers: Mapping[str, str] | None = None
) -> ReadResult:
    """Read a roll file. Never raises for what is in it: a file nobody can use has its `problem`.

    `numbers`: DfE number to URN, for profiles that name settings that way.
    """
    found = opened(data, file_name, profile, numbers)
    fill(found)
    return found


def opened(
    data: bytes, file_name: str, profile: Profile = DEFAULT, numbers: Mapping[str, str] | None = None
) -> ReadResult:
    """A file that is there and not yet read: whoever applies it may need only its changed lines."""
    digest = hashlib.sha256(data).hexdigest()
    return ReadResult(file_name, digest, profile, data=data, numbers=numbers or {})


def fill(found: ReadResult) -> None:
    """Read a file whole that was only opened."""
    if not found.is_read:
        found.is_read = True
        _fill(found)


def _fill(found: ReadResult) -> None:
    try:
        table = open_table(found.data, found.file_name)
        found.header, found.encoding = table.header, table.encoding
        found.places = table.find(dict(found.profile.columns), tuple(found.profile.columns))
        _read_lines(found, table, found.numbers)
    except UnreadableFile as unreadable:
        found.rows, found.rejects, found.notes = [], [], []
        found.problem = Reject(unreadable.line, unreadable.column, unreadable.reason)
        return
    leave_out_doubled(found)
    if not found.rows and not found.rejects and not found.left_out:
        found.problem = Reject(
            1, "", "The file has its first line and nothing below. Check that the export ran to its end"
        )


def _read_lines(found: ReadResult, table: Table, numbers: Mapping[str, str]) -> None:
    reader = LineReader(found.places, len(table.header), found.profile, numbers)
    urn_at = found.places["setting_urn"]
    for line, texts in table.lines:
        found.lines += 1
        before = reader.left_out
        row = reader.read(line, texts)
        if row is not None:
            found.rows.append(row)
            continue
        if reader.left_out > before:
            continue
        found.rejected[line] = texts
        if len(texts) > urn_at:
            found.rejected_urns[line] = _urn_in(texts[urn_at], found.profile, numbers)
    found.rejects, found.notes, found.left_out = reader.rejects, reader.notes, reader.left_out


def _urn_in(text: str, profile: Profile, numbers: Mapping[str, str]) -> str:
    """The URN a rejected line has, as far as it can be read."""
    if profile.setting_by == "urn":
        return text.strip().upper()
    try:
        return numbers.get(dfe_number(text), "")
    except BadCell:
        return ""


def leave_out_doubled(found: ReadResult) -> None:
    """Lines about one child, setting and first day: the same twice is noted, different ones are rejected."""
    first: dict[tuple[object, ...], RollRow] = {}
    more: dict[tuple[object, ...], list[RollRow]] = {}
    for row in found.rows:
        key = (_who(row), row.urn, row.start)
        before = first.setdefault(key, row)
        if before is not row:
            more.setdefault(key, [before]).append(row)
    left_out: set[int] = set()
    for rows in more.values():
        if len({(row.leaving, row.status) for row in rows}) > 1:
            _at_odds(found, rows)
            left_out |= {row.line for row in rows}
        else:
            left_out |= _repeated(found, rows)
    if left_out:
        found.rows = [row for row in found.rows if row.line not in left_out]


def _repeated(found: ReadResult, rows: list[RollRow]) -> set[int]:
    said: dict[RollRow, int] = {}
    again: set[int] = set()
    for row in rows:
        line = said.setdefault(row._replace(line=0), row.line)
        if line != row.line:
            again.add(row.line)
            found.notes.append(
                Reject(row.line, "", f"says the same as line {line} and was not counted again")
            )
    return again


def _at_odds(found: ReadResult, rows: list[RollRow]) -> None:
    for row in rows:
        other = next(other.line for other in rows if other.line != row.line)
        words = f"line {other} is about the same child, setting and start date but says otherwise; keep one"
        found.reject(row, "start_date", words)


def _who(row: RollRow) -> object:
    return row.upn or row.former_upn or (folded(row.surname), folded(row.forename), row.date_of_birth)
