"""What the authority told a setting: its safeguarding lead opens it (the receipt), reads it and
acknowledges it.
"""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.store import current_actor
from foundation.store.reference_data import label
from roll.lists import children_by_id, places_by_id
from transitions import actions, lists, receiving
from transitions.models import Disclosure
from transitions.pages.blueprint import pages
from transitions.words import BASIS_SET, DISCLOSURE_STATES, PURPOSE_SET


@pages.page("/letters", needs=Permission.READ_DISCLOSURES)
def letters() -> Any:
    """Letters to the reader's settings, those to be acknowledged first."""
    found = lists.letters_for(current_actor())
    return render_template(
        "transitions/letters.html",
        letters=found,
        clock_of=receiving.clock,
        children=children_by_id({letter.child_id for letter in found}),
        settings=places_by_id({letter.setting_id for letter in found}),
        waiting=sum(letter.status != "acknowledged" for letter in found),
        states=DISCLOSURE_STATES,
    )


@pages.page("/letters/<disclosure>", needs=Permission.READ_DISCLOSURES, opens=Disclosure)
def letter(disclosure: Disclosure) -> Any:
    """One letter. Until it has been opened its words are not shown, so that opening it is a receipt."""
    actor = current_actor()
    mine = disclosure.setting_id in actor.settings
    alert = None if mine else lists.alert_of(disclosure)
    people = {disclosure.written_by_id, disclosure.opened_by_id, disclosure.acknowledged_by_id} - {None}
    return render_template(
        "transitions/letter.html",
        disclosure=disclosure,
        child=children_by_id({disclosure.child_id}).get(disclosure.child_id),
        setting=places_by_id({disclosure.setting_id})[disclosure.setting_id],
        accounts=names_of({one for one in people if one is not None}),
        readable=not mine or disclosure.status in ("opened", "acknowledged"),
        mine=mine,
        alert=alert,
        todo=receiving.receiving(disclosure, alert.kind if alert else None),
        purpose=disclosure.purpose_words or label(PURPOSE_SET, disclosure.purpose),
        basis=label(BASIS_SET, disclosure.legal_basis),
        states=DISCLOSURE_STATES,
    )


@pages.page(
    "/letters/<disclosure>/open", needs=Permission.READ_DISCLOSURES, opens=Disclosure, methods=("POST",)
)
def open_letter(disclosure: Disclosure) -> Any:
    """Open it: the authority sees when and by whom."""
    _own(disclosure)
    actions.open_letter(current_actor(), disclosure)
    return redirect(url_for("transitions.letter", disclosure=disclosure.public_id))


@pages.page(
    "/letters/<disclosure>/acknowledge",
    needs=Permission.READ_DISCLOSURES,
    opens=Disclosure,
    methods=("POST",),
)
def acknowledge(disclosure: Disclosure) -> Any:
    """Say that it was read and will be acted on."""
    _own(disclosure)
    actions.acknowledge(current_actor(), disclosure)
    flash("Acknowledged. The council sees that you have read it.", "success")
    return redirect(url_for("transitions.letter", disclosure=disclosure.public_id))


@pages.page("/letters/<disclosure>/plan", needs=Permission.WRITE_PLANS, opens=Disclosure, methods=("POST",))
def begin_plan(disclosure: Disclosure) -> Any:
    """Begin the pupil's plan: as a copy of the one that travelled with the letter, or a new one."""
    _own(disclosure)
    try:
        plan = receiving.begin_plan(current_actor(), disclosure, adapt=request.form.get("adapt") == "yes")
    except ValueError as refused:
        flash(str(refused), "error")
        return redirect(url_for("transitions.letter", disclosure=disclosure.public_id))
    return redirect(url_for("safetyplans.form", plan=plan.public_id))


def _own(disclosure: Disclosure) -> None:
    """An officer reads letters but gives no receipt for a setting."""
    if disclosure.setting_id not in current_actor().settings:
        abort(403)
