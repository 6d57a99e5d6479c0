"""The matrix as files, each with its filters, date, who, suppression and form versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from foundation.paper import Sheet, csv_text, render_pdf, workbook
from foundation.store import now
from foundation.store.clock import local
from needs import charts, showing
from needs.asking import plain_sentence
from needs.dimensions import DIMENSIONS
from needs.matrix import Table
from needs.suppression import SMALL

HIDDEN = "c"
SUPPRESSION = {
    True: f"Shared: figures under {SMALL}, and those that would give them away, are hidden and written c",
    False: "All figures, not to be shared: small numbers are not hidden",
}


def head(table: Table, who: str) -> list[tuple[str, str]]:
    """What stands above the figures."""
    behind = [("Children", table.children), ("Forms, in fives" if table.shared else "Forms", table.forms)]
    return [
        ("What is shown", plain_sentence(table.ask)),
        ("Made on", f"{local(now()):%Y-%m-%d %H:%M}"),
        ("Made by", who),
        ("Small numbers", SUPPRESSION[table.shared]),
        ("Form versions", "; ".join(table.versions) or "none"),
        *[(words, HIDDEN if n is None else str(n)) for words, n in behind],
    ]


def headings(table: Table) -> list[str]:
    """Name of the rows, the columns, the margin."""
    margin = "Any of these" if DIMENSIONS[table.ask.columns].family else "All"
    return [DIMENSIONS[table.ask.rows].title, *(label for _code, label in table.columns), margin]


def lines(table: Table) -> list[list[object]]:
    """The rows, and the totals last."""

    def shown(value: int | None) -> object:
        return HIDDEN if value is None else value

    rows = zip(table.rows, table.cells, table.row_totals, strict=True)
    out = [[label, *map(shown, cells), shown(total)] for (_code, label), cells, total in rows]
    return [*out, ["All", *map(shown, table.column_totals), shown(table.grand)]]


def as_csv(table: Table, who: str) -> str:
    """One CSV file: the head as lines of two cells, an empty line, the table."""
    first, *rest = head(table, who)
    return csv_text(first, [*rest, [], headings(table), *lines(table)])


def as_xlsx(table: Table, who: str) -> bytes:
    """A workbook: the figures, and a sheet that says what they are."""
    return workbook(
        [
            Sheet("Needs matrix", headings(table), lines(table)),
            Sheet("About this file", ["", ""], head(table, who)),
        ]
    )


def as_json(table: Table, who: str) -> str:
    """One JSON document. Hidden figures are the text "c", never 0 and never left out."""

    def shown(value: int | None) -> Any:
        return HIDDEN if value is None else value

    ask = table.ask
    codes = [code for code, _label in table.columns]
    rows = [
        {
            "key": code,
            "label": label,
            "cells": dict(zip(codes, map(shown, cells), strict=True)),
            "any": shown(total),
        }
        for (code, label), cells, total in zip(table.rows, table.cells, table.row_totals, strict=True)
    ]
    made = {
        "rows": ask.rows,
        "columns": ask.columns,
        "count": ask.unit,
        "from": ask.from_.isoformat() if ask.from_ else None,
        "to": ask.to.isoformat() if ask.to else None,
        "forms": ask.kind or "all",
        "only": dict(ask.only),
        "suppressed": table.shared,
        "made_at": now().isoformat(timespec="seconds"),
        "made_by": who,
        "form_versions": list(table.versions),
        "column_labels": dict(table.columns),
        "table": rows,
        "totals": {
            "cells": dict(zip(codes, map(shown, table.column_totals), strict=True)),
            "any": shown(table.grand),
        },
        "children_behind": shown(table.children),
        "forms_behind": shown(table.forms),
    }
    return json.dumps(made, ensure_ascii=False)


def as_svg(table: Table, who: str) -> str:
    """The heat map as a drawing."""
    return charts.as_svg(table, head(table, who))


def as_pdf(table: Table, who: str) -> bytes:
    """One printed document: what is shown, then the table. Raises PaperError."""

    def figures(cells: tuple[int | None, ...]) -> list[dict[str, Any]]:
        return [
            {"words": HIDDEN if n is None else n, "step": "" if n is None else charts.step(n) + 1}
            for n in cells
        ]

    lines = zip(table.rows, table.cells, table.row_totals, strict=True)
    rows = [
        {"name": label, "cells": figures(cells), "total": HIDDEN if total is None else total}
        for (_code, label), cells, total in lines
    ]
    foot = [{"words": HIDDEN if n is None else n, "step": ""} for n in table.column_totals]
    rows.append({"name": "All", "cells": foot, "total": HIDDEN if table.grand is None else table.grand})
    return render_pdf(
        "paper/needs_matrix.html",
        {
            "table": table,
            "head": head(table, who),
            "caption": showing.caption(table.ask),
            "columns": [label for _code, label in table.columns],
            "name_head": DIMENSIONS[table.ask.rows].title,
            "rows": rows,
        },
        reference="Needs matrix",
        version="shared" if table.shared else "all figures",
        printed_by=who,
        printed_at=now(),
    )


MAKERS: dict[str, Callable[[Table, str], str | bytes]] = {
    "csv": as_csv,
    "json": as_json,
    "pdf": as_pdf,
    "svg": as_svg,
    "xlsx": as_xlsx,
}
"""Kind of file -> what makes it."""
