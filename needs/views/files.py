"""A view as a file, with its filters, date, who, and how small numbers are treated."""

from __future__ import annotations

from typing import Any

from foundation.paper import Sheet, csv_text, workbook
from foundation.store import now
from foundation.store.clock import local

Tables = list[dict[str, Any]]


def head(title: str, words: str, who: str, small: str) -> list[tuple[str, str]]:
    """What stands above the figures."""
    return [
        ("View", title),
        ("What is shown", words),
        ("Made on", f"{local(now()):%Y-%m-%d %H:%M}"),
        ("Made by", who),
        ("Small numbers", small),
    ]


def _plain(cell: Any) -> Any:
    """A cell as a file holds it: a figure as a number."""
    text = cell["text"] if isinstance(cell, dict) else cell
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() else text


def _rows(table: dict[str, Any]) -> list[list[Any]]:
    return [[_plain(cell) for cell in row] for row in table["rows"]]


def as_csv(above: list[tuple[str, str]], tables: Tables) -> str:
    """One file: the head, then each table under its caption."""
    lines: list[list[Any]] = [list(pair) for pair in above[1:]]
    for table in tables:
        lines += [[], [table["caption"]], [_plain(cell) for cell in table["head"]], *_rows(table)]
    return csv_text(above[0], lines)


def as_xlsx(above: list[tuple[str, str]], tables: Tables) -> bytes:
    """A workbook: one sheet for each table, and one that says what they are."""
    sheets = [
        Sheet(f"Table {number}", [str(_plain(cell)) for cell in table["head"]], _rows(table))
        for number, table in enumerate(tables, 1)
    ]
    listed = [(f"Table {number}", table["caption"]) for number, table in enumerate(tables, 1)]
    return workbook([*sheets, Sheet("About this file", ["", ""], [*above, *listed])])
