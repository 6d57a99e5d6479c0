"""The statement for the command line, other systems and the printed page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foundation.store.clock import day_words
from transitions.assurance.figures import FIGURES, SUMS, UNDISCLOSED
from transitions.assurance.statement import Statement


def as_document(found: Statement) -> dict[str, Any]:
    """Dates, every figure by its code, and what cannot be said."""
    return {
        "as_of": found.as_of.isoformat(),
        "period_from": found.period.since.isoformat(),
        "roll_as_of": found.newest_roll.isoformat() if found.newest_roll else None,
        "reconstructed": found.is_past,
        "figures": found.figures,
        "not_covered": UNDISCLOSED,
        "limits": list(found.limits),
    }


def in_one_sentence(found: Statement) -> str:
    """The answer to the council's question."""
    n = found.figures
    if not n["in_force"]:
        return f"On {day_words(found.as_of)} no separation was in force, so there was nobody to keep apart."
    together = n["together_with_plan"] + n["together_without_plan"]
    open_ends = n["identity_undecided"] + n["whereabouts_unknown"]
    pairs = "1 pair of children was" if n["in_force"] == 1 else f"{n['in_force']} pairs of children were"
    return (
        f"On {day_words(found.as_of)} {pairs} to be kept apart: {n['apart']} apart, {together} together "
        f"({n['together_with_plan']} with a live plan for each child)"
        + (f", and of {open_ends} it is not certain where they are or who they are." if open_ends else ".")
    )


def lines(found: Statement) -> Iterator[tuple[str, str, int, bool]]:
    """(words, meaning, figure, is a sum) for each figure in order."""
    for code, number in found.figures.items():
        yield FIGURES[code].words, FIGURES[code].meaning, number, code in SUMS
