"""Draw the house as it is: every package, who leans on whom, and how often. Writes docs/house.svg.

The rows are the layers of the import contracts; an arrow that pointed upwards would be a broken contract
and is drawn in red. Run by hand: `.venv/bin/python tools/house.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    ["portal"],
    ["audits", "needs", "records", "admin"],
    ["fap"],
    ["transitions"],
    ["safetyplans"],
    ["cases"],
    ["roll"],
    ["foundation.answers"],
    ["foundation.access", "foundation.questions", "foundation.paper"],
    ["foundation.trail", "foundation.post", "foundation.jobs"],
    ["foundation.store"],
]
WIDTH, ROW, BOX_WIDTH, BOX_HEIGHT, TOP = 1100, 96, 190, 44, 70
COLOURS = {"portal": "#4b2358", "foundation": "#2f5d50", "room": "#1f4e79"}
Edges = dict[tuple[str, str], int]


def edges() -> Edges:
    """Importing package and imported package to the number of import statements."""
    tops = {name.split(".")[0] for layer in LAYERS for name in layer}
    sys.path.insert(0, str(ROOT))
    graph = grimp.build_graph(*sorted(top for top in tops if (ROOT / top).is_dir()))
    names = [name for layer in LAYERS for name in layer]
    found: Edges = {}
    for importer in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(importer):
            pair = (_package(importer, names), _package(imported, names))
            if pair[0] and pair[1] and pair[0] != pair[1]:
                found[pair] = found.get(pair, 0) + 1
    return found


def _package(module: str, names: list[str]) -> str:
    return next((name for name in names if module == name or module.startswith(f"{name}.")), "")


def places() -> dict[str, tuple[float, float]]:
    """The middle of every box."""
    return {
        name: (WIDTH * (column + 1) / (len(layer) + 1), TOP + row * ROW)
        for row, layer in enumerate(LAYERS)
        for column, name in enumerate(layer)
    }


def arrow(pair: tuple[str, str], count: int, where: dict[str, tuple[float, float]]) -> str:
    """A curve from the importer's foot to the imported's head; the more imports, the stronger."""
    (x1, y1), (x2, y2) = where[pair[0]], where[pair[1]]
    level = y1 == y2
    upward = y2 < y1
    start, end = (y1 + BOX_HEIGHT / 2, y2 - BOX_HEIGHT / 2) if not upward else (y1, y2)
    bend = (
        0.0
        if abs(y2 - y1) <= ROW
        else (x1 + x2 - WIDTH or -1) / abs(x1 + x2 - WIDTH or 1) * abs(y2 - y1) * 0.45
    )
    path = f"M{x1:.0f} {start:.0f} Q{(x1 + x2) / 2 + bend:.0f} {(start + end) / 2:.0f} {x2:.0f} {end:.0f}"
    if level:
        path = (
            f"M{x1:.0f} {start:.0f} Q{(x1 + x2) / 2:.0f} {start + 36:.0f} {x2:.0f} {y2 + BOX_HEIGHT / 2:.0f}"
        )
    colour = "#c00" if upward else "#556"
    width = min(4.0, 0.8 + count / 12)
    words = f"{pair[0]} imports {pair[1]}: {count}"
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" stroke-opacity="0.55" '
        f'marker-end="url(#tip)"><title>{words}</title></path>'
    )


def box(name: str, where: tuple[float, float]) -> str:
    """A package with its name."""
    x, y = where
    kind = "portal" if name == "portal" else "foundation" if name.startswith("foundation") else "room"
    left, top = x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2
    return (
        f'<rect x="{left:.0f}" y="{top:.0f}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" '
        f'rx="4" fill="{COLOURS[kind]}"/><text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle" fill="#fff" '
        f'font-size="15">{name.removeprefix("foundation.")}</text>'
    )


def main() -> None:
    """Draw and say what was drawn."""
    found, where = edges(), places()
    upward = [pair for pair in found if where[pair[1]][1] < where[pair[0]][1]]
    height = TOP + len(LAYERS) * ROW
    line = TOP + 6.5 * ROW
    drawing = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto" markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8z" fill="#556"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<rect y="{line:.0f}" width="{WIDTH}" height="{height - line:.0f}" fill="#eef4f1"/>',
        f'<text x="16" y="{line + 24:.0f}" font-size="14" fill="#2f5d50">foundation</text>',
        *[arrow(pair, count, where) for pair, count in sorted(found.items())],
        *[box(name, place) for name, place in where.items()],
        "</svg>",
    ]
    target = ROOT / "docs" / "house.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(drawing) + "\n", encoding="utf-8")
    print(
        f"{len(where)} packages, {len(found)} leanings, {sum(found.values())} imports, {len(upward)} upwards"
    )


if __name__ == "__main__":
    main()
