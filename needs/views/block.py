"""One table of a view: lines go in, figures come out, and each figure knows the forms behind it. Pure.

Count, list and export all come from the same lines: a figure is how many different `who` stand on the lines
of its row and column, and the list behind it is the forms of those lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from needs.matrix import TOTAL, Ask, Table

Codes = Sequence[tuple[str, str]]
LINE = ["row", "column", "who", "id"]


@dataclass(frozen=True)
class Extra:
    """A further column that is worked out: row -> (words, how many it rests on).

    `uses`: the columns without which it could not be said when they are hidden.
    """

    title: str
    cells: Mapping[str, tuple[str, int]]
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """One table: its caption, rows, columns (code, words) and lines. `counts`: what the figures count.

    `basis`: without this column a row is not shared at all; `ranked`: the largest row first; `private`: it is
    never given out, for its rows have names.
    """

    key: str
    caption: str
    head: str
    counts: str
    rows: Codes
    columns: Codes
    lines: pd.DataFrame
    note: str = ""
    extras: tuple[Extra, ...] = ()
    basis: str = ""
    ranked: bool = False
    private: bool = False
    figures: Mapping[tuple[str, str], int] = field(init=False)

    def __post_init__(self) -> None:
        """Count once."""
        counted = self.lines.groupby(["row", "column"], sort=False)["who"].nunique()
        object.__setattr__(self, "figures", {key: int(n) for key, n in counted.items()})

    def figure(self, row: str, column: str) -> int:
        """One figure."""
        return self.figures.get((row, column), 0)

    def behind(self, row: str, column: str) -> set[int]:
        """Row ids of the forms behind one figure."""
        lines = self.lines
        return set(lines.loc[(lines["row"] == row) & (lines["column"] == column), "id"])

    def shown_rows(self) -> list[tuple[str, str]]:
        """The rows in their order: as given, or the largest first column first."""
        if not self.ranked or not self.columns:
            return list(self.rows)
        first = self.columns[0][0]
        return sorted(self.rows, key=lambda row: (-self.figure(row[0], first), row[1]))

    def as_table(self) -> Table:
        """As the table that suppression works on, with totals counted for themselves."""
        rows, columns = self.shown_rows(), list(self.columns)
        who = self.lines["who"]

        def total(key: str, code: str) -> int:
            return int(who[self.lines[key] == code].nunique())

        grand = int(who.nunique())
        return Table(
            ask=Ask(),
            rows=tuple(rows),
            columns=tuple(columns),
            cells=tuple(tuple(self.figure(r, c) for c, _ in columns) for r, _ in rows),
            row_totals=tuple(total("row", r) for r, _ in rows),
            column_totals=tuple(total("column", c) for c, _ in columns),
            grand=grand,
            children=grand,
            forms=int(self.lines["id"].nunique()),
        )


@dataclass(frozen=True)
class Named:
    """A view as it is answered: its blocks, and what is said above them."""

    key: str
    title: str
    intro: str
    blocks: tuple[Block, ...]
    ask: Ask


def lines_of(frame: pd.DataFrame, row: str, column: str, who: str, form: str = "id") -> pd.DataFrame:
    """Lines from the columns of a frame."""
    made = pd.DataFrame(
        {"row": frame[row], "column": frame[column], "who": frame[who], "id": frame[form]}, dtype=object
    )
    return made.fillna({"row": "", "column": ""})


def stacked(*parts: pd.DataFrame) -> pd.DataFrame:
    """Several sets of lines as one."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=LINE, dtype=object)


def marked(frame: pd.DataFrame, row: str, column: str, *, who: str = "child_id") -> pd.DataFrame:
    """Lines that all stand in one column: `row` names a column of the frame."""
    return lines_of(frame.assign(_column=column), row, "_column", who)


def found_in(order: Codes, lines: pd.DataFrame, axis: str) -> list[tuple[str, str]]:
    """Of an order of codes those that occur."""
    there = set(lines[axis])
    return [(code, words) for code, words in order if code in there]


__all__ = ["LINE", "TOTAL", "Block", "Extra", "Named", "found_in", "lines_of", "marked", "stacked"]
