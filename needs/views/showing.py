"""A view as pages draw it and files hold it: heads, rows, links, bars."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import Any

from flask import url_for

from needs.asking import address, sentence
from needs.matrix import EVERY, Ask
from needs.showing import UNRECORDED
from needs.views.block import Block, Named
from needs.views.models import SharedView

HIDDEN = "c"
TOP_BARS = 2
"""A ranked table with so few columns has a bar for its first one."""
WIDE = 7
"""A table with more columns is drawn as a heat table, which scrolls by itself."""


def drawn(named: Named) -> list[dict[str, Any]]:
    """The tables of a view with every figure, each figure a link to the list behind it."""
    return [_drawn(block, named) for block in named.blocks]


def _drawn(block: Block, named: Named) -> dict[str, Any]:
    rows = block.shown_rows()
    bars = block.ranked and len(block.columns) <= TOP_BARS and bool(block.columns)
    first = block.columns[0][0] if block.columns else ""
    top = max((block.figure(code, first) for code, _ in rows), default=0)

    def line(code: str, words: str) -> list[Any]:
        cells: list[Any] = [words or "All"]
        for column, _label in block.columns:
            cells.append(_figure(block, named, code, column))
        cells += [{"text": extra.cells.get(code, ("", 0))[0], "number": True} for extra in block.extras]
        return cells

    return {
        "key": block.key,
        "caption": block.caption,
        "note": block.note,
        "counts": block.counts,
        "head": _head(block.head, block.columns, [extra.title for extra in block.extras]),
        "rows": [line(*row) for row in rows],
        "heat": len(block.columns) > WIDE and not block.extras,
        "bars": [block.figure(code, first) for code, _ in rows] if bars and top else [],
        "top": top,
    }


def heat_rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of a wide table as the heat table draws them."""

    def cell(found: dict[str, Any]) -> dict[str, Any]:
        text = found["text"]
        return {"figure": None if text == HIDDEN else int(text), "href": found.get("href")}

    return [{"name": row[0], "cells": [cell(found) for found in row[1:]]} for row in table["rows"]]


def _figure(block: Block, named: Named, row: str, column: str) -> dict[str, Any]:
    figure = block.figure(row, column)
    chosen = {"block": block.key, "row": row or UNRECORDED, "column": column or UNRECORDED}
    to = address(named.ask, **chosen)
    href = url_for("needs_views.behind", view=named.key, **to) if figure else None
    return {"text": str(figure), "href": href, "number": True}


def _head(head: str, columns: Any, extras: list[str]) -> list[Any]:
    words = [*(label for _code, label in columns), *extras]
    return [head, *({"text": label, "number": True} for label in words)]


def given_out(kept: SharedView) -> list[dict[str, Any]]:
    """The tables of a view as they were given out; a hidden figure is a "c"."""
    return [_given_out(block) for block in kept.content]


def _given_out(block: dict[str, Any]) -> dict[str, Any]:
    def cell(value: Any) -> dict[str, Any]:
        return {"text": HIDDEN if value is None else str(value), "number": True}

    rows = []
    for number, ((_code, words), line) in enumerate(zip(block["rows"], block["figures"], strict=True)):
        extras = [extra["cells"][number] for extra in block["extras"]]
        rows.append([words or "All", *map(cell, line), *map(cell, extras)])
    titles = [extra["title"] for extra in block["extras"]]
    return {
        "key": block["key"],
        "caption": block["caption"],
        "note": block["note"],
        "counts": block["counts"],
        "head": _head(block["head"], [tuple(column) for column in block["columns"]], titles),
        "rows": rows,
        "heat": len(block["columns"]) > WIDE and not block["extras"],
        "bars": [],
        "top": 0,
    }


def said(ask: Ask) -> list[tuple[str, bool]]:
    """The question in words, without rows and columns; a view takes every source it is about."""
    words = sentence(replace(ask, kind=ask.kind or EVERY))
    return [*takewhile(lambda part: part[0] != ", by ", words), (".", False)]


def code_of(text: str) -> str:
    """The code of a row or column as it stood in the address."""
    return "" if text == UNRECORDED else text
