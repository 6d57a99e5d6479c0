"""The list of cases, the page of one, and what is added to it later."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases import actions, lists, showing, slots
from cases.models import Case
from cases.pages.blueprint import pages
from cases.pages.case_form import PartyRead, read_child, read_incident, read_setting
from cases.pages.links import case_pages
from cases.recorded import gaps, recorded_of
from cases.showing import described
from cases.words import (
    CASE_STATES,
    CERTAINTIES,
    CLOSED_AS,
    NATURES,
    PLACES,
    ROLES,
    SEPARATION_STATES,
)
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll.lists import open_settings


@pages.page("/cases", needs=Permission.READ_CASES)
def cases() -> Any:
    """Cases by status, nature and the days on which they were opened; the filter stands in the address."""
    form = Reading(request.args)
    wanted = lists.CaseFilter(
        status=form.known("status", CASE_STATES),
        nature=form.known("nature", NATURES),
        opened_from=form.day("from", "The first day"),
        opened_until=form.day("until", "The last day"),
    )
    number = request.args.get("page", "1")
    found = lists.cases_found(wanted, int(number) if number.isdecimal() and len(number) < 6 else 1)
    return render_template(
        "cases/cases.html",
        found=found,
        wanted=wanted,
        named=showing.people_of_cases(found.cases),
        typed=request.args,
        errors=form.errors,
        error_list=form.error_list,
        party_words=showing.party_words,
        incident_title=showing.incident_title,
        states=CASE_STATES,
        natures=NATURES,
        page_address=lambda page: url_for("cases.cases", **{**request.args.to_dict(), "page": page}),
    )


@pages.page("/cases/<case>", needs=Permission.READ_CASES, opens=Case)
def case(case: Case) -> Any:
    """Everything about one case."""
    separations = lists.separations_of(case)
    contacts = lists.contacts_of(case)
    missing = gaps(recorded_of(case))
    notes = [
        "",
        *["Separation: " for _ in separations],
        *[f"Contact {found.reference} " for found in contacts],
    ]
    return render_template(
        "cases/case.html",
        case=case,
        named=showing.people_of_case(case),
        separations=separations,
        contacts=contacts,
        history=showing.told([case, *separations, *contacts], notes),
        missing=missing,
        owner=names_of({case.owner_id or 0}).get(case.owner_id or 0, "nobody"),
        mine=case.owner_id == current_actor().account_id,
        children=case_pages(case),
        described=[described(incident) for incident in case.incidents],
        starts=slots.actions_on(case, current_actor()),
        sections=slots.sections_on(case, current_actor()),
        may_write=current_actor().may(Permission.WRITE_CASES),
        may_read_children=current_actor().may(Permission.READ_CHILDREN),
        review_clock=showing.review_clock,
        incident_title=showing.incident_title,
        dates_of=showing.dates_of,
        roles=ROLES,
        states=CASE_STATES,
        separation_states=SEPARATION_STATES,
        certainties=CERTAINTIES,
        closed_as=CLOSED_AS,
        came_from=showing.came_from,
    )


@pages.page("/cases/<case>/party", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def party(case: Case) -> Any:
    """Add a child to a case; the page shows whom the form found before anything is written."""
    form = Reading(request.form)
    found = _party_read(form) if request.method == "POST" and request.form.get("step") != "change" else None
    if found is not None and request.form.get("step") == "add":
        try:
            actions.add_party(current_actor(), case, *found.values(current_actor()))
            flash("The child was added, with the separations that follow.", "success")
            return redirect(url_for("cases.case", case=case.reference))
        except ValueError as refused:
            form.refuse("upn", str(refused))
            found = None
    page = render_template(
        "cases/party.html",
        case=case,
        found=found,
        kept=form.kept("step"),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        roles=ROLES,
        settings=open_settings(),
    )
    return page, 422 if form.errors else 200


@pages.page("/cases/<case>/incident", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def incident(case: Case) -> Any:
    """Add a further incident."""
    form = Reading(request.form)
    values = read_incident(form) if request.method == "POST" else None
    if values is not None and not form.errors:
        actions.add_incident(current_actor(), case, values)
        flash("The incident was added.", "success")
        return redirect(url_for("cases.case", case=case.reference))
    page = render_template(
        "cases/incident.html",
        case=case,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        settings=open_settings(),
        places=PLACES,
        natures=NATURES,
    )
    return page, 422 if form.errors else 200


def _party_read(form: Reading) -> PartyRead | None:
    child = read_child(form, "")
    role = form.choice("role", "what part the child had", ROLES)
    setting = read_setting(form, "setting")
    if child is None and not form.errors:
        form.refuse("upn", "Enter the child's UPN, or the name and date of birth")
    return PartyRead(child, role, setting) if child is not None and role and not form.errors else None
