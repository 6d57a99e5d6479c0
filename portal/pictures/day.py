"""The school day as a strip of boxes: which box is what, and which label stands where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.pictures.marks import rows_of, width_of

KINDS = ("controlled", "gap", "clash", "not_relevant")
WORDS = {
    "controlled": ("controlled", "controlled"),
    "gap": ("gap", "gaps"),
    "clash": ("contradicts the linked plan", "contradict the linked plan"),
    "not_relevant": ("not relevant, with a reason", "not relevant, with a reason"),
}


WIDTH = 1160
LABEL = 14
LABEL_STEP = 17


def strip_labels(boxes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A label for every gap and clash: its middle (x) and its line (row), so that no two labels touch."""
    step = WIDTH / max(len(boxes), 1)
    labels = []
    for index, box in enumerate(boxes):
        if box["state"] in ("gap", "clash"):
            half = width_of(box["label"], LABEL, bold=True) / 2
            middle = min(max((index + 0.5) * step, half), WIDTH - half)
            labels.append({"x": round(middle, 1), "half": half, "words": box["label"], "state": box["state"]})
    rows = rows_of([(one["x"] - one["half"], one["x"] + one["half"]) for one in labels], gap=8)
    return [one | {"row": row, "y": 51 + row * LABEL_STEP} for one, row in zip(labels, rows, strict=True)]


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
