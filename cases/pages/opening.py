"""Opening a case: the form, then a look at whom it found and who will be kept apart, then the case."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases import actions
from cases.actions.contact import NOT_A_PARTY
from cases.models import Case, Contact
from cases.pages.blueprint import pages
from cases.pages.case_form import ROLES_OFFERED, OpeningForm
from cases.words import NATURES, PLACES, ROLES
from foundation.access.permissions import Permission
from foundation.store import current_actor, session
from roll.lists import open_settings


@pages.page("/cases/new", needs=Permission.WRITE_CASES, methods=("GET", "POST"))
def new_case() -> Any:
    """Open a case that no contact told of."""
    return _opening(None, url_for("cases.cases"))


@pages.page("/mash/<contact>/case", needs=Permission.WRITE_CASES, opens=Contact, methods=("GET", "POST"))
def case_from_contact(contact: Contact) -> Any:
    """Open a case from what waits in the queue; the contact is linked to it."""
    if contact.status != "waiting":
        flash("This contact has its decision already.", "error")
        return redirect(url_for("cases.contact", contact=contact.reference))
    return _opening(contact, url_for("cases.contact", contact=contact.reference))


def _opening(contact: Contact | None, back: str) -> Any:
    form = OpeningForm(request.form, contact)
    step = request.form.get("step", "")
    if request.method == "GET" or step in {"another", "change"}:
        form.count = min(form.count + (step == "another"), 12)
        return _form_page(form, back)
    if not form.read():
        return _form_page(form, back), 422
    if step != "open":
        kept = form.reading.kept("step")
        return render_template("cases/check.html", form=form, kept=kept, back=back, roles=ROLES)
    try:
        case = _open(form)
    except ValueError as refused:
        session().rollback()
        form.reading.refuse("p0-role", str(refused))
        return _form_page(form, back), 422
    flash("The case is open.", "success")
    return redirect(url_for("cases.case", case=case.reference))


def _open(form: OpeningForm) -> Case:
    actor = current_actor()
    case = actions.open_case(
        actor,
        parties=[party.values(actor) for party in form.parties],
        incident=form.incident,
        how_known=form.reading.posted.get("how_known", ""),
        came_to_light_on=form.came_to_light_on,
        authority_reference=form.reference or None,
    )
    if form.contact is not None:
        actions.link_contact(
            actor,
            form.contact,
            case,
            dict.fromkeys(form.left_out, NOT_A_PARTY),
            rationale=form.rationale,
            considered=form.reading.posted.get("considered", ""),
        )
    return case


def _form_page(form: OpeningForm, back: str) -> str:
    return render_template(
        "cases/open.html",
        form=form,
        typed=form.reading.posted,
        errors=form.reading.errors,
        error_list=form.reading.error_list,
        back=back,
        settings=open_settings(),
        roles=ROLES,
        roles_offered=ROLES_OFFERED,
        places=PLACES,
        natures=NATURES,
    )
