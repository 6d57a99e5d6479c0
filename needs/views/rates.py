"""Children counted against the children on roll: per 1,000, where the roll knows the key. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from needs.dimensions import DIMENSIONS, in_order
from needs.views.block import Block, Extra, lines_of, stacked
from needs.views.frames import Frames

SMALLEST_ROLL = 20
"""Below so many children on roll a rate says nothing."""


def per_thousand(frames: Frames, key: str, roll: Mapping[str, int], day: str) -> Block:
    """Children with a form, and with a flag of harm, for each row of a key, per 1,000 on roll."""
    own = frames.forms
    flagged = own[own["id"].isin(frames.flagged)]
    lines = stacked(
        lines_of(own.assign(_column="any"), key, "_column", "child_id"),
        lines_of(flagged.assign(_column="flag"), key, "_column", "child_id"),
    )
    counted = lines.groupby(["row", "column"])["who"].nunique().to_dict()
    rows = in_order(DIMENSIONS[key], set(lines["row"]))
    rolls = {code: (f"{roll[code]:,}", roll[code]) for code, _ in rows if roll.get(code)}
    extras = [Extra("On roll", rolls)]
    for column, words in (("any", "With a form, per 1,000"), ("flag", "With a flag, per 1,000")):
        cells = {}
        for code, _label in rows:
            number, of = counted.get((code, column), 0), roll.get(code, 0)
            words_of_it = f"{1000 * number / of:.1f}" if of >= SMALLEST_ROLL else "no rate"
            cells[code] = (words_of_it, number)
        extras.append(Extra(words, cells, uses=(column,)))
    return Block(
        "rates", f"Children per 1,000 on roll, by {DIMENSIONS[key].title.lower()}", DIMENSIONS[key].title,
        "children", rows,
        (("any", "Children with a form"), ("flag", "With a flag of harm between children")), lines,
        note=f"On roll on {day}. No rate where fewer than {SMALLEST_ROLL} are on roll, or the roll does not "
        "know the row.",
        extras=tuple(extras),
    )  # fmt: skip
