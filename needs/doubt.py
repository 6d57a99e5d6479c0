"""A table with its totals, and how far a hidden figure could be another one. Pure.

Every row and column is an equation: its figures add up to its total and a number more that does not change
(those who stand in it several times). Hidden figures are edges of a graph between rows and columns, and what
can change, changes along its cycles.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Place = tuple[int, int]
Grid = list[list[int]]
Node = tuple[str, int]


@dataclass
class Margins:
    """A table with its totals as the last row and the last column, and what of it is hidden."""

    values: Grid
    hidden: set[Place] = field(default_factory=set)
    lines: dict[Node, list[Place]] = field(default_factory=dict)

    def hide(self, places: Iterable[Place]) -> None:
        """Hide more figures."""
        for place in sorted(set(places) - self.hidden):
            self.hidden.add(place)
            self.lines.setdefault(("row", place[0]), []).append(place)
            self.lines.setdefault(("column", place[1]), []).append(place)

    def with_more(self, places: Iterable[Place]) -> Margins:
        """The same table with more hidden, to try it."""
        made = Margins(self.values)
        made.hide({*self.hidden, *places})
        return made

    @property
    def height(self) -> int:
        """Rows, with the one of totals."""
        return len(self.values)

    @property
    def width(self) -> int:
        """Columns, with the one of totals."""
        return len(self.values[0])

    def places(self) -> Iterator[Place]:
        """Every figure."""
        return ((i, j) for i in range(self.height) for j in range(self.width))

    def at(self, place: Place) -> int:
        """The true figure."""
        return self.values[place[0]][place[1]]

    def sign(self, place: Place) -> int:
        """-1 for the totals of rows and columns: they stand on the other side of the equations."""
        return -1 if (place[0] == self.height - 1) != (place[1] == self.width - 1) else 1

    def over(self, place: Place) -> tuple[Place, ...]:
        """The totals that a figure cannot exceed."""
        i, j = place
        last, end = self.height - 1, self.width - 1
        return tuple({(i, end), (last, j), (last, end)} - {place})


def _most(table: Margins, place: Place, values: dict[Place, int]) -> int:
    """How large a figure may become: no larger than the totals above it."""
    return min((values.get(p, table.at(p)) for p in table.over(place)), default=10**9)


def _least(table: Margins, place: Place, values: dict[Place, int]) -> int:
    """How small a figure may become: no smaller than any figure that it is the total of."""
    i, j = place
    last, end = table.height - 1, table.width - 1
    below: list[Place] = []
    if i == last:
        below += [(r, j) for r in range(last)]
    if j == end:
        below += [(i, c) for c in range(end)]
    return max((values.get(p, table.at(p)) for p in below), default=0)


def _can_step(table: Margins, place: Place, step: int, values: dict[Place, int]) -> bool:
    now = values.get(place, table.at(place)) + step
    return now >= 0 and _least(table, place, values) <= now <= _most(table, place, values)


def _push(table: Margins, place: Place, step: int, values: dict[Place, int]) -> bool:
    """Change one hidden figure by `step` (1 or -1) and others with it, so that every line still adds up.

    Looks for a rectangle of hidden figures first, then for the shortest cycle through `place`; `values` is
    changed when there is one.
    """
    return _push_rectangle(table, place, step, values) or _push_cycle(table, place, step, values)


def _push_rectangle(table: Margins, place: Place, step: int, values: dict[Place, int]) -> bool:
    i, j = place
    change = step * table.sign(place)

    def own(edge: Place, turn: int) -> int:
        step_of_it = turn * change * table.sign(edge)
        return step_of_it if edge in table.hidden and _can_step(table, edge, step_of_it, values) else 0

    for beside in table.lines.get(("row", i), ()):
        first = own(beside, -1) if beside != place else 0
        if not first:
            continue
        for across in table.lines[("column", beside[1])]:
            below = (across[0], j)
            if across == beside or below not in table.hidden:
                continue
            steps = {place: step, beside: first, across: own(across, 1), below: own(below, -1)}
            if all(steps.values()) and _apply(table, steps, values):
                return True
    return False


def _push_cycle(table: Margins, place: Place, step: int, values: dict[Place, int]) -> bool:
    start, goal = ("row", place[0]), ("column", place[1])
    way: dict[Node, tuple[Node, Place, int]] = {}
    queue = deque([(start, -step * table.sign(place))])
    seen = {start}
    while queue:
        node, change = queue.popleft()
        for edge in table.lines.get(node, ()):
            other = ("column", edge[1]) if node[0] == "row" else ("row", edge[0])
            own = change * table.sign(edge)
            if edge == place or other in seen or not _can_step(table, edge, own, values):
                continue
            seen.add(other)
            way[other] = (node, edge, own)
            if other == goal:
                return _apply(table, {place: step, **_steps(way, goal)}, values)
            queue.append((other, -change))
    return False


def _steps(way: dict[Node, tuple[Node, Place, int]], node: Node) -> dict[Place, int]:
    """The steps along a way that was found, read back from its end."""
    steps = {}
    while node in way:
        node, edge, own = way[node]
        steps[edge] = own
    return steps


def _apply(table: Margins, steps: dict[Place, int], values: dict[Place, int]) -> bool:
    """Take the steps, if every figure then still keeps to its totals; False and nothing changed if not."""
    changed = {p: values.get(p, table.at(p)) + step for p, step in steps.items()}
    together = {**values, **changed}
    if not all(_holds(table, p, together) for p in changed):
        return False
    values.update(changed)
    return True


def _holds(table: Margins, place: Place, values: dict[Place, int]) -> bool:
    now = values[place]
    return now >= 0 and _least(table, place, values) <= now <= _most(table, place, values)


def reach(table: Margins, place: Place, step: int, wanted: int) -> int:
    """How far (at most `wanted`) a hidden figure can be shown to change in one direction."""
    values: dict[Place, int] = {}
    done = 0
    while done < wanted and _push(table, place, step, values):
        done += 1
    return done
