"""Closing a case with what it lacks before one's eyes, and opening it again."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases import actions, showing
from cases.completeness import gaps_at_closure
from cases.models import Case
from cases.pages.blueprint import pages
from cases.recorded import gaps, recorded_of
from cases.words import CLOSED_AS
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor


@pages.page("/cases/<case>/state", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def state(case: Case) -> Any:
    """Close a case, or open it again, with a reason. Separations stay as they are."""
    form = Reading(request.form)
    if request.method == "POST":
        reason = form.narrative("reason", "a reason", required=True)
        act = _close if case.status == "open" else _reopen
        if act(form, case, reason):
            flash("Saved.", "success")
            return redirect(url_for("cases.case", case=case.reference))
    chosen = form.known("closed_as", CLOSED_AS)
    page = render_template(
        "cases/state.html",
        case=case,
        missing=missing_for(case, chosen) if case.status == "open" else [],
        ways=CLOSED_AS,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/cases/<case>/owner", needs=Permission.WRITE_CASES, opens=Case, methods=("POST",))
def take(case: Case) -> Any:
    """The reader becomes the owner of the case."""
    actions.take_case(current_actor(), case)
    flash("The case is yours: you are asked when something changes.", "success")
    return redirect(url_for("cases.case", case=case.reference))


def missing_for(case: Case, closed_as: str) -> list[str]:
    """Everything a case lacks on the day it is to be closed, as sentences."""
    recorded = recorded_of(case)
    found, named = gaps(recorded), showing.people_of_case(case)
    lines = [gap.words for gap in found.whole]
    for child, lacks in found.children.items():
        if lacks:
            lines.append(f"{named.name(child)}: {'; '.join(gap.words.lower() for gap in lacks)}")
    return lines + gaps_at_closure(recorded, closed_as)


def _close(form: Reading, case: Case, reason: str) -> bool:
    closed_as = form.choice("closed_as", "why it is closed", CLOSED_AS)
    missing = missing_for(case, closed_as)
    manager = form.text("manager", "the manager’s name", required=bool(missing))
    because = form.narrative("because", "why it is closed all the same", required=bool(missing))
    if form.errors:
        return False
    return _done(
        form,
        lambda: actions.close_case(
            current_actor(),
            case,
            reason,
            closed_as=closed_as,
            missing=missing,
            manager=manager,
            because=because,
        ),
    )


def _reopen(form: Reading, case: Case, reason: str) -> bool:
    return not form.errors and _done(form, lambda: actions.reopen_case(current_actor(), case, reason))


def _done(form: Reading, act: Any) -> bool:
    try:
        act()
    except ValueError as refused:
        form.refuse("reason", str(refused))
        return False
    return True
