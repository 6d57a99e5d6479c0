"""A block as it may be given out: small numbers hidden, and what is left in fives. Pure."""

from __future__ import annotations

from typing import Any

from needs.published.sheets import in_fives
from needs.suppression import SMALL, suppressed
from needs.views.block import Block, Extra


def as_shared(block: Block) -> dict[str, Any]:
    """A block for keeping: no line, no form, no figure under five; a hidden figure is None.

    Suppression protects the figures with all their totals; what is left is told in fives, so that tables
    which have children in common do not tell each other's hidden figures by subtraction. A row or column of
    which nothing is left is taken out: that it is there would tell that it is not empty.
    """
    kept = suppressed(block.as_table())
    figures = [[None if n is None else in_fives(n) for n in line] for line in kept.cells]
    columns = [code for code, _words in kept.columns]
    if block.basis:
        at = columns.index(block.basis) if block.basis in columns else -1
        figures = [line if at >= 0 and line[at] is not None else [None] * len(line) for line in figures]
    left = [number for number, line in enumerate(figures) if any(n is not None for n in line)]
    there = [at for at in range(len(columns)) if any(figures[number][at] is not None for number in left)]
    extras = [_extra(block, extra, columns, figures, kept.rows) for extra in block.extras]
    return {
        "key": block.key,
        "caption": block.caption,
        "head": block.head,
        "counts": block.counts,
        "note": block.note,
        "rows": [list(kept.rows[number]) for number in left],
        "columns": [list(kept.columns[at]) for at in there],
        "figures": [[figures[number][at] for at in there] for number in left],
        "extras": [extra | {"cells": [extra["cells"][number] for number in left]} for extra in extras],
    }


def _extra(block: Block, extra: Extra, columns: list[str], figures: list[Any], rows: Any) -> dict[str, Any]:
    """A further column: empty where it rests on fewer than five, or on a figure that is hidden."""
    used = [columns.index(code) for code in extra.uses if code in columns]
    cells: list[str | None] = []
    for (code, _words), line in zip(rows, figures, strict=True):
        words, rests_on = extra.cells.get(code, ("", 0))
        hidden = rests_on < SMALL or any(line[at] is None for at in used)
        cells.append(None if hidden and words else words)
    return {"title": extra.title, "cells": cells}
