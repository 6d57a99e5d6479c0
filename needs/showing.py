"""A table of counts as a page draws it: words, links, the heat scale, the sentence about the main finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for

from fap.words import FLAGS
from needs.answering import Answer
from needs.asking import a_year_before, address
from needs.dimensions import DIMENSIONS, in_order
from needs.gaps import Gap
from needs.matrix import CHILDREN, FORMS, OTHERS, TOTAL, Ask, Table
from needs.suppression import SMALL

BOUNDS = (8, 12, 18, 26)
UNRECORDED = "."
"""How the code of what is not recorded stands in an address."""
ALL_WORDS = {"setting": "All settings", "ward": "All wards", "flag": "Any of these"}
SHORT = {
    **FLAGS,
    "cse": "Sexual exploitation",
    "gangs": "Gangs",
    "serious_youth_violence": "Serious youth violence",
    "displays_hsb": "Displays harmful sexual behaviour",
    "harmed_by_hsb": "Harmed by sexual behaviour",
}
Link = Callable[[str, str], str | None]


def no_link(_row: str, _column: str) -> None:
    """For people who do not open figures."""


def links_to_forms(ask: Ask) -> Link:
    """The address of the list behind a figure."""

    def link(row: str, column: str) -> str:
        return url_for("needs.forms", **address(ask, row=row or UNRECORDED, column=column or UNRECORDED))

    return link


def heat(table: Table, link: Link) -> dict[str, Any]:
    """What the heat table draws."""

    def figure(value: int | None, row: str, column: str) -> dict[str, Any]:
        return {"figure": value, "href": link(row, column) if value else None}

    columns = table.columns
    rows = [
        {
            "name": label,
            "cells": [figure(cells[j], code, column) for j, (column, _label) in enumerate(columns)],
            "total": figure(total, code, TOTAL),
        }
        for (code, label), cells, total in zip(table.rows, table.cells, table.row_totals, strict=True)
    ]
    foot = {
        "name": ALL_WORDS.get(table.ask.rows, "All"),
        "cells": [figure(n, TOTAL, c) for (c, _label), n in zip(columns, table.column_totals, strict=True)],
        "total": figure(table.grand, TOTAL, TOTAL),
    }
    return {
        "caption": caption(table.ask),
        "sub": counted_words(table),
        "columns": [label for _code, label in columns],
        "rows": rows,
        "total": foot,
        "bounds": BOUNDS,
        "lowest": SMALL if table.shared else 0,
        "total_words": "Any of these" if DIMENSIONS[table.ask.columns].family else "All",
        "name_head": DIMENSIONS[table.ask.rows].title,
    }


def caption(ask: Ask) -> str:
    """What the table counts."""
    who, columns = ask.unit.capitalize(), DIMENSIONS[ask.columns].title.lower()
    rows = DIMENSIONS[ask.rows].title.lower()
    if ask.columns == "flag":
        return f"{who} with each flag, by {rows} at the time of the form"
    return f"{who} by {rows} and {columns} at the time of the form"


def counted_words(table: Table) -> str:
    """The size of the table (287 children, 341 forms), as far as it may be said."""
    forms = ("or more form", "or more forms") if table.shared else ("form", "forms")
    known = [(table.children, "child", "children"), (table.forms, *forms)]
    words = [f"{n} {one if n == 1 else many}" for n, one, many in known if n is not None]
    return ", ".join(words) or f"Fewer than {SMALL} children or forms, or hidden"


def finding(answer: Answer) -> tuple[str, str] | None:
    """The main finding of the triangle: (what leads to it, what is found in bold), from what is shown."""
    best: tuple[int, int, int] | None = None
    for i, row in enumerate(answer.together):
        for j, figure in enumerate(row):
            if figure and (best is None or figure > best[0]):
                best = (figure, i, j)
    if best is None:
        return None
    figure, i, j = best
    counts = answer.flag_counts
    if (counts[j] or 0) > (counts[i] or 0):
        i, j = j, i
    if counts[i] is None:
        return None
    names = [SHORT.get(code, label) for code, label in answer.flags]
    unit = answer.table.ask.unit
    found = f"{figure} or more" if answer.table.shared else str(figure)
    return (
        f"Of {counts[i]} {unit} with the flag “{names[i].lower()}”,",
        f"{found} also have “{names[j].lower()}”",
    )


def pair_rows(answer: Answer) -> tuple[list[list[Any]], int]:
    """The triangle in words: (rows of flag, flag, figure, the largest first; how many pairs are hidden)."""
    names = [label for _code, label in answer.flags]
    shown = [
        (figure, names[j], names[i])
        for i, row in enumerate(answer.together)
        for j, figure in enumerate(row)
        if figure
    ]
    hidden = sum(figure is None for row in answer.together for figure in row)
    rows = [
        [one, other, {"text": n, "number": True}]
        for n, one, other in sorted(shown, key=lambda r: (-r[0], r[1:]))
    ]
    return rows, hidden


def gap_row(gap: Gap, ask: Ask, opens: bool) -> dict[str, Any]:
    """One figure of what is missing, with its sentence."""
    words = gap.words
    figure = "c" if gap.figure is None else str(gap.figure)
    if gap.percent:
        words = f"of {gap.of} {gap.words}" if gap.figure is not None else f"share of {gap.words}: hidden"
        if gap.figure is not None:
            figure = f"{round(100 * gap.figure / gap.of)}%" if gap.of else "0%"
            words += f" ({gap.figure})"
    if gap.most:
        words += ". Most in " + " and ".join(f"{label.lower()} ({n})" for label, n in gap.most)
    href = url_for("needs.forms", **address(ask, gap=gap.key)) if opens and gap.figure else None
    return {"figure": figure, "words": f"{words}.", "href": href}


def other_views(ask: Ask, endpoint: str) -> list[dict[str, str]]:
    """The links below the sentence: change, count forms, by ward or setting, the year before."""

    def to(**changed: str) -> str:
        return url_for(endpoint, **address(ask, **changed))

    other = FORMS if ask.unit == CHILDREN else CHILDREN
    found = [
        {"text": "Change what is shown", "href": url_for("needs.change", **address(ask))},
        {"text": f"Count {other} instead", "href": to(unit=other if other == FORMS else "")},
    ]
    for key in ("setting", "ward"):
        if key not in (ask.rows, ask.columns):
            found.append({"text": f"Rows by {key}", "href": to(rows=key)})
    year = url_for(endpoint, **address(a_year_before(ask)))
    return [*found, {"text": "Same filters, a year before", "href": year}]


def label_of(key: str, code: str) -> str:
    """The words of one code of a key, with what the key is."""
    dimension = DIMENSIONS[key]
    if code == OTHERS:
        return dimension.gathered
    return dict(in_order(dimension, {code})).get(code, code) if code_is_known(key, code) else dimension.title


def code_is_known(key: str, code: str) -> bool:
    """Whether a code that came in an address can be put into words."""
    try:
        in_order(DIMENSIONS[key], {code})
    except (ValueError, IndexError):
        return False
    return True
