"""The school day as a strip of boxes: which box is what, and which label stands where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

KINDS = ("controlled", "gap", "clash", "not_relevant")
WORDS = {
    "controlled": ("controlled", "controlled"),
    "gap": ("gap", "gaps"),
    "clash": ("contradicts the linked plan", "contradict the linked plan"),
    "not_relevant": ("not relevant, with a reason", "not relevant, with a reason"),
}


def strip_groups(boxes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Kinds that occur, in a fixed order, with how many and in which words: the key under the strip."""
    kinds = [box["state"] for box in boxes]
    unknown = set(kinds) - set(KINDS)
    if unknown:
        raise ValueError(f"No such state of a place or time: {sorted(unknown)}")
    return [
        {"state": kind, "count": kinds.count(kind), "words": WORDS[kind][kinds.count(kind) != 1]}
        for kind in KINDS
        if kind in kinds
    ]
