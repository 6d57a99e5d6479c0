"""Places: on the way to school, by ward, by time of day. Pure; the read model holds no name of a place."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from foundation.store.reference_data import codes
from needs.dimensions import DIMENSIONS
from needs.views.block import LINE, Block, found_in, lines_of, marked, stacked
from needs.views.frames import Frames
from needs.views.places import PlaceNamed

UNKNOWN = ("", "Not recorded")
ON_THE_WAY = frozenset({"journey", "bus", "station", "school_gate"})


def by_ward(frames: Frames) -> Block:
    """Wards of places that forms name as not safe, those most often named first."""
    own = frames.named("place")
    own = own[own["ward"].fillna("") != ""]
    way = own[own["code"].isin(ON_THE_WAY) | (own["within"] == "journey")]
    lines = stacked(marked(own, "ward", "all"), marked(way, "ward", "way"))
    wards = sorted(set(lines["row"]), key=str.casefold)
    return Block(
        "wards", "Wards of the places that are named", "Ward", "children", [(ward, ward) for ward in wards],
        (("all", "Any place"), ("way", "On the way to or from school")), lines, ranked=True,
        note="The ward of the place, not of the child’s home; only places with a postcode or ward.",
    )  # fmt: skip


def by_time(frames: Frames) -> Block:
    """Kinds of places by time of day."""
    lines = lines_of(frames.named("place"), "code", "time", "child_id")
    times = [*DIMENSIONS["time"].words().items(), UNKNOWN]
    return Block(
        "times", "Kinds of places, by time of day", "Kind of place", "children",
        found_in(list(DIMENSIONS["place_type"].words().items()), lines, "row"),
        found_in(times, lines, "column"), lines,
    )  # fmt: skip


def the_way(frames: Frames) -> Block:
    """How children are on the way where a part of it is named as not safe, by time of day."""
    own = frames.named("place")
    own = own[own["within"] == "journey"]
    lines = lines_of(own, "state", "time", "child_id")
    modes = [*((code.code, code.label) for code in codes("journey_mode").values()), UNKNOWN]
    times = [*DIMENSIONS["time"].words().items(), UNKNOWN]
    return Block(
        "way", "Parts of the way to and from school, by time of day", "How", "children",
        found_in(modes, lines, "row"), found_in(times, lines, "column"), lines,
    )  # fmt: skip


def by_school(frames: Frames) -> Block:
    """Schools and where the places are that their forms name: what schools and places have in common."""
    own = frames.named("where")
    lines = lines_of(own, "setting", "code", "child_id")
    names = sorted(set(lines["row"]), key=str.casefold)
    return Block(
        "schools", "Schools, and where the places are that their forms name", "Setting", "children",
        [(name, name or "Not recorded") for name in names],
        found_in(list(DIMENSIONS["where"].words().items()), lines, "column"), lines, ranked=True,
    )  # fmt: skip


MOST = 25
"""How many names are shown."""


def by_name(frames: Frames, names: Sequence[PlaceNamed]) -> Block:
    """Places by name, those that most children's forms name first; never given out."""
    children = dict(zip(frames.forms["id"], frames.forms["child_id"], strict=True))
    rows = [(place.code, "children", children[place.form_id], place.form_id) for place in names]
    lines = pd.DataFrame(rows, columns=LINE, dtype=object)
    counted = lines.groupby("row")["who"].nunique().sort_values(ascending=False, kind="stable")
    words = {place.code: place.name for place in reversed(names)}
    return Block(
        "names", "Places by name, as the forms write them", "Place", "children",
        [(code, words[code]) for code in counted.index[:MOST]], (("children", "Children"),), lines,
        note="For you only: never given out. Two spellings are two places.", ranked=True, private=True,
    )  # fmt: skip


BLOCKS = (by_ward, the_way, by_time, by_school)
