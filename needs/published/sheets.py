"""All sheets of one period: counted, protected, ready to be kept. Pure.

A sheet is one key against the flags, in children. Keys that say something about each other (a setting has one
type) change places together and are protected together; all others are protected each for itself, because
changing the places of two children in one sheet leaves every other sheet as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from needs.dimensions import DIMENSIONS, Dimension
from needs.published.axes import Axis, Sets, axis, meetings, sets_of
from needs.published.hiding import Flags, Sheet, Stuck, protect
from needs.suppression import SMALL

COLUMN = "flag"
TOGETHER: tuple[tuple[str, ...], ...] = (("setting", "setting_type"), ("month", "term"))
"""Keys that say something about each other."""
IN_FIVES = 5


def keys() -> list[str]:
    """The keys by which figures are shared: all that are not read from the flags themselves."""
    flags = DIMENSIONS[COLUMN].family
    return [key for key, found in DIMENSIONS.items() if found.family != flags and found.shared]


def bundles() -> list[tuple[str, ...]]:
    """The keys, those that are protected together in one."""
    joined = {key for bundle in TOGETHER for key in bundle}
    return [*TOGETHER, *((key,) for key in keys() if key not in joined)]


def made(forms: pd.DataFrame, facts: pd.DataFrame) -> dict[str, Any]:
    """What is kept of a period: {"sheets": {key: sheet}, "pairs": ..., "children": n or None}.

    With fewer than five children nothing can be shared, and the sheets are empty.
    """
    found = {key: meetings(forms, facts, DIMENSIONS[key], DIMENSIONS[COLUMN]) for key in keys()}
    flags = sets_of(found["sex"], "column")
    everybody = sorted(set().union(*flags.values()))
    if len(everybody) < SMALL:
        return {"sheets": {}, "pairs": {"names": [], "figures": []}, "children": None}
    columns = _columns(flags)
    sheets: dict[str, Any] = {}
    for bundle in bundles():
        made_here = _bundle([(DIMENSIONS[key], found[key]) for key in bundle], everybody, columns)
        sheets.update(zip(bundle, made_here, strict=True))
    return {"sheets": sheets, "pairs": _pairs(flags, columns), "children": len(everybody)}


def _columns(flags: Sets) -> Axis:
    """The flags; with two of them, their overlap would be a subtraction: then they stand as one."""
    columns = axis(DIMENSIONS[COLUMN], flags)
    if len(columns.labels) == 2:
        return axis(DIMENSIONS[COLUMN], flags, together=list(flags))
    return columns


def _bundle(
    tables: Sequence[tuple[Dimension, pd.DataFrame]], everybody: list[int], columns: Axis
) -> list[dict[str, Any]]:
    forced: list[set[str]] = [set() for _ in tables]
    while True:
        axes = [
            axis(dimension, sets_of(found, "row"), together=own)
            for (dimension, found), own in zip(tables, forced, strict=True)
        ]
        counted = [
            _counted(found, everybody, rows, columns)
            for (_dimension, found), rows in zip(tables, axes, strict=True)
        ]
        try:
            protect([sheet for sheet, _whole in counted], np.logical_and.reduce([w for _s, w in counted]))
        except Stuck as stuck:
            rows = axes[stuck.sheet]
            shown = rows.codes[stuck.row]
            forced[stuck.sheet] |= {code for code, own in rows.of.items() if own == shown}
            forced[stuck.sheet] |= _next_smallest(tables[stuck.sheet][1], forced[stuck.sheet])
        else:
            return [_kept(sheet, rows, columns) for (sheet, _whole), rows in zip(counted, axes, strict=True)]


def _next_smallest(found: pd.DataFrame, forced: set[str]) -> set[str]:
    sets = sets_of(found, "row")
    rest = sorted((len(own), code) for code, own in sets.items() if code not in forced)
    return {rest[0][1]} if rest else set()


def _counted(found: pd.DataFrame, everybody: list[int], rows: Axis, columns: Axis) -> tuple[Sheet, Flags]:
    """The sheet, and which children are whole: every row of theirs meets every flag of theirs."""
    number = {child: n for n, child in enumerate(everybody)}
    places = {code: n for n, code in enumerate(rows.codes)}, {code: n for n, code in enumerate(columns.codes)}
    child = found["child"].map(number).to_numpy(dtype=np.intp)
    row = found["row"].map(rows.of).map(places[0]).to_numpy(dtype=np.intp)
    column = found["column"].map(columns.of).map(places[1]).to_numpy(dtype=np.intp)
    cells = np.zeros((len(everybody), len(rows.labels), len(columns.labels)), dtype=bool)
    cells[child, row, column] = True
    inside, has = np.logical_or.reduce(cells, axis=2), np.logical_or.reduce(cells, axis=1)
    whole = np.logical_and.reduce(cells == (inside[:, :, None] & has[:, None, :]), axis=(1, 2))
    counts = cells.sum(axis=0, dtype=np.int64)
    return Sheet(inside, has, counts, np.zeros_like(counts, dtype=bool)), whole


def _kept(sheet: Sheet, rows: Axis, columns: Axis) -> dict[str, Any]:
    """The sheet as it is kept and shown. A hidden figure is None; every total is 5 or more and shown."""
    return {
        "rows": [list(label) for label in rows.labels],
        "columns": [list(label) for label in columns.labels],
        "cells": [
            [None if hide else int(n) for n, hide in zip(*line, strict=True)]
            for line in zip(sheet.counts, sheet.hidden, strict=True)
        ],
        "row_totals": [int(n) for n in sheet.inside.sum(axis=0)],
        "column_totals": [int(n) for n in sheet.has.sum(axis=0)],
        "grand": len(sheet.inside),
    }


def _pairs(flags: Sets, columns: Axis) -> dict[str, Any]:
    """Which flags stand together, in fives: a pair is never told to the child."""
    shown = {
        code: set().union(*(own for flag, own in flags.items() if columns.of[flag] == code))
        for code in columns.codes
    }
    codes = columns.codes
    figures = [[in_fives(len(shown[a] & shown[b])) for b in codes[:i]] for i, a in enumerate(codes)]
    return {"names": [list(label) for label in columns.labels], "figures": figures}


def in_fives(figure: int) -> int | None:
    """5 to 9 as 5, 10 to 14 as 10; under 5 is hidden."""
    return None if figure < SMALL else figure - figure % IN_FIVES
