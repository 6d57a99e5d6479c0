"""Which children of a case are kept apart: a rule without a database.

Source: transitions, "Words": for each unordered pair of parties where one may have been harmed by the
other (both and not yet clear count on each side; witnesses never), one separation.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

MAYBE_HARMED = frozenset({"alleged_victim", "both", "not_clear"})
MAYBE_HARMING = frozenset({"alleged_perpetrator", "both", "not_clear"})


def kept_apart(role: str, other: str) -> bool:
    """Whether one of two parties in these roles may have been harmed by the other."""
    one_way = role in MAYBE_HARMED and other in MAYBE_HARMING
    return one_way or (other in MAYBE_HARMED and role in MAYBE_HARMING)


def ordered(child: int, other: int) -> tuple[int, int]:
    """An unordered pair as it is kept: the lower row id first."""
    return (child, other) if child < other else (other, child)


def pairs_to_separate(parties: Iterable[tuple[int, str]]) -> set[tuple[int, int]]:
    """The pairs (lower child id, higher child id) of a case's parties (child id, role)."""
    return {
        ordered(child, other)
        for (child, role), (other, others_role) in combinations(list(parties), 2)
        if child != other and kept_apart(role, others_role)
    }
