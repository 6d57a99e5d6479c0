"""A published period as pages and files show it. Whatever is shared is read here, and nothing is counted."""

from __future__ import annotations

from typing import Any

from flask import url_for

from needs import showing
from needs.answering import Answer
from needs.dimensions import DIMENSIONS
from needs.gaps import Gap
from needs.matrix import Ask, Table
from needs.published.lists import named_words
from needs.published.models import PublishedPeriod
from needs.published.periods import Period, named
from needs.published.sheets import COLUMN

USUAL = "setting"


def rows_asked(period: PublishedPeriod, key: str) -> str:
    """The key of the rows: the one asked for, as far as the period has it."""
    return key if key in keys_of(period) else USUAL


def keys_of(period: PublishedPeriod) -> dict[str, str]:
    """The keys by which the period was published, with their titles."""
    return {key: DIMENSIONS[key].title for key in period.content["sheets"] if key in DIMENSIONS}


def table(period: PublishedPeriod, key: str) -> Table:
    """One sheet as a table; empty where too few children stand in the period."""
    sheet = period.content["sheets"].get(key)
    ask = Ask(rows=key, columns=COLUMN, from_=period.first, to=period.last)
    if sheet is None:
        return Table(ask, (), (), (), (), (), None, None, None, shared=True)
    return Table(
        ask=ask,
        rows=_labels(sheet["rows"]),
        columns=_labels(sheet["columns"]),
        cells=tuple(tuple(line) for line in sheet["cells"]),
        row_totals=tuple(sheet["row_totals"]),
        column_totals=tuple(sheet["column_totals"]),
        grand=sheet["grand"],
        children=period.content["children"],
        forms=period.content["forms"],
        versions=tuple(period.content["versions"]),
        shared=True,
    )


def answer(period: PublishedPeriod, key: str) -> Answer:
    """Everything the shared page shows."""
    pairs = period.content["pairs"]
    shown = table(period, key)
    return Answer(
        table=shown,
        flags=_labels(pairs["names"]),
        flag_counts=shown.column_totals,
        together=tuple(tuple(line) for line in pairs["figures"]),
        gaps=tuple(
            Gap(gap["key"], gap["figure"], gap["words"], of=gap["of"], percent=gap["percent"])
            for gap in period.content["gaps"]
        ),
        as_of=period.published_at,
        last_form=None,
    )


def address(period: PublishedPeriod, key: str) -> dict[str, Any]:
    """The address of one sheet."""
    return {"rows": key, "period": period.code}


def views(period: PublishedPeriod, key: str, all_periods: list[PublishedPeriod]) -> list[dict[str, str]]:
    """The links below the sentence: other rows, and the same a year before where that was published."""
    found = [
        {"text": f"Rows by {other}", "href": url_for("needs.matrix", **address(period, other))}
        for other in ("setting", "ward", "year_group")
        if other != key and other in period.content["sheets"]
    ]
    for link in found:
        link["text"] = link["text"].replace("_", " ")
    before = _year_before(period)
    earlier = next((one for one in all_periods if before and one.code == before.code), None)
    if earlier is not None:
        href = url_for("needs.matrix", **address(earlier, key))
        found.append({"text": f"The same in {named_words(earlier).lower()}", "href": href})
    return found


def _year_before(period: PublishedPeriod) -> Period | None:
    year, dash, term = period.code.partition("-")
    return named(f"{int(year) - 1}{dash}{term}")


def over_time(periods: list[PublishedPeriod], most: int = 6) -> dict[str, Any] | None:
    """The periods side by side: children with each flag; a flag that stood with others there is hidden."""
    found = [table(period, "sex") for period in periods[:most]]
    found = [one for one in found if one.rows]
    if len(found) < 2:
        return None
    names = {code: label for one in reversed(found) for code, label in one.columns}
    words_of = DIMENSIONS[COLUMN].words()
    codes = sorted(names, key=lambda code: list(words_of).index(code) if code in words_of else len(words_of))
    rows = []
    for one, period in zip(found, [p for p in periods[:most] if p.content["sheets"]], strict=True):
        totals = dict(zip((code for code, _label in one.columns), one.column_totals, strict=True))
        rows.append(
            {
                "name": named_words(period),
                "cells": [{"figure": totals.get(code), "href": None} for code in codes],
                "total": {"figure": one.grand, "href": None},
            }
        )
    return {
        "columns": [showing.SHORT.get(code, names[code]) for code in codes],
        "rows": rows,
        "bounds": showing.BOUNDS,
    }


def rates(period: PublishedPeriod) -> list[dict[str, Any]]:
    """Children with any flag per 1,000 on roll on the period's last day, by setting."""
    sheet, rolls = period.content["sheets"].get(USUAL), period.content["on_roll"]
    if sheet is None:
        return []
    lines = [
        {"name": label, "children": n, "on_roll": rolls["settings"].get(code)}
        for (code, label), n in zip(sheet["rows"], sheet["row_totals"], strict=True)
    ]
    lines.append({"name": "All settings", "children": sheet["grand"], "on_roll": rolls["all"]})
    for line in lines:
        line["rate"] = round(1000 * line["children"] / line["on_roll"], 1) if line["on_roll"] else None
    return lines


def _labels(found: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, label) for code, label in found)
