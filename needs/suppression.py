"""Hiding small numbers so that nobody can work them out (field standards, 11). Pure.

Counts of 0 to 4 are hidden (`c`). That alone is not enough: with the totals, a single hidden figure in a row
is a subtraction. So more figures are hidden until, whatever the attacker does with every figure that is left,
each hidden small figure could still be anything from 0 to 4 (in a table so small that this would hide all of
it: at least three different figures), and no other hidden figure is certain.

The attacker who is defended against knows more than the page says: for every row and column, by how much its
figures add up to more than its total (a child can have several flags). Every line is then an equation, and
the hidden figures are edges of a graph between rows and columns: what can change, changes along its cycles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from needs.doubt import Margins, Place, reach
from needs.matrix import Table

SMALL = 5
"""Counts under this are hidden."""

LEAST_DOUBT = 2
"""By how much a hidden small figure must at least be able to differ."""


def certain(table: Margins, place: Place) -> int:
    """How much of the doubt that a hidden figure needs is missing; 0 when it is safe.

    A small figure must be able to be 0 and to be 4; a larger one, hidden for its neighbours, only to change.
    """
    value = table.at(place)
    if value < SMALL:
        down, up = value, SMALL - 1 - value
        return down - reach(table, place, -1, down) + up - reach(table, place, 1, up)
    return 0 if reach(table, place, -1, 1) or reach(table, place, 1, 1) else 1


def _rectangles(table: Margins, place: Place) -> list[tuple[int, tuple[Place, ...]]]:
    """Sets of three figures that close a cycle with `place`, the least loss first; totals count as a loss."""
    i, j = place
    found = []
    for r in range(table.height):
        for c in range(table.width):
            if r == i or c == j:
                continue
            new = tuple(p for p in ((i, c), (r, j), (r, c)) if p not in table.hidden)
            if new:
                found.append((sum(_loss(table, p) for p in new), new))
    return sorted(found)


def _loss(table: Margins, place: Place) -> int:
    margins = (place[0] == table.height - 1) + (place[1] == table.width - 1)
    return table.at(place) + (0, 10_000, 10_000_000)[margins] + 1


def protect(table: Margins) -> set[Place]:
    """What must be hidden, small figures and those that would give them away.

    Hiding more never makes a hidden figure less safe, so each is looked at until it is safe, and never again.
    """
    table.hide(p for p in table.places() if table.at(p) < SMALL)
    _hide_telling_overlaps(table)
    waiting = deque(sorted(table.hidden))
    while waiting and len(table.hidden) < table.height * table.width:
        place = waiting[0]
        before = set(table.hidden)
        if not certain(table, place) or not _hide_more(table, place):
            waiting.popleft()
        waiting.extend(sorted(table.hidden - before))
    return table.hidden


def _hide_telling_overlaps(table: Margins) -> None:
    """Of two figures and their total the overlap is a subtraction: where it is small, the total is hidden."""
    last, end = table.height - 1, table.width - 1
    if end == 2 and any(row[0] + row[1] != row[2] for row in table.values[:last]):
        rows = enumerate(table.values)
        table.hide((i, end) for i, row in rows if 0 <= row[0] + row[1] - row[2] < SMALL)
    columns = list(zip(*table.values, strict=True))
    if last == 2 and any(column[0] + column[1] != column[2] for column in columns[:end]):
        table.hide((last, j) for j, c in enumerate(columns) if 0 <= c[0] + c[1] - c[2] < SMALL)


TRIES = 25


def _hide_more(table: Margins, unsafe: Place) -> bool:
    """Hide the cheapest three that make one figure safe, or those that help most; else its lines.

    False when nothing was hidden: no set makes it safe, and it can already be three different figures.
    """
    before = certain(table, unsafe)
    best: tuple[int, tuple[Place, ...]] = (before, ())
    for _loss_of_it, new in _rectangles(table, unsafe)[:TRIES]:
        left = certain(table.with_more(new), unsafe)
        if left < best[0]:
            best = (left, new)
        if left == 0:
            break
    if best[0] > 0 and table.at(unsafe) < SMALL and SMALL - 1 - before >= LEAST_DOUBT:
        return False
    if best[1]:
        table.hide(best[1])
        return True
    lines = {p for p in table.places() if p[0] == unsafe[0] or p[1] == unsafe[1]}
    table.hide(lines if lines - table.hidden else table.places())
    return True


def suppressed(table: Table) -> Table:
    """The table as it may be shared. Hidden figures are None, never 0."""
    grid = [
        [*map(_known, row), _known(total)] for row, total in zip(table.cells, table.row_totals, strict=True)
    ]
    grid.append([*map(_known, table.column_totals), _known(table.grand)])
    hidden = protect(Margins(grid))
    last, end = len(table.rows), len(table.columns)

    def shown(i: int, j: int) -> int | None:
        return None if (i, j) in hidden else grid[i][j]

    return replace(
        table,
        cells=tuple(tuple(shown(i, j) for j in range(end)) for i in range(last)),
        row_totals=tuple(shown(i, end) for i in range(last)),
        column_totals=tuple(shown(last, j) for j in range(end)),
        grand=shown(last, end),
        children=one(table.children) if shown(last, end) is not None else None,
        forms=one(table.forms) if shown(last, end) is not None else None,
        shared=True,
    )


def _known(value: int | None) -> int:
    if value is None:
        raise ValueError("a figure that is not shown cannot be counted with")
    return value


def one(figure: int | None) -> int | None:
    """A figure that stands alone: hidden when it is under 5."""
    return None if figure is None or figure < SMALL else figure


def suppressed_pairs(figures: Sequence[Sequence[int]], flags: Sequence[int | None]) -> list[list[int | None]]:
    """Figures below the diagonal as they may be shared; `flags` are the counts of each flag, None if hidden.

    Of two flags and everybody who has either, the pair is a subtraction: with fewer than three flags any
    small pair hides all. A pair is hidden with a flag of its own that is hidden, and never alone.
    """
    hidden = {
        (i, j)
        for i, row in enumerate(figures)
        for j, figure in enumerate(row)
        if figure < SMALL or flags[i] is None or flags[j] is None
    }
    places = [(i, j) for i, row in enumerate(figures) for j in range(len(row))]
    if hidden and len(flags) < 3:
        hidden = set(places)
    if len(hidden) == 1:
        left = sorted((figures[i][j], (i, j)) for i, j in places if (i, j) not in hidden)
        hidden |= {left[0][1]} if left else set()
    return [[None if (i, j) in hidden else f for j, f in enumerate(row)] for i, row in enumerate(figures)]
