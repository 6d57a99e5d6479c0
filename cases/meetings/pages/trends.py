"""What the contextual tables say together, without any child, for the groups that work on places."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import render_template, request

from cases.meetings import lists
from cases.meetings.long_form import factor_label
from cases.meetings.pages.blueprint import pages
from cases.meetings.table import SMALLEST, trends
from cases.meetings.table_form import COLUMNS, TABLE, TITLES
from foundation.access.permissions import Permission
from foundation.answers import answers_of
from foundation.answers.small_forms import Reading
from foundation.paper import file_answer, render_pdf
from foundation.store import current_actor, now, today

YEAR = dt.timedelta(days=365)


def _sheet(form: Reading) -> dict[str, Any]:
    last = form.day("until", "The last day") or today()
    first = form.day("from", "The first day") or last - YEAR
    held = lists.tables_between(first, last)
    counted = trends(answers_of(meeting, TABLE) for meeting in held)
    return {
        "first": first,
        "last": last,
        "number": len(held) if len(held) >= SMALLEST else None,
        "smallest": SMALLEST,
        "rows": [(TITLES[c], COLUMNS[column], factor_label(code), n) for c, column, code, n in counted],
    }


@pages.page("/meetings/trends", needs=Permission.READ_CASES)
def trends_page() -> Any:
    """Factors over a period, by context; figures below five are not told."""
    form = Reading(request.args)
    return render_template(
        "cases/meetings/trends.html",
        **_sheet(form),
        typed=request.args,
        errors=form.errors,
        error_list=form.error_list,
    )


@pages.page("/meetings/trends.pdf", needs=Permission.READ_CASES, kind="print")
def trends_pdf() -> Any:
    """The same as one sheet to hand on."""
    sheet = _sheet(Reading(request.args))
    data = render_pdf(
        "paper/meeting_trends.html",
        sheet,
        reference="Trends",
        version=f"{sheet['first']:%Y-%m} to {sheet['last']:%Y-%m}",
        printed_by=current_actor().name,
        printed_at=now(),
    )
    return file_answer(data, "trends.pdf", inline=True)
