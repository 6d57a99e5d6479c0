"""Marks of a drawing, and how wide words are.

A browser lays text out, the server does not: widths are estimated from Arial's letters, on the safe side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

INK = "#0b0c0c"
QUIET = "#484949"
FRAME = "#2b2730"
GRID = "#e1dde4"
PAST = "#ebe7ee"
RED = "#a8201a"
ACCENT = "#4b2358"

# Widths of Arial's letters in thousandths of the type size; every other letter counts 556, as digits do.
LETTERS = {
    222: "ijl'|",
    278: " !,./:;[]I\\ft",
    333: "()-r`",
    389: "*",
    500: "cksvxyzJ",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    900: "%W@…–—",
}
WIDTHS = {letter: width for width, letters in LETTERS.items() for letter in letters}


@dataclass(frozen=True)
class Mark:
    """One SVG element: its name, attributes and words. `hint` becomes its title."""

    tag: str
    attributes: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    hint: str = ""


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def rect(x: float, y: float, width: float, height: float, *, hint: str = "", **attributes: Any) -> Mark:
    """A rectangle; attribute names are written with underscores."""
    place = {"x": number(x), "y": number(y), "width": number(max(width, 0)), "height": number(max(height, 0))}
    return Mark("rect", place | _named(attributes), hint=hint)


def dot(x: float, y: float, radius: float, *, hint: str = "", **attributes: Any) -> Mark:
    """A filled circle."""
    place = {"cx": number(x), "cy": number(y), "r": number(radius)}
    return Mark("circle", place | _named(attributes), hint=hint)


def path(d: str, **attributes: Any) -> Mark:
    """A line or outline."""
    return Mark("path", {"d": d} | _named(attributes))


def halo(x: float, y: float, words: str, size: int, behind: str) -> Mark:
    """Words that stay legible where a line crosses them: outlined in the colour behind them."""
    return text(x, y, words, size, stroke=behind, stroke_width=4, paint_order="stroke")


def text(x: float, y: float, words: str, size: int = 14, **attributes: Any) -> Mark:
    """Words whose baseline is at y."""
    return Mark("text", {"x": number(x), "y": number(y), "font-size": size} | _named(attributes), words)


def _named(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}


def width_of(words: str, size: float, bold: bool = False) -> float:
    """How wide the words are in Arial, in pixels, a little generously."""
    thousandths = sum(WIDTHS.get(letter, 556) for letter in words)
    return thousandths * size / 1000 * (1.1 if bold else 1.03)


def fold(words: str, width: float, size: float, lines: int = 2) -> list[str] | None:
    """The words in at most `lines` lines of `width` pixels; None where they do not fit."""
    folded: list[str] = []
    for word in words.split():
        joined = f"{folded[-1]} {word}" if folded else word
        if folded and width_of(joined, size) <= width:
            folded[-1] = joined
        else:
            folded.append(word)
    fits = len(folded) <= lines and all(width_of(line, size) <= width for line in folded)
    return folded if fits else None


def shortened(words: str, width: float, size: float) -> str:
    """The words, cut with an ellipsis to the width; empty where not even three letters fit."""
    if width_of(words, size) <= width:
        return words
    for length in range(len(words) - 1, 2, -1):
        cut = words[:length].rstrip() + "…"
        if width_of(cut, size) <= width:
            return cut
    return ""


def lines_of(words: str, width: float, size: float, lines: int) -> list[str]:
    """The words in at most `lines` lines; what is too long for its line is cut with an ellipsis."""
    found: list[str] = []
    for word in words.split():
        joined = f"{found[-1]} {word}" if found else word
        if found and (len(found) == lines or width_of(joined, size) <= width):
            found[-1] = joined
        else:
            found.append(word)
    return [shortened(line, width, size) for line in found]


def rows_of(spans: Iterable[tuple[float, float]], gap: float = 6) -> list[int]:
    """For each span (from, to) the row in which it overlaps nothing that came before; rows count from 0."""
    ends: list[float] = []
    rows: list[int] = []
    for start, end in spans:
        row = next((index for index, last in enumerate(ends) if start >= last + gap), len(ends))
        ends[row : row + 1] = [end]
        rows.append(row)
    return rows


def how_many(rows: Sequence[int]) -> int:
    """The number of rows used."""
    return max(rows, default=-1) + 1
