"""The heat map as a drawing to take away: SVG with its figures written in, so that it can be read in grey.

It holds no link and no script, and nothing that the table does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from xml.sax.saxutils import escape

from needs import showing
from needs.asking import plain_sentence
from needs.matrix import Table
from needs.suppression import SMALL

FILLS = ("#ece3f0", "#d3bfdc", "#a886b8", "#6f4183", "#43194f")
INKS = ("#0b0c0c", "#0b0c0c", "#0b0c0c", "#ffffff", "#ffffff")
NAME, CELL, HIGH, LINE = 210, 84, 34, 17
LETTERS = 96
HATCH = (
    '<pattern id="hidden" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#ffffff"/><rect width="2" height="6" fill="#c9c6cb"/></pattern>'
)


def step(figure: int) -> int:
    """Which of the five steps a figure has (0 to 4)."""
    return sum(figure >= bound for bound in showing.BOUNDS)


def _text(x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False, ink: str = "") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{ink or "#0b0c0c"}"{weight}>'
        f"{escape(words)}</text>"
    )


def _cell(x: float, y: float, figure: int | None) -> str:
    """One figure: its step, and the figure itself in the ink that can be read on it."""
    number = 0 if figure is None else step(figure)
    fill = "url(#hidden)" if figure is None else FILLS[number]
    words = "c" if figure is None else str(figure)
    box = f'<rect x="{x:g}" y="{y:g}" width="{CELL - 3}" height="{HIGH - 3}" fill="{fill}" stroke="#8a8a8a"/>'
    ink = "#0b0c0c" if figure is None else INKS[number]
    return box + _text(x + CELL / 2 - 1, y + HIGH / 2 + 4, words, anchor="middle", ink=ink)


def _row(y: float, name: str, figures: Sequence[int | None], total: int | None) -> list[str]:
    shown = name if len(name) <= 32 else f"{name[:31]}…"
    drawn = [_text(0, y + HIGH / 2 + 4, shown)]
    drawn += [_cell(NAME + n * CELL, y, figure) for n, figure in enumerate(figures)]
    x = NAME + len(figures) * CELL + CELL / 2
    return [*drawn, _text(x, y + HIGH / 2 + 4, _shown(total), anchor="middle", bold=True)]


def _shown(figure: int | None) -> str:
    return "c" if figure is None else str(figure)


def as_svg(table: Table, head: Sequence[tuple[str, str]]) -> str:
    """The drawing, with what it is above it and the text alternative in it. `head`: words and value."""
    width = NAME + (len(table.columns) + 1) * CELL
    lines = [part for words, value in head for part in wrap(f"{words}: {value}", max(LETTERS, width // 8))]
    top = 30 + LINE * len(lines)
    caption = showing.caption(table.ask)
    drawn = [_text(0, 18, caption, bold=True)]
    drawn += [_text(0, 40 + LINE * n, line) for n, line in enumerate(lines)]
    heads = [wrap(showing.SHORT.get(code, label), 12) for code, label in table.columns]
    heads.append(["Any of", "these"])
    y = top + LINE * max(len(words) for words in heads) + 12
    for n, words in enumerate(heads):
        for m, part in enumerate(words):
            at = y - LINE * (len(words) - m) + 8
            drawn.append(_text(NAME + n * CELL + CELL / 2, at, part, anchor="middle", bold=True))
    y += 10
    for (_code, label), cells, total in zip(table.rows, table.cells, table.row_totals, strict=True):
        drawn += _row(y, label, cells, total)
        y += HIGH
    y += 6
    drawn.append(f'<rect x="0" y="{y - 5:g}" width="{width}" height="1.5" fill="#0b0c0c"/>')
    drawn.append(_text(0, y + 20, "All", bold=True))
    for n, figure in enumerate([*table.column_totals, table.grand]):
        drawn.append(_text(NAME + n * CELL + CELL / 2, y + 20, _shown(figure), anchor="middle", bold=True))
    y += 44
    drawn += _key(y, table.shared)
    high = y + HIGH + 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 40}" height="{high + 20:g}" '
        f'viewBox="-20 -4 {width + 40} {high + 20:g}" role="img" aria-labelledby="title description" '
        'font-family="Arial, Helvetica, sans-serif" font-size="13">'
        f'<title id="title">{escape(caption)}</title><desc id="description">{escape(in_words(table))}</desc>'
        f'<defs>{HATCH}</defs><rect x="-20" y="-4" width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(drawn)}</svg>"
    )


def _key(y: float, shared: bool) -> list[str]:
    """What the steps mean."""
    starts = [SMALL if shared else 0, *showing.BOUNDS]
    drawn = []
    for n, start in enumerate(starts):
        words = f"{start} and more" if n == len(FILLS) - 1 else f"{start} to {starts[n + 1] - 1}"
        drawn.append(
            f'<rect x="{n * 110}" y="{y:g}" width="24" height="18" fill="{FILLS[n]}" stroke="#8a8a8a"/>'
        )
        drawn.append(_text(n * 110 + 30, y + 14, words))
    if shared:
        x = len(starts) * 110
        drawn.append(f'<rect x="{x}" y="{y:g}" width="24" height="18" fill="url(#hidden)" stroke="#8a8a8a"/>')
        drawn.append(_text(x + 30, y + 14, "c: under 5, or hidden so that none can be worked out"))
    return drawn


def in_words(table: Table) -> str:
    """The text alternative: the question and every row in words, as far as it is shown."""
    said = [plain_sentence(table.ask)]
    for (_code, label), cells, total in zip(table.rows, table.cells, table.row_totals, strict=True):
        parts = [
            f"{name} {_shown(figure)}" for (_column, name), figure in zip(table.columns, cells, strict=True)
        ]
        said.append(f"{label}: {', '.join(parts)}; any of these {_shown(total)}.")
    hidden = " c is a hidden figure, never 0." if table.shared else ""
    return " ".join(said) + hidden
