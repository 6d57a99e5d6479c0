"""Separations: those due for review, and the page of one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases import actions, lists, showing, slots
from cases.decided import WARN_BEFORE
from cases.models import Separation
from cases.pages.blueprint import pages
from cases.words import CERTAINTIES, OUTCOMES, ROLES, SCOPES, SEPARATION_STATES, STAYS
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today

VIEWS = {
    "due": "due for review",
    "reported": "reported, not yet confirmed",
    "conditions": "with a condition that ends soon",
    "in_force": "in force",
    "ended": "ended",
}
CONDITIONS = 12


@pages.page("/separations", needs=Permission.READ_CASES)
def separations() -> Any:
    """A list by what is to be done with them; the choice stands in the address."""
    view = request.args.get("show", "due")
    view = view if view in VIEWS else "due"
    found = _found(view)
    return render_template(
        "cases/separations.html",
        view=view,
        views=VIEWS,
        found=found,
        named=showing.people_of_separations(found),
        review_clock=showing.review_clock,
        certainties=CERTAINTIES,
    )


@pages.page("/separations/<separation>", needs=Permission.READ_CASES, opens=Separation)
def separation(separation: Separation) -> Any:
    """One separation: what it rests on, what is in force, what can be done."""
    return _page(separation, Reading(request.form))


@pages.page(
    "/separations/<separation>/confirm", needs=Permission.WRITE_CASES, opens=Separation, methods=("POST",)
)
def confirm(separation: Separation) -> Any:
    """Confirm what a school reported."""

    def act(form: Reading) -> None:
        reason = form.narrative("confirm_reason", "on what you confirm it", required=True)
        if not form.errors:
            actions.confirm_separation(current_actor(), separation, reason)

    return _done(separation, act, "confirm_reason", "The separation is confirmed.")


@pages.page(
    "/separations/<separation>/review", needs=Permission.WRITE_CASES, opens=Separation, methods=("POST",)
)
def review(separation: Separation) -> Any:
    """It goes on until the next review."""

    def act(form: Reading) -> None:
        outcome = form.narrative("outcome", "what the review found", required=True)
        following = form.date("next", "The next review", required=True, future=True)
        allegation = form.choice("allegation", "what became of the allegation", OUTCOMES)
        if not form.errors and following:
            actions.review_separation(
                current_actor(), separation, next_review=following, outcome=outcome, allegation=allegation
            )

    return _done(separation, act, "outcome", "The review is kept.")


@pages.page(
    "/separations/<separation>/amend", needs=Permission.WRITE_CASES, opens=Separation, methods=("POST",)
)
def amend(separation: Separation) -> Any:
    """Change scope and conditions."""

    def act(form: Reading) -> None:
        scope, conditions = form.choices("scope", SCOPES), _conditions(form)
        reason = form.narrative("amend_reason", "why it changes", required=True)
        if not form.errors:
            actions.amend_separation(
                current_actor(), separation, scope=scope, conditions=conditions, reason=reason
            )

    return _done(separation, act, "amend_reason", "The separation was amended.")


@pages.page(
    "/separations/<separation>/end",
    needs=Permission.END_SEPARATIONS,
    opens=Separation,
    methods=("POST",),
    reauth=True,
)
def end(separation: Separation) -> Any:
    """End it, by the education safeguarding officer, with a reason."""

    def act(form: Reading) -> None:
        reason = form.narrative("end_reason", "why it ends", required=True)
        allegation = form.choice("end_allegation", "what became of the allegation", OUTCOMES)
        if not form.errors:
            actions.end_separation(current_actor(), separation, reason, allegation=allegation)

    return _done(separation, act, "end_reason", "The separation has ended.")


def _done(separation: Separation, act: Callable[[Reading], None], field: str, words: str) -> Any:
    """Do it and show the separation; or show the form again with what is wrong."""
    form = Reading(request.form)
    try:
        act(form)
    except ValueError as refused:
        form.refuse(field, str(refused))
    if form.errors:
        return _page(separation, form), 422
    flash(words, "success")
    return redirect(url_for("cases.separation", separation=separation.public_id))


def _found(view: str) -> Any:
    found = {
        "due": lists.separations_due,
        "reported": lists.separations_reported,
        "conditions": lambda: lists.separations_with_ending_conditions(_warned_until()),
        "in_force": lists.separations_in_force,
        "ended": lists.separations_ended,
    }
    return found[view]()


def _conditions(form: Reading) -> list[dict[str, Any]]:
    """The lines that are filled in, each with the day on which it ends, if any."""
    kept = []
    for number in range(CONDITIONS):
        words = form.text(f"condition-{number}", "the condition", longest=400)
        until = form.date(f"condition-{number}-until", "The day on which the condition ends")
        if words:
            kept.append({"words": words, "until": until.isoformat() if until else None})
    return kept


def _shown_conditions(separation: Separation) -> list[dict[str, Any]]:
    shown = []
    for condition in separation.conditions or []:
        until = dt.date.fromisoformat(condition["until"]) if condition["until"] else None
        shown.append(
            {
                "words": condition["words"],
                "until": until,
                "over": until is not None and until < today(),
                "soon": until is not None and today() <= until <= _warned_until(),
            }
        )
    return shown


def _warned_until() -> dt.date:
    return today() + dt.timedelta(weeks=WARN_BEFORE.value())


def _page(separation: Separation, form: Reading) -> str:
    behind = lists.cases_behind(separation)
    roles = {party.child_id: ROLES[party.role] for case in reversed(behind) for party in case.parties}
    actor = current_actor()
    return render_template(
        "cases/separation.html",
        separation=separation,
        behind=behind,
        plans=[basis.plan_reference for basis in separation.bases if basis.plan_reference],
        part=roles,
        named=showing.people(separation.child_ids()),
        clock=showing.review_clock(separation),
        history=showing.told([separation]),
        sections=slots.sections_on_separation(separation, actor),
        conditions=_shown_conditions(separation),
        lines=min(CONDITIONS, len(separation.conditions or []) + 1),
        next_review=actions.separation.review_after(today()),
        may_write=actor.may(Permission.WRITE_CASES),
        may_end=actor.may(Permission.END_SEPARATIONS),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        scopes=SCOPES,
        outcomes={code: words for code, (words, _) in OUTCOMES.items()},
        stays=STAYS[OUTCOMES[separation.outcome][1]] if separation.outcome else "",
        certainties=CERTAINTIES,
        states=SEPARATION_STATES,
    )
