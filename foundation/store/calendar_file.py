"""Calendar files: ``setting_urn, date_from, date_to, kind``, one stretch of days a line.

A blank `setting_urn` is the authority's own calendar. Kinds are those of `CalendarKind`: term,
term_holiday, inset, closure, open. Reading is pure: it gives rows and rejects and writes nothing. A
reject names line, column and reason, never the value.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foundation.store.calendar_models import CalendarEntry, CalendarKind
from foundation.store.clock import academic_year

COLUMNS = ("setting_urn", "date_from", "date_to", "kind")
LONGEST_STRETCH = 366
EARLIEST, LATEST = 2000, 2100

_URN = re.compile(r"\d{6}|X\d{1,9}", re.ASCII)
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4})", re.ASCII),
)


@dataclass(frozen=True)
class CalendarRow:
    """One stretch of days as the file says it; `urn` is None for the authority's calendar."""

    line: int
    urn: str | None
    date_from: dt.date
    date_until: dt.date
    kind: CalendarKind


@dataclass(frozen=True)
class Reject:
    """A line that cannot be used: where it stands and why, without its value."""

    line: int
    column: str
    reason: str


class _Wrong(ValueError):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def read_calendar(data: bytes) -> tuple[tuple[CalendarRow, ...], tuple[Reject, ...]]:
    """The rows and the rejects of a calendar file (UTF-8 or Windows-1252, comma or semicolon)."""
    try:
        lines = _lines(data)
        header = _header(lines)
    except _Wrong as wrong:
        return (), (Reject(1, wrong.column, wrong.reason),)
    rows: list[CalendarRow] = []
    rejects: list[Reject] = []
    seen: dict[tuple[str | None, dt.date, dt.date, str], int] = {}
    for line, cells in lines[1:]:
        try:
            row = _row(line, _by_name(header, cells))
            key = (row.urn, row.date_from, row.date_until, row.kind.value)
            if key in seen:
                raise _Wrong("", f"says the same as line {seen[key]}")
        except _Wrong as wrong:
            rejects.append(Reject(line, wrong.column, wrong.reason))
            continue
        seen[key] = line
        rows.append(row)
    if not rows and not rejects:
        rejects.append(Reject(2, "", "the file has a heading and no lines"))
    return tuple(rows), tuple(rejects)


def unknown_settings(rows: Sequence[CalendarRow], setting_of: Mapping[str, int]) -> tuple[Reject, ...]:
    """Rejects for rows whose setting is not on the register."""
    return tuple(
        Reject(row.line, "setting_urn", "this setting is not on the register of settings")
        for row in rows
        if row.urn is not None and row.urn not in setting_of
    )


def replace_calendars(session: Session, rows: Sequence[CalendarRow], setting_of: Mapping[str, int]) -> int:
    """Put the file in the place of what was loaded before for the same calendars and school years.

    `setting_of` maps URNs to row ids; ask `unknown_settings` first. The same file twice changes
    nothing, and a file for one year leaves the years before as they were. Answers with the number of
    entries written, in the caller's transaction.
    """
    entries = [_entry(row, setting_of) for row in rows]
    for owner, year in {(entry.setting_id, academic_year(entry.date_from)) for entry in entries}:
        session.execute(
            delete(CalendarEntry)
            .where(CalendarEntry.setting_id.is_not_distinct_from(owner))
            .where(CalendarEntry.date_from.between(dt.date(year, 9, 1), dt.date(year + 1, 8, 31)))
            .execution_options(synchronize_session=False)
        )
    session.add_all(entries)
    session.flush()
    session.info.pop("calendars", None)
    return len(entries)


def _entry(row: CalendarRow, setting_of: Mapping[str, int]) -> CalendarEntry:
    return CalendarEntry(
        setting_id=None if row.urn is None else setting_of[row.urn],
        date_from=row.date_from,
        date_until=row.date_until,
        kind=row.kind.value,
    )


def _lines(data: bytes) -> list[tuple[int, list[str]]]:
    text = _text(data)
    dialect = ";" if text.split("\n", 1)[0].count(";") >= len(COLUMNS) - 1 else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=dialect)
    try:
        found = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise _Wrong("", "this is not a CSV file; save the list as CSV and try again") from None
    if not found:
        raise _Wrong("", "the file is empty")
    return found


def _text(data: bytes) -> str:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _Wrong("", "this is a spreadsheet, not a CSV file; save it as CSV and try again")
    if b"\x00" in data:
        raise _Wrong("", "this is not a CSV file; save the list as CSV and try again")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _header(lines: list[tuple[int, list[str]]]) -> list[str]:
    header = [cell.strip().lower().replace(" ", "_") for cell in lines[0][1]]
    for column in COLUMNS:
        if column not in header:
            raise _Wrong(column, "this column is missing from the first line")
        if header.count(column) > 1:
            raise _Wrong(column, "this column is there more than once")
    return header


def _by_name(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
        raise _Wrong("", "has more cells than the first line has columns")
    padded = cells + [""] * (len(header) - len(cells))
    return {name: cell.strip() for name, cell in zip(header, padded, strict=False)}


def _row(line: int, cells: dict[str, str]) -> CalendarRow:
    urn = cells["setting_urn"].upper() or None
    if urn is not None and not _URN.fullmatch(urn):
        raise _Wrong("setting_urn", "must be six digits, or X and digits; blank for the authority")
    date_from, date_until = _date(cells, "date_from"), _date(cells, "date_to")
    if date_until < date_from:
        raise _Wrong("date_to", "comes before date_from")
    if (date_until - date_from).days >= LONGEST_STRETCH:
        raise _Wrong("date_to", "is more than a year after date_from")
    try:
        kind = CalendarKind(cells["kind"].lower().replace(" ", "_"))
    except ValueError:
        raise _Wrong("kind", f"must be one of {', '.join(CalendarKind)}") from None
    return CalendarRow(line, urn, date_from, date_until, kind)


def _date(cells: dict[str, str], column: str) -> dt.date:
    for pattern in _DATES:
        if found := pattern.fullmatch(cells[column]):
            try:
                day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                raise _Wrong(column, "is not a day that exists") from None
            if not EARLIEST <= day.year <= LATEST:
                raise _Wrong(column, f"must lie between {EARLIEST} and {LATEST}")
            return day
    raise _Wrong(column, "must be a date such as 2026-09-03 or 03/09/2026")
