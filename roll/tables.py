"""Tables that people upload: CSV in any of three encodings, or XLSX; whatever else came is named.

Reading is pure: no database, no request. A message says what to do and never repeats what stood in the file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import python_calamine

from roll.spread_core import is_xlsx, spread

XLSX_START = b"PK\x03\x04"
XLS_START = b"\xd0\xcf\x11\xe0"
LARGEST_UNPACKED = 600 * 1024 * 1024
MOST_CELLS = 15_000_000
TOO_LARGE = "The spreadsheet is too large. Save it as CSV, which is read much faster"
CANNOT_BE_READ = "The spreadsheet cannot be read: damaged, protected or empty. Save it as CSV"
MOST_COLUMNS = 1000
AS_CSV = 'Open it in a spreadsheet program, save it as "CSV (comma delimited)" and try again.'
_DELIMITERS = ",;\t|"


class UnreadableFile(ValueError):
    """The file as a whole cannot be used. `line` is 0 where no line is to blame; `column` may be empty."""

    def __init__(self, reason: str, *, line: int = 0, column: str = "") -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


@dataclass(frozen=True)
class Reject:
    """A line that cannot be used, or (as a note) one to know of: where it stands and why, never its value."""

    line: int
    column: str
    reason: str


@dataclass
class Table:
    """The first line's names as written, and the lines below with their numbers as a person counts them."""

    header: list[str]
    lines: Iterator[tuple[int, list[str]]]
    encoding: str = ""
    places: dict[str, int] = field(default_factory=dict)

    def find(self, wanted: dict[str, str], needed: Sequence[str]) -> dict[str, int]:
        """Where each wanted column stands: own name to position, by the name in the file, whatever its case.

        `wanted`: own name to the file's name; `needed`: own names that must be there.
        Raises UnreadableFile for doubled and missing columns.
        """
        names = [column_key(name) for name in self.header]
        doubled = sorted({theirs for theirs in wanted.values() if names.count(column_key(theirs)) > 1})
        if doubled:
            words = (
                f"The first line has the same column more than once: {', '.join(doubled)}. Keep one of each"
            )
            raise UnreadableFile(words, line=1, column=doubled[0])
        missing = [wanted[own] for own in needed if column_key(wanted[own]) not in names]
        if missing:
            words = (
                f"The first line lacks these columns: {', '.join(missing)}. Add them, even if they stay empty"
            )
            raise UnreadableFile(words, line=1, column=missing[0])
        return {
            own: names.index(column_key(name)) for own, name in wanted.items() if column_key(name) in names
        }


def column_key(name: str) -> str:
    """A column's name as it is compared: no case, no outer space, inner space made single."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def open_csv(data: bytes) -> Table:
    """A CSV file. Raises UnreadableFile for anything else, with what to do."""
    if data.startswith((XLSX_START, XLS_START)):
        raise UnreadableFile(f"This is a spreadsheet, although it was sent as CSV. {AS_CSV}")
    text, encoding = _decoded(data)
    delimiter = _delimiter(text)
    lines = _csv_lines(text, delimiter)
    header = next(lines, (1, []))[1]
    if not header:
        raise UnreadableFile("The file is empty. Check that the export ran to its end, and send it again")
    return Table(_checked_header(header), lines, encoding)


def open_table(data: bytes, file_name: str) -> Table:
    """A CSV or XLSX file, told apart by what it is; a name that says otherwise is refused."""
    says_xlsx = file_name.lower().endswith((".xlsx", ".xlsm"))
    if data.startswith(XLS_START):
        raise UnreadableFile(
            'This is an old or protected spreadsheet. Save it as "Excel workbook (.xlsx)" or as CSV'
        )
    if not data.startswith(XLSX_START):
        if says_xlsx and data.strip():
            raise UnreadableFile(
                "The name ends in .xlsx but this is no such spreadsheet. Save it anew, or as CSV"
            )
        return open_csv(data)
    if not says_xlsx:
        raise UnreadableFile(
            f"This is a spreadsheet, but its name does not end in .xlsx. Rename it to .xlsx. Or: {AS_CSV}"
        )
    return _open_xlsx(data)


def _decoded(data: bytes) -> tuple[str, str]:
    if not data.strip():
        raise UnreadableFile("The file is empty. Check that the export ran to its end, and send it again")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile('This file is in UTF-16 ("Unicode text"). Save it as "CSV UTF-8" and try again')
    if b"\x00" in data:
        raise UnreadableFile(f"This is not a text file. {AS_CSV}")
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        words = (
            f'This file is neither UTF-8 nor Windows-1252 (first seen in line {line}). Save it as "CSV UTF-8"'
        )
        raise UnreadableFile(words, line=line) from None


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count) if any(mark in first for mark in _DELIMITERS) else ","


def _csv_lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    began = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            words = f"The quotation marks do not pair from line {began} on. Export the file anew"
            raise UnreadableFile(words, line=began) from None
        if any(cell and not cell.isspace() for cell in cells):
            yield began, cells
        began = reader.line_num + 1


def _checked_header(header: list[str]) -> list[str]:
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(
            f"The first line has more than {MOST_COLUMNS} columns. Is this the right file?", line=1
        )
    return header


def _open_xlsx(data: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFile(TOO_LARGE)
            if not is_xlsx(packed):
                raise UnreadableFile(CANNOT_BE_READ)
            if spread(packed) > MOST_CELLS:
                raise UnreadableFile(TOO_LARGE)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (
        python_calamine.CalamineError,
        python_calamine.WorksheetNotFound,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        OSError,
    ):
        raise UnreadableFile(CANNOT_BE_READ) from None
    lines = _sheet_lines(rows)
    header = next(lines, (1, []))[1]
    if not header:
        raise UnreadableFile(
            "The first sheet is empty. Put the table on the first sheet, with names in line 1"
        )
    return Table(_checked_header(header), lines, "xlsx")


def _sheet_lines(rows: list[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        cells = [_cell(value) for value in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _cell(value: Any) -> str:
    """A spreadsheet's value as a CSV file would say it: dates as 2026-09-03, no point in whole numbers."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
