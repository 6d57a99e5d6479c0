"""Small numbers stay hidden from somebody who calculates: attackers that know more than the page says."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needs.doubt import Margins, Place
from needs.suppression import SMALL, certain, one, protect, suppressed_pairs

Grid = list[list[int]]


class Attacker:
    """Knows every figure that is shown, and by how much each line adds up to more than its total.

    Searches for a table that fits, by narrowing intervals and trying values: written apart from the product.
    """

    def __init__(self, grid: Grid, hidden: set[Place]) -> None:
        self.last, self.end = len(grid) - 1, len(grid[0]) - 1
        self.lines = []
        for i in range(self.last + 1):
            cells = [(i, j) for j in range(self.end)]
            self.lines.append((cells, (i, self.end), sum(grid[i][: self.end]) - grid[i][self.end]))
        for j in range(self.end + 1):
            cells = [(i, j) for i in range(self.last)]
            total = sum(grid[i][j] for i in range(self.last))
            self.lines.append((cells, (self.last, j), total - grid[self.last][j]))
        self.shown = {
            (i, j): (v, v) for i, row in enumerate(grid) for j, v in enumerate(row) if (i, j) not in hidden
        }
        self.hidden = hidden
        self.roof = 2 * max(max(row) for row in grid) + 10

    def possible(self, place: Place, wanted: range) -> set[int]:
        """The figures in a range that fit everything that is shown."""
        return {value for value in wanted if self._fits(place, value)}

    def _fits(self, place: Place, value: int) -> bool:
        known = dict.fromkeys(self.hidden, (0, self.roof)) | self.shown | {place: (value, value)}
        self.tries = 3000
        return self._search(known)

    def _search(self, known: dict[Place, tuple[int, int]]) -> bool:
        narrowed = self._narrow(dict(known))
        self.tries -= 1
        if narrowed is None or self.tries < 0:
            return False
        open_places = [p for p, (low, high) in narrowed.items() if low < high]
        if not open_places:
            return True
        place = min(open_places, key=lambda p: narrowed[p][1] - narrowed[p][0])
        low, high = narrowed[place]
        return any(self._search({**narrowed, place: (v, v)}) for v in range(low, high + 1))

    def _narrow(self, known: dict[Place, tuple[int, int]]) -> dict[Place, tuple[int, int]] | None:
        changed = True
        while changed:
            changed = False
            for place, low, high in self._bounds(known):
                old = known[place]
                new = (max(old[0], low), min(old[1], high))
                if new[0] > new[1]:
                    return None
                if new != old:
                    known[place], changed = new, True
        return known

    def _bounds(self, known: dict[Place, tuple[int, int]]) -> Iterator[tuple[Place, int, int]]:
        for cells, total, over in self.lines:
            low, high = sum(known[p][0] for p in cells), sum(known[p][1] for p in cells)
            yield total, max(low - over, *(known[p][0] for p in cells)), high - over
            for p in cells:
                rest_low, rest_high = low - known[p][0], high - known[p][1]
                least, most = known[total]
                yield p, least + over - rest_high, min(most, most + over - rest_low)


def with_totals(cells: Grid) -> Grid:
    """A table in which everything adds up."""
    grid = [[*row, sum(row)] for row in cells]
    return [*grid, [sum(column) for column in zip(*grid, strict=True)]]


def of_children(rows: int, columns: int, children: int, rng: random.Random) -> Grid:
    """A table of children who may have several flags and stand in two settings; totals count each once."""
    cells = [[set() for _ in range(columns)] for _ in range(rows)]
    for child in range(children):
        for row in rng.sample(range(rows), 2 if rng.random() < 0.1 else 1):
            for column in rng.sample(range(columns), rng.randint(1, min(3, columns))):
                cells[row][column].add(child)
    grid = [[*map(len, row), len(set().union(*row))] for row in cells]
    foot = [len(set().union(*(row[j] for row in cells))) for j in range(columns)]
    return [*grid, [*foot, len(set().union(*(cell for row in cells for cell in row)))]]


def assert_nothing_is_recovered(grid: Grid) -> None:
    hidden = protect(Margins(grid))
    small = {(i, j) for i, row in enumerate(grid) for j, v in enumerate(row) if v < SMALL}
    assert small <= hidden
    if len(hidden) == len(grid) * len(grid[0]):
        return
    attacker = Attacker(grid, hidden)
    for i, j in sorted(hidden):
        found = attacker.possible((i, j), range(max(0, grid[i][j] - 4), grid[i][j] + 5))
        assert grid[i][j] in found, "the attacker has a mistake: the truth always fits"
        least = 3 if (i, j) in small else 2
        assert len(found) >= least, f"{grid} hides {sorted(hidden)}, but {(i, j)} can only be {sorted(found)}"


tables = st.integers(2, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 12), min_size=columns, max_size=columns), min_size=2, max_size=4
    )
)


@settings(max_examples=150)
@given(tables)
def test_nothing_is_recovered_where_everything_adds_up(cells) -> None:
    assert_nothing_is_recovered(with_totals(cells))


@settings(max_examples=150)
@given(st.integers(2, 4), st.integers(2, 5), st.integers(5, 70), st.integers(0, 10_000))
def test_nothing_is_recovered_where_children_have_several_flags(rows, columns, children, seed) -> None:
    assert_nothing_is_recovered(of_children(rows, columns, children, random.Random(seed)))


@pytest.mark.parametrize(
    "cells",
    [
        [[0, 20], [30, 40]],
        [[0, 0, 9], [11, 12, 13], [21, 22, 23]],
        [[1, 30, 40], [30, 30, 30], [30, 30, 30]],
        [[2, 30, 3], [30, 30, 30], [30, 30, 30]],
        [[4, 4], [4, 4]],
        [[0, 5], [5, 0]],
        [[100, 200], [300, 400]],
    ],
)
def test_the_classical_mistakes(cells) -> None:
    """One hidden figure in a row; zeros that a total of hidden figures gives away; a hidden diagonal."""
    assert_nothing_is_recovered(with_totals(cells))


@pytest.mark.parametrize("seed", range(6))
def test_large_tables_leave_every_small_figure_in_doubt_and_most_totals_in_place(seed) -> None:
    grid = of_children(30, 9, 900, random.Random(seed))
    table = Margins(grid)
    hidden = protect(table)
    assert not [place for place in hidden if certain(table, place)]
    assert not [place for place in hidden if place[0] == 30 or (place[1] == 9 and grid[place[0]][9] >= 10)]


def test_the_attacker_is_able_to_attack() -> None:
    """Where only the small figures themselves are hidden, the same attacker recovers some."""
    grid = with_totals([[3, 30], [40, 50]])
    assert Attacker(grid, {(0, 0)}).possible((0, 0), range(9)) == {3}


def test_large_figures_are_all_shown() -> None:
    assert protect(Margins(with_totals([[10, 20], [30, 40]]))) == set()


def test_a_single_small_figure_hides_a_rectangle_and_no_total() -> None:
    grid = with_totals([[3, 30, 40], [8, 50, 60], [70, 9, 80]])
    hidden = protect(Margins(grid))
    assert (0, 0) in hidden
    assert len(hidden) == 4
    assert all(i < 3 and j < 3 for i, j in hidden)


def test_of_two_flags_and_either_the_small_overlap_is_no_subtraction() -> None:
    """Six have one flag, seven the other, twelve either: one child has both, unless the total is hidden."""
    grid = [[6, 7, 12], [20, 30, 41], [26, 37, 53]]
    hidden = protect(Margins(grid))
    assert (0, 2) in hidden


def test_a_figure_alone() -> None:
    assert [one(n) for n in (None, 0, 4, 5)] == [None, None, None, 5]


def test_pairs_are_never_hidden_alone_nor_told_by_the_union() -> None:
    figures = [[], [9], [3, 12]]
    assert suppressed_pairs(figures, [20, 20, 20]) == [[], [None], [None, 12]]
    assert suppressed_pairs([[], [3]], [10, 10]) == [[], [None]]
    assert suppressed_pairs([[], [8]], [10, 10]) == [[], [8]]
    assert suppressed_pairs([[], [8], [9, 9]], [10, 10, None]) == [[], [8], [None, None]]
