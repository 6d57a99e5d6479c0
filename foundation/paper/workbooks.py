"""Spreadsheets: XLSX and CSV, whose cells are text, numbers and dates, and never formulas."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from foundation.paper.cells import neutral

LONGEST_CELL = 32_767
LONGEST_NAME = 31
WIDEST = 60

_TELEPHONE = re.compile(r"\+[0-9][0-9 ]{6,20}", re.ASCII)  # inert in a text cell, and wanted as it is
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, headings from the declaration (never from the data), and rows as long as they."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[object]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file. Texts are written as texts; a cell longer than Excel can hold is cut and says so."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(out, options)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    taken: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_name(sheet.name, taken))
        page.freeze_panes(1, 0)
        page.set_landscape()
        page.repeat_rows(0)
        for column, words in enumerate(sheet.headings):
            page.write_string(0, column, str(neutral(words)), heading)
            page.set_column(column, column, _width(words, column, sheet.rows))
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                _write(page, number, column, cell, body, day)
    book.close()
    return out.getvalue()


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A CSV file with its headings, for spreadsheet programs and for people; every text is neutral."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow([neutral(heading) for heading in headings])
    for row in rows:
        writer.writerow(["" if cell is None else neutral(cell) for cell in row])
    return out.getvalue()


def _write(page: Any, row: int, column: int, cell: object, body: Any, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell, body)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, body)
    elif isinstance(cell, dt.datetime):
        page.write_string(row, column, cell.isoformat(timespec="minutes"), body)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), day)
    else:
        text = str(cell)
        page.write_string(row, column, _cut(text if _TELEPHONE.fullmatch(text) else str(neutral(text))), body)


def _cut(text: str) -> str:
    if len(text) <= LONGEST_CELL:
        return text
    end = " ... (cut: longer than a cell can hold)"
    return text[: LONGEST_CELL - len(end)] + end


def _name(wanted: str, taken: set[str]) -> str:
    name = _NOT_IN_A_NAME.sub(" ", wanted).strip(" '")[:LONGEST_NAME] or "Sheet"
    number = 2
    while name.lower() in taken or name.lower() == "history":
        name = f"{name[: LONGEST_NAME - 4]} {number}"
        number += 1
    taken.add(name.lower())
    return name


def _width(heading: str, column: int, rows: Sequence[Sequence[object]]) -> float:
    longest = max((len(str(row[column])) for row in rows[:200] if column < len(row)), default=0)
    return min(WIDEST, max(len(heading), longest, 8) + 2)
