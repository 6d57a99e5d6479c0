"""Which figures of a sheet are hidden, so that none under 5 can be worked out. Pure.

A hidden figure is safe when we can name other children in whose county everything that is given out is the
same, and this figure is not. Two children **change places**: each gets the row of the other (the setting, the
ward), and keeps all else. Then every total, every other sheet, every pair of flags stays as it is, and of
this sheet only the cells change that stand in exactly one of the two rows and in exactly one of the two
children's columns. Where all those are hidden, nobody who sees what is given out can tell the two counties
apart. For each figure under 5 two such changes with four different children are found, or more is hidden
until they are: it can then be three figures from 0 to 4, and each hidden larger figure can be another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from needs.suppression import SMALL

CHANGES = 2
"""How many changes a figure under 5 must allow: it is then one of three."""
LOOKED_AT = 150
"""How many children on each side are tried, those with the fewest columns first."""
Flags = NDArray[np.bool_]


@dataclass
class Sheet:
    """One table: which children stand in which rows and columns, the counts, and what is hidden.

    `inside` children x rows, `has` children x columns, `counts` rows x columns.
    """

    inside: Flags
    has: Flags
    counts: NDArray[np.int64]
    hidden: Flags

    @property
    def loss(self) -> NDArray[np.int64]:
        """What hiding each figure would cost: nothing where it is hidden already."""
        return np.where(self.hidden, 0, self.counts + 1)


class Stuck(Exception):
    """A figure cannot be made safe: the `row` of the `sheet` must be put together with another."""

    def __init__(self, sheet: int, row: int) -> None:
        super().__init__(f"sheet {sheet}, row {row}")
        self.sheet, self.row = sheet, row


def protect(sheets: Sequence[Sheet], movable: Flags) -> None:
    """Hide in sheets whose rows change together (setting and type of setting). Raises Stuck.

    `movable`: children all of whose rows and columns meet, so that another row is a county that could be.
    """
    for sheet in sheets:
        sheet.hidden |= sheet.counts < SMALL
    for number, sheet in enumerate(sheets):
        for row, column in np.argwhere(sheet.counts < SMALL):
            _make_safe(sheets, movable, number, int(row), int(column))


def _make_safe(sheets: Sequence[Sheet], movable: Flags, number: int, row: int, column: int) -> None:
    value = int(sheets[number].counts[row, column])
    changes = [
        (loss, rises, a, b)
        for rises, most in ((True, SMALL - 1 - value), (False, value))
        if most
        for loss, a, b in _changes(sheets, movable, number, row, column, rises)
    ]
    left = {True: SMALL - 1 - value, False: value}
    used: set[int] = set()
    chosen: list[tuple[int, int]] = []
    for _loss, rises, a, b in sorted(changes):
        if left[rises] and not {a, b} & used:
            used |= {a, b}
            left[rises] -= 1
            chosen.append((a, b))
            if len(chosen) == CHANGES:
                break
    if len(chosen) < CHANGES:
        raise Stuck(number, row)
    for a, b in chosen:
        for sheet in sheets:
            sheet.hidden |= np.outer(sheet.inside[a] != sheet.inside[b], sheet.has[a] != sheet.has[b])


def _changes(
    sheets: Sequence[Sheet], movable: Flags, number: int, row: int, column: int, rises: bool
) -> list[tuple[int, int, int]]:
    """The cheapest changes that raise or lower one figure: (loss, child inside the row, child outside)."""
    sheet = sheets[number]
    here, with_it = sheet.inside[:, row], sheet.has[:, column]
    inside = _few(sheets, movable & here & (~with_it if rises else with_it))
    outside = _few(sheets, movable & ~here & (with_it if rises else ~with_it))
    if not len(inside) or not len(outside):
        return []
    loss = np.zeros((len(inside), len(outside)), dtype=np.float32)
    for one in sheets:
        has_a, has_b = one.has[inside], one.has[outside]
        rows = one.inside[inside][:, None, :] != one.inside[outside][None, :, :]
        columns = has_a[:, None, :] != has_b[None, :, :]
        loss += ((rows.astype(np.float32) @ one.loss.astype(np.float32)) * columns).sum(axis=2)
        any_a, any_b = np.logical_or.reduce(has_a, axis=1), np.logical_or.reduce(has_b, axis=1)
        loss[np.not_equal.outer(any_a, any_b)] = np.inf
    found = []
    for place in np.argsort(loss, axis=None, kind="stable")[: 4 * CHANGES * max(loss.shape)]:
        a, b = divmod(int(place), len(outside))
        if np.isfinite(loss[a, b]):
            found.append((int(loss[a, b]), int(inside[a]), int(outside[b])))
    return found


def _few(sheets: Sequence[Sheet], wanted: Flags) -> NDArray[np.intp]:
    """Some of the wanted children, those with the fewest columns first."""
    found = np.flatnonzero(wanted)
    width = sum(sheet.has[found].sum(axis=1) for sheet in sheets)
    return found[np.argsort(width, kind="stable")][:LOOKED_AT]
