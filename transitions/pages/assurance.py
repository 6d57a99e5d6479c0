"""The assurance statement as a page, the list behind each figure, and the printed statement."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.paper import file_answer, render_pdf
from foundation.store import current_actor, now, today
from transitions.assurance import Statement, listing, statement
from transitions.assurance.figures import FIGURES, SUMS
from transitions.assurance.telling import in_one_sentence, lines
from transitions.pages.blueprint import pages

NO_SUCH_FIGURE = 404


@pages.page("/assurance", needs=Permission.READ_ALERTS)
def assurance() -> Any:
    """Every figure, as of the day in the address."""
    form, found = _asked()
    return render_template(
        "transitions/assurance.html",
        found=found,
        answer=in_one_sentence(found),
        figures=FIGURES,
        sums=SUMS,
        barred=bool(current_actor().barred),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    ), (422 if form.errors else 200)


@pages.page("/assurance/<figure>", needs=Permission.READ_ALERTS)
def assurance_list(figure: str) -> Any:
    """What stands behind one figure."""
    if figure not in FIGURES:
        abort(NO_SUCH_FIGURE)
    _, found = _asked()
    return render_template(
        "transitions/assurance_list.html",
        found=found,
        figure=FIGURES[figure],
        rows=listing.rows_of(found, figure),
    )


@pages.page("/assurance/paper", needs=Permission.READ_ALERTS, kind="print")
def assurance_paper() -> Any:
    """The figures and what they mean, as a PDF without any child in it."""
    _, found = _asked()
    made = render_pdf(
        "paper/assurance.html",
        {"found": found, "answer": in_one_sentence(found), "lines": list(lines(found))},
        reference="Assurance statement",
        version=found.as_of.isoformat(),
        printed_by=current_actor().name,
        printed_at=now(),
    )
    return file_answer(made, f"assurance-{found.as_of}.pdf")


def _asked() -> tuple[Reading, Statement]:
    """The statement that the address asks for; today's where it asks for one that there cannot be."""
    form = Reading(request.args)
    as_of = form.day("as_of", "The day") or today()
    since = form.day("since", "The beginning of the period")
    try:
        return form, statement(as_of, since)
    except ValueError as refused:
        form.refuse("filter-as_of", str(refused))
        return form, statement(today())
