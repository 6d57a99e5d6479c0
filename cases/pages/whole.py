"""The case as a whole: decisions and oversight, incidents described, what the authority's system holds."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from cases import actions, lists, showing
from cases.entry_lists import entries_of
from cases.entry_showing import shown, shown_all
from cases.kinds import CASE_SECTIONS, KINDS
from cases.kinds.incident import INCIDENT
from cases.kinds.reading import as_typed, read_fields
from cases.models import Case, CaseEntry, Contact
from cases.pages.blueprint import pages
from cases.pages.links import case_pages
from cases.recorded import gaps, recorded_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today


@pages.page("/cases/<case>/decisions", needs=Permission.READ_CASES, opens=Case)
def decisions(case: Case) -> Any:
    """Decisions and what they relied on, partner checks, oversight, challenge, changes."""
    recorded = recorded_of(case)
    kinds = {kind for _, _, some in CASE_SECTIONS for kind in some}
    by_kind: dict[str, list[Any]] = {}
    for one in shown_all(recorded.entries):
        if one.kind.key in kinds and (one.kind.key != "advice" or one.entry.child_id is None):
            by_kind.setdefault(one.kind.key, []).append(one)
    return render_template(
        "cases/decisions.html",
        case=case,
        children=case_pages(case),
        gaps=gaps(recorded).whole,
        sections=[(key, title, [KINDS[kind] for kind in some]) for key, title, some in CASE_SECTIONS],
        by_kind=by_kind,
        may_write=current_actor().may(Permission.WRITE_CASES),
    )


@pages.page(
    "/cases/<case>/incidents/<int:number>", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST")
)
def describe(case: Case, number: int) -> Any:
    """Describe one incident whole: `number` counts the case's incidents from 1."""
    if not 1 <= number <= len(case.incidents):
        abort(404)
    incident = case.incidents[number - 1]
    form = Reading(request.form)
    if request.method == "POST":
        values = read_fields(form, INCIDENT.fields, INCIDENT)
        if not form.errors:
            actions.describe_incident(current_actor(), case, incident, values)
            flash("The incident is described.", "success")
            return redirect(url_for("cases.case", case=case.reference, _anchor="incidents"))
    page = render_template(
        "cases/describe.html",
        case=case,
        incident=incident,
        title=showing.incident_title(incident),
        dates=showing.dates_of(incident),
        fields=INCIDENT.fields,
        typed=form.posted if request.method == "POST" else as_typed(incident, INCIDENT.fields),
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/cases/<case>/recorded", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def marks(case: Case) -> Any:
    """Which dated entries stand in the authority's own system, and which do not yet."""
    form = Reading(request.form)
    every: list[CaseEntry | Contact] = [*entries_of(case), *lists.contacts_of(case)]
    if request.method == "POST":
        ticked = set(request.form.getlist("entries"))
        on = form.date("on", "They were recorded on", required=True, past=True)
        by = form.text("by", "who recorded them", required=True)
        if not ticked:
            form.refuse("entries", "Tick what was recorded")
        if not form.errors and on is not None:
            chosen = [one for one in every if _key(one) in ticked]
            count = actions.mark_recorded(current_actor(), case, chosen, on, by)
            flash(f"{count} marked as recorded in the authority’s system.", "success")
            return redirect(url_for("cases.marks", case=case.reference))
    named = showing.people_of_case(case)
    options = {_key(one): _words(one, named) for one in every if one.authority_on is None}
    done = [
        [_words(one, named), one.authority_on, one.authority_by]
        for one in every
        if one.authority_on is not None
    ]
    page = render_template(
        "cases/marks.html",
        case=case,
        children=case_pages(case),
        options=options,
        done=done,
        ticked=request.form.getlist("entries"),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        today=today(),
        person=current_actor().name,
    )
    return page, 422 if form.errors else 200


def _key(one: CaseEntry | Contact) -> str:
    return one.public_id if isinstance(one, CaseEntry) else one.reference


def _words(one: CaseEntry | Contact, named: showing.People) -> str:
    if isinstance(one, Contact):
        return f"{showing.day(one.received_at.date())}: contact {one.reference}, {showing.came_from(one)}"
    found = shown(one)
    about = f" ({named.name(one.child_id)})" if one.child_id is not None else ""
    state = f", {found.tag.words[:1].lower()}{found.tag.words[1:]}" if found.tag else ""
    return f"{showing.day(one.happened_on)}: {found.title}{state}{about}"
