"""Pages: the list of reviews, beginning one, the review with its form, finishing it, taking it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from cases.models import Case
from cases.review import actions, exporting, lists
from cases.review.long_form import LONG_FORM, STATES, bar, may_change
from cases.review.models import ContextualReview
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers import problems_of
from foundation.answers.small_forms import Reading
from foundation.paper import PaperError, file_answer
from foundation.store import Actor, current_actor
from foundation.trail import IllegalMove, history

pages = Pages("case_review", __name__)
BLUEPRINTS = [pages]
LONG_FORM.mount(pages, "/reviews/<contextual_review>/form")


@pages.page("/reviews", needs=Permission.READ_CASES)
def reviews() -> Any:
    """Every contextual review, the latest first."""
    return render_template("cases/review/reviews.html", reviews=lists.reviews(), states=STATES)


@pages.page("/cases/<case>/review", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def begin(case: Case) -> Any:
    """Begin a review; what it is and what it may not hold is said first."""
    if request.method == "POST":
        made = actions.begin_review(current_actor(), case)
        return redirect(url_for("case_review.review", contextual_review=made.reference))
    return render_template("cases/review/begin.html", case=case, there=lists.reviews_of_case(case))


@pages.page("/reviews/<contextual_review>", needs=Permission.READ_CASES, opens=ContextualReview)
def review(contextual_review: ContextualReview) -> Any:
    """Where a review stands."""
    return _page(contextual_review, Reading(request.form))


def _page(found: ContextualReview, form: Reading) -> Any:
    page = render_template(
        "cases/review/review.html",
        review=found,
        bar=bar(found),
        state=STATES[found.status],
        problems=problems_of(found, LONG_FORM),
        may_change=may_change(found),
        may_write=current_actor().may(Permission.WRITE_CASES),
        history=history(found),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def back(found: ContextualReview) -> Response:
    """To the page of the review."""
    return redirect(url_for("case_review.review", contextual_review=found.reference))


@pages.page(
    "/reviews/<contextual_review>/finish",
    needs=Permission.WRITE_CASES,
    opens=ContextualReview,
    methods=("POST",),
)
def finish(contextual_review: ContextualReview) -> Any:
    """Settle it; what is missing is listed on the check page."""
    try:
        actions.finish_review(current_actor(), contextual_review)
    except actions.NotAnonymous as named:
        flash(f"Not finished: these answers would give somebody away: {named}.", "error")
    except IllegalMove:
        flash("The review is finished already.", "error")
    except ValueError as missing:
        flash(f"Not finished: {missing}.", "error")
        return redirect(url_for("case_review.form_check", contextual_review=contextual_review.reference))
    else:
        flash("The review is finished.", "success")
    return back(contextual_review)


@pages.page(
    "/reviews/<contextual_review>/reopen",
    needs=Permission.WRITE_CASES,
    opens=ContextualReview,
    methods=("POST",),
)
def reopen(contextual_review: ContextualReview) -> Any:
    """Change it again, with the reason."""
    form = Reading(request.form)
    reason = form.narrative("reason", "why it is changed again", required=True)
    if not form.errors:
        try:
            actions.reopen_review(current_actor(), contextual_review, reason)
        except IllegalMove:
            form.refuse("reason", "The review is open")
        except ValueError as refused:
            form.refuse("reason", str(refused))
        else:
            flash("The review is open again.", "success")
            return back(contextual_review)
    return _page(contextual_review, form)


@pages.page(
    "/reviews/<contextual_review>/review.json",
    needs=Permission.READ_CASES,
    opens=ContextualReview,
    kind="export",
)
def export_json(contextual_review: ContextualReview) -> Any:
    """The review as JSON."""
    return _taken_out(exporting.as_json, contextual_review, "json")


@pages.page(
    "/reviews/<contextual_review>/review.xlsx",
    needs=Permission.READ_CASES,
    opens=ContextualReview,
    kind="export",
)
def export_xlsx(contextual_review: ContextualReview) -> Any:
    """The review as a spreadsheet."""
    return _taken_out(exporting.as_workbook, contextual_review, "xlsx")


@pages.page(
    "/reviews/<contextual_review>/review.pdf",
    needs=Permission.READ_CASES,
    opens=ContextualReview,
    kind="print",
)
def export_pdf(contextual_review: ContextualReview) -> Any:
    """The review as PDF."""
    return _taken_out(exporting.as_pdf, contextual_review, "pdf")


def _taken_out(make: Callable[[Actor, ContextualReview], bytes], found: ContextualReview, ending: str) -> Any:
    try:
        actions.check_anonymous(found)
        data = make(current_actor(), found)
    except actions.NotAnonymous as named:
        flash(f"Not taken out: these answers would give somebody away: {named}.", "error")
        return back(found)
    except PaperError as failed:
        flash(failed.words, "error")
        return back(found)
    return file_answer(data, f"{found.reference}.{ending}")
