"""Figures about alerts: the page, and the same as CSV."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from flask import render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.paper import file_answer
from foundation.store import today
from foundation.store.clock import academic_year
from transitions.decided import ACKNOWLEDGE_OTHERS, ACKNOWLEDGE_SAME_SETTING
from transitions.pages.blueprint import pages
from transitions.statistics import HEADS, NOT_THE_SAME, Line, Statistics, as_csv, statistics


@pages.page("/alerts/figures", needs=Permission.READ_ALERTS)
def figures() -> Any:
    """Alerts raised in a period, by kind and by month; each figure opens the list behind it."""
    form, found = _asked()
    return render_template(
        "transitions/figures.html",
        found=found,
        heads=HEADS,
        cells_of=lambda line, by_month: _cells(found, line, by_month=by_month),
        in_time=(ACKNOWLEDGE_SAME_SETTING.in_words(), ACKNOWLEDGE_OTHERS.in_words()),
        typed=form.posted,
        error_list=form.error_list,
    ), (422 if form.errors else 200)


@pages.page("/alerts/figures.csv", needs=Permission.READ_ALERTS, kind="export")
def figures_file() -> Any:
    """The same as CSV; it holds no child."""
    _, found = _asked()
    return file_answer(as_csv(found), f"alerts-{found.since}-{found.until}.csv")


def _asked() -> tuple[Reading, Statistics]:
    """The period in the address; the school year up to today where there is none, or none that can be."""
    form = Reading(request.args)
    until = form.day("until", "The last day") or today()
    since = form.day("since", "The first day") or dt.date(academic_year(today()), 9, 1)
    try:
        return form, statistics(since, until)
    except ValueError as refused:
        form.refuse("filter-since", str(refused))
        return form, statistics(dt.date(academic_year(today()), 9, 1), today())


def _cells(found: Statistics, line: Line, *, by_month: bool) -> list[dict[str, Any]]:
    """The figures of a line; a number of alerts leads to the list of them."""
    since, until = found.since, found.until
    if by_month and line.code:
        first = dt.date.fromisoformat(f"{line.code}-01")
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        since, until = max(since, first), min(until, last)
    narrowed: dict[str, Any] = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "kind": line.code if not by_month and line.code else None,
    }
    asked: list[dict[str, Any] | None] = [
        {"state": "all"},
        {"state": "open"},
        None,
        None,
        None,
        {"state": "all", "action": NOT_THE_SAME},
        {"state": "no_longer_applies"},
    ]
    return [
        {
            "text": text,
            "number": True,
            "href": url_for("transitions.alerts", **narrowed, **more) if more and text != "0" else None,
        }
        for text, more in zip(line.cells, asked, strict=True)
    ]
