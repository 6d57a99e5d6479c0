"""The annual figures of fair access: the page, and the spreadsheet."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from fap.annual.figures import DEFINITIONS, SMALL, Year, figures_of, year_words, years
from fap.annual.file import as_workbook
from fap.pages.blueprints import desk_pages as pages
from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor
from foundation.trail import opening

READ = Permission.ALL_REFERRALS


@pages.page("/figures", needs=READ)
def annual() -> Any:
    """Referrals, acceptances, days to allocate, admissions, refusals and directions of a school year."""
    year, known = _asked()
    options = [{"value": str(began), "text": year_words(began)} for began in known]
    return render_template(
        "fap/annual.html", year=year, options=options, definitions=DEFINITIONS, small=SMALL
    )


@pages.page("/figures.xlsx", needs=READ, kind="export")
def annual_file() -> Any:
    """The same figures as a spreadsheet; written down as an export."""
    year, _known = _asked()
    actor = current_actor()
    body = as_workbook(year, actor.name)
    opening(actor, request.endpoint or "", kind="export")
    return file_answer(body, f"fair-access-figures-{year.began}-{year.began + 1}.xlsx")


def _asked() -> tuple[Year, list[int]]:
    """The year of the address, the present one unless it says otherwise; and those there are."""
    known = years()
    text = request.args.get("year", str(known[0]))
    if text not in {str(began) for began in known}:
        abort(404)
    return figures_of(int(text)), known
