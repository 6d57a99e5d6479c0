"""Flags that stand together in a child; children with any, all or only some flags; places. Pure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from fap.words import FLAGS
from needs.dimensions import DIMENSIONS, in_order
from needs.matrix import HOW, Ask, entries, with_flags
from needs.views.block import Block, found_in, lines_of, stacked
from needs.views.frames import Frames


def flags(frames: Frames) -> Block:
    """Of the children with one flag, how many have the other one too, over all their forms."""
    own = frames.named("flag")[["child_id", "code", "id"]].drop_duplicates()
    both = own.merge(own[["child_id", "code"]].drop_duplicates(), on="child_id", suffixes=("", "_and"))
    lines = lines_of(both, "code", "code_and", "child_id")
    names = found_in(list(FLAGS.items()), lines, "row")
    return Block(
        "pairs", "Children who have both flags", "Flag", "children", names, names, lines,
        note="On the diagonal: every child with the flag. A child whose flags stand on two forms has both.",
    )  # fmt: skip


def chosen(frames: Frames) -> Block:
    """Distinct children with any, with all and with only the flags that were chosen."""
    asked = frames.ask.flags or ("displays_hsb", "harmed_by_hsb", "sexual_bullying")
    parts = []
    for how in HOW:
        ask = replace(frames.ask, flags=asked, how=how)
        left = with_flags(frames.forms, frames.facts, ask)
        own = left[left["id"].isin(set(frames.named("flag")["id"]))]
        parts.append(lines_of(own.assign(row=how, column="children"), "row", "column", "child_id"))
    named = ", ".join(FLAGS[code].lower() for code in asked)
    return Block(
        "chosen", "Distinct children with some flags", "They have", "children",
        tuple((how, words.capitalize()) for how, words in HOW.items()), (("children", "Children"),),
        stacked(*parts), note=f"The flags: {named}. Choose others above.",
    )  # fmt: skip


def places(frames: Frames) -> Block:
    """Kinds of places that the forms of each school name."""
    return cross(frames, "setting", "place_type", "school_places", "Schools, and kinds of places they name")


def cross(frames: Frames, row: str, column: str, key: str, caption: str) -> Block:
    """A block of two keys, counted as the matrix counts."""
    ask = Ask(rows=row, columns=column, kind="every")
    found = entries(frames.forms, frames.facts, ask)
    lines = pd.DataFrame(
        {"row": found["row"], "column": found["column"], "who": found["child_id"], "id": found["id"]},
        dtype=object,
    )
    return Block(
        key, caption, DIMENSIONS[row].title, "children",
        in_order(DIMENSIONS[row], set(lines["row"])), in_order(DIMENSIONS[column], set(lines["column"])),
        lines, ranked=False,
    )  # fmt: skip


def terms(frames: Frames, row: str) -> Block:
    """Terms side by side."""
    block = cross(frames, row, "term", "terms", f"Children by {DIMENSIONS[row].title.lower()} and term")
    return replace(block, note="The forms behind each term stand in the table below.")


def behind_terms(frames: Frames) -> Block:
    """How many forms lie behind each term, by kind."""
    own = frames.forms.assign(one=frames.forms["kind"] + frames.forms["reference"])
    term = DIMENSIONS["term"].of
    assert term is not None
    own = own.assign(term=[term(day) for day in own["submitted_on"]])
    lines = lines_of(own, "kind", "term", "one")
    kinds = {
        "referral": "Referrals",
        "plan": "Safety plans",
        "case": "Cases",
        "meeting": "Meetings",
        "alert": "Alerts",
    }
    return Block(
        "behind", "Forms behind the figures", "Form", "forms",
        found_in(list(kinds.items()), lines, "row"),
        in_order(DIMENSIONS["term"], set(lines["column"])), lines,
    )  # fmt: skip


BLOCKS = (flags, chosen, places)
