"""From an alert to a letter: what the setting needs to know, the words, the name check, the release."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, session
from foundation.store.reference_data import choices
from transitions import actions, lists, showing
from transitions.actions.disclosures import OTHER_PURPOSE, found_in
from transitions.models import Alert, Disclosure
from transitions.pages.alerts import MODES, act
from transitions.pages.blueprint import pages
from transitions.words import BASIS_SET, PURPOSE_SET


@pages.page("/alerts/<alert>/letters", needs=Permission.RELEASE_DISCLOSURES, opens=Alert, methods=("POST",))
def write_letters(alert: Alert) -> Any:
    """Choose what the setting needs to know: the letters are written, or that nothing is told is kept."""

    def do(form: Reading) -> None:
        mode = form.choice("mode", "what the setting needs to know", MODES)
        if mode == "nothing":
            reason = form.narrative("mode_reason", "why sharing would do more harm", required=True)
            if not form.errors:
                actions.withhold(current_actor(), alert, reason)
            return
        purpose = form.choice("purpose", "the purpose", [c.code for c in choices(PURPOSE_SET)])
        basis = form.choice("legal_basis", "the legal basis", [c.code for c in choices(BASIS_SET)])
        other = form.narrative("purpose_words", "the other purpose", required=purpose == OTHER_PURPOSE)
        reason = form.narrative("mode_reason", "why the other child has to be named", required=mode == "both")
        if not form.errors:
            actions.draft_letters(
                current_actor(),
                alert,
                mode=mode,
                purpose=purpose,
                legal_basis=basis,
                naming_reason=reason,
                purpose_words=other,
                with_plan=form.known("with_plan", ("yes",)) == "yes",
            )

    return act(alert, do, "Saved. Nothing has been released.", "mode")


@pages.page("/alerts/<alert>/release", needs=Permission.RELEASE_DISCLOSURES, opens=Alert, methods=("POST",))
def release(alert: Alert) -> Any:
    """Release every letter of this alert that is a draft, all or none."""

    def do(form: Reading) -> None:
        drafts = [letter for letter in lists.disclosures_of(alert) if letter.status == "draft"]
        actions.release(current_actor(), drafts)

    return act(
        alert,
        do,
        "Released. The setting has been told that there is something to read.",
    )


@pages.page(
    "/letters/<disclosure>/words",
    needs=Permission.RELEASE_DISCLOSURES,
    opens=Disclosure,
    methods=("GET", "POST"),
)
def words(disclosure: Disclosure) -> Any:
    """Change the words of a draft, and see what the name check finds."""
    if disclosure.status != "draft":
        abort(409)
    form = Reading(request.form)
    alert = session().get_one(Alert, disclosure.alert_id)
    if request.method == "POST":
        text = form.narrative("letter", "the letter", required=True)
        if not form.errors:
            _attempt(form, "letter", lambda: actions.rewrite(current_actor(), disclosure, text))
        if not form.errors:
            flash("The letter is saved. It is still a draft.", "success")
            return redirect(url_for("transitions.alert", alert=alert.reference, _anchor="letters"))
    named = showing.people_of([alert])
    return render_template(
        "transitions/words.html",
        disclosure=disclosure,
        alert=alert,
        named=named,
        found=found_in(disclosure),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    ), (422 if form.errors else 200)


@pages.page(
    "/letters/<disclosure>/withdraw",
    needs=Permission.RELEASE_DISCLOSURES,
    opens=Disclosure,
    methods=("GET", "POST"),
)
def withdraw(disclosure: Disclosure) -> Any:
    """Take a letter back, with a reason."""
    form = Reading(request.form)
    alert = session().get_one(Alert, disclosure.alert_id)
    if request.method == "POST":
        reason = form.narrative("reason", "why it is withdrawn", required=True)
        if not form.errors:
            _attempt(form, "reason", lambda: actions.withdraw(current_actor(), disclosure, reason))
        if not form.errors:
            flash("The letter is withdrawn and kept.", "success")
            return redirect(url_for("transitions.alert", alert=alert.reference))
    return render_template(
        "transitions/withdraw.html",
        disclosure=disclosure,
        alert=alert,
        named=showing.people_of([alert]),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    ), (422 if form.errors else 200)


def _attempt(form: Reading, field: str, do: Callable[[], None]) -> None:
    """Do it, or say at the field why not."""
    try:
        do()
    except ValueError as refused:
        form.refuse(field, str(refused))
