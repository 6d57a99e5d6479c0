"""Two nights' extracts compared as raw lines: what came, what went, and which lines belong to the same child.

Source: performance, "What gave it". Almost nothing changes overnight, so only new and removed lines are
understood. Pure: no database. Only files whose lines can be told apart by themselves qualify (`lines_of`);
every other file takes the way of the whole file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from roll.profiles import Profile
from roll.roll_rows import LineReader, RollRow
from roll.tables import column_key

_NUMBER = re.compile(rb'(")?[A-Z][0-9]{11}[0-9A-Z](?(1)")')
_WIDTH = 13


@dataclass(frozen=True)
class Lines:
    """A file as lines; line 1 is at position 0. `upn_at`: the place of the UPN's column.

    `quoted`: cells may stand in quotation marks, and a separator in them.
    """

    header: bytes
    lines: list[bytes]
    separator: bytes
    encoding: str
    upn_at: int
    quoted: bool

    def numbers(self) -> Iterator[bytes]:
        """The cell of the UPN of each line, as it is written."""
        at, mark = self.upn_at, self.separator
        if self.quoted:
            text = io.StringIO(b"\n".join(self.lines).decode(self.encoding), newline="")
            for cells in csv.reader(text, delimiter=mark.decode()):
                yield cells[at].encode() if len(cells) > at else b""
        else:
            for line in self.lines:
                cells_of = line.split(mark, at + 1)
                yield cells_of[at] if len(cells_of) > at else b""

    def of_children(self, wanted: Collection[bytes], always: Collection[bytes]) -> list[int]:
        """Positions of the lines with one of these UPNs, and of these very lines."""
        if self.upn_at == 0 and not self.quoted:
            return [i for i, line in enumerate(self.lines) if line[:_WIDTH] in wanted or line in always]
        found = enumerate(zip(self.numbers(), self.lines, strict=True))
        return [i for i, (number, line) in found if number in wanted or line in always]

    def present(self, wanted: Collection[bytes]) -> set[bytes]:
        """Which of these UPNs some line has."""
        if self.upn_at == 0 and not self.quoted:
            return {line[:_WIDTH] for line in self.lines if line[:_WIDTH] in wanted}
        return {number for number in self.numbers() if number in wanted}


def lines_of(data: bytes, profile: Profile) -> Lines | None:
    """A CSV file whose every line is one record by itself; None for any other file.

    A record may not run over two lines, lines end alike, and the text is UTF-8 or Windows-1252 throughout.
    """
    if b"\x00" in data or data.startswith((b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")):
        return None
    encoding = _encoding(data)
    quoted = b'"' in data
    if encoding is None or data.count(b"\r") != data.count(b"\r\n"):
        return None
    lines = data.split(b"\n")
    if lines[-1] in (b"", b"\r"):
        lines.pop()
    if (
        len(lines) < 2
        or not lines[0].strip()
        or (quoted and any(line.count(b'"') % 2 for line in lines if b'"' in line))
    ):
        return None
    separator = max((b",", b";", b"\t", b"|"), key=lines[0].count)
    names = next(csv.reader([lines[0].decode(encoding)], delimiter=separator.decode()), [])
    places = {column_key(name): place for place, name in enumerate(names)}
    upn_at = places.get(column_key(profile.columns.get("upn", "")))
    if upn_at is None or separator not in lines[0]:
        return None
    return Lines(lines[0], lines, separator, encoding, upn_at, quoted)


def _encoding(data: bytes) -> str | None:
    if data.isascii():
        return "utf-8"
    for encoding in ("utf-8", "cp1252"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def plain_numbers(file: Lines, lines: Iterable[bytes] | None = None) -> bool:
    """Whether every UPN is written as it is kept (or empty), so that equal numbers are equal bytes."""
    some = file if lines is None else _only(file, [file.header, *lines])
    found = iter(some.numbers())
    next(found)
    return all(not number or number == b'""' or _NUMBER.fullmatch(number) for number in found)


def _only(file: Lines, lines: list[bytes]) -> Lines:
    return Lines(file.header, lines, file.separator, file.encoding, file.upn_at, file.quoted)


@dataclass
class Changed:
    """Lines that came and went, with how often; `doubled`: those that stand more than once in the new file.

    `before`: every line of the old file.
    """

    came: Mapping[bytes, int]
    went: Mapping[bytes, int]
    before: set[bytes]
    doubled: set[bytes] = field(default_factory=set)


def compare(before: Lines, now: Lines) -> Changed:
    """What changed. The same line twice is two lines: none is lost by comparing."""
    old, new = set(before.lines), set(now.lines)
    if len(old) == len(before.lines) and len(new) == len(now.lines):
        return Changed(dict.fromkeys(new - old, 1), dict.fromkeys(old - new, 1), old)
    counts, were = Counter(now.lines), Counter(before.lines)
    doubled = {line for line, number in counts.items() if number > 1}
    return Changed(counts - were, were - counts, old, doubled)


@dataclass
class Understood:
    """Lines as rows. `rows` has those that say the same wherever they stand; `apart` has those that must be
    read every night (no UPN, a former one, a place to come, a note); `bad` where one was rejected.
    """

    rows: dict[bytes, RollRow] = field(default_factory=dict)
    apart: set[bytes] = field(default_factory=set)
    left_out: int = 0
    records: int = 0
    bad: bool = False


def understand(file: Lines, lines: Mapping[bytes, int], reader: LineReader) -> Understood:
    """Read lines that were compared; `lines`: each with how often it counts."""
    found = Understood()
    order = list(lines)
    text = io.StringIO(b"\n".join(order).decode(file.encoding), newline="")
    for line, cells in zip(order, csv.reader(text, delimiter=file.separator.decode()), strict=True):
        if not any(cell and not cell.isspace() for cell in cells):
            continue
        found.records += lines[line]
        notes, rejects, out = len(reader.notes), len(reader.rejects), reader.left_out
        row = reader.read(0, cells)
        if row is None:
            found.bad = found.bad or len(reader.rejects) > rejects
            found.left_out += (reader.left_out - out) * lines[line]
            continue
        found.rows[line] = row
        if len(reader.notes) > notes or is_apart(row):
            found.apart.add(line)
    return found


def read_at(
    file: Lines, positions: list[int], known: Mapping[bytes, RollRow], reader: LineReader
) -> list[RollRow]:
    """The rows at these positions, each with its line number; notes and rejects are the reader's."""
    found, fresh = [], []
    for position in positions:
        row = known.get(file.lines[position])
        if row is None:
            fresh.append(position)
        else:
            found.append(row._replace(line=position + 1))
    text = io.StringIO(b"\n".join([file.lines[p] for p in fresh]).decode(file.encoding), newline="")
    for position, cells in zip(fresh, csv.reader(text, delimiter=file.separator.decode()), strict=True):
        row = reader.read(position + 1, cells)
        if row is not None:
            found.append(row)
    return sorted(found)


def is_apart(row: RollRow) -> bool:
    """Whether what a row means hangs on more than itself and its UPN."""
    return row.upn is None or row.former_upn is not None or len(row.status) > 1
