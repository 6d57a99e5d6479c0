"""The Education MASH queue: what waits for a decision, and the three decisions there are."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases import actions, lists, showing, slots
from cases.completeness import untold
from cases.decided import ANSWER_WITHIN, TERM
from cases.models import Case, Contact
from cases.pages.blueprint import pages
from cases.pages.case_form import ROLES_OFFERED
from cases.recorded import recorded_of
from cases.words import CONTACT_STATES, REPLIES, ROLES, SOURCES
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.store.clock import local


@pages.page("/mash", needs=Permission.WRITE_CASES)
def queue() -> Any:
    """Contacts that wait, oldest first, and the latest decisions."""
    waiting, untold, answered = lists.contacts_waiting(), lists.contacts_untold(), lists.contacts_answered()
    named = showing.people_of_contacts([*waiting, *untold, *answered])
    clocks = {contact.id: showing.answer_clock(contact) for contact in [*waiting, *untold]}
    return render_template(
        "cases/queue.html",
        waiting=waiting,
        untold=untold,
        came_from=showing.came_from,
        answered=answered,
        named=named,
        clocks=clocks,
        late=sum(clocks[contact.id].state == "over" for contact in waiting),
        late_letters=sum(clocks[contact.id].state == "over" for contact in untold),
        states=CONTACT_STATES,
        within=ANSWER_WITHIN.in_words(),
        term=TERM.value(),
    )


@pages.page("/mash/<contact>", needs=Permission.READ_CASES, opens=Contact)
def contact(contact: Contact) -> Any:
    """One contact, and what can be decided on it."""
    return _contact_page(contact, Reading(request.form))


@pages.page("/mash/<contact>/link", needs=Permission.WRITE_CASES, opens=Contact, methods=("POST",))
def link(contact: Contact) -> Any:
    """The incident belongs to a case that is known already."""
    form = Reading(request.form)
    case = _chosen_case(form)
    roles = _roles_given(form, contact, case)
    rationale = form.narrative("rationale", "why it belongs to this case", required=True)
    considered = form.narrative("link_considered", "what was considered")
    if form.errors or case is None:
        return _contact_page(contact, form), 422
    try:
        actions.link_contact(
            current_actor(), contact, case, roles, rationale=rationale, considered=considered
        )
    except ValueError as refused:
        form.refuse("case_reference", str(refused))
        return _contact_page(contact, form), 422
    flash(f"Linked to {case.known_as}. Now tell the referrer.", "success")
    return redirect(url_for("cases.contact", contact=contact.reference))


@pages.page("/mash/<contact>/no-case", needs=Permission.WRITE_CASES, opens=Contact, methods=("POST",))
def no_case(contact: Contact) -> Any:
    """No case comes of it, because."""
    form = Reading(request.form)
    reason = form.narrative("reason", "why no case is needed", required=True)
    considered = form.narrative("considered", "what was considered")
    if form.errors:
        return _contact_page(contact, form), 422
    try:
        actions.no_case_needed(current_actor(), contact, reason, considered=considered)
    except ValueError as refused:
        form.refuse("reason", str(refused))
        return _contact_page(contact, form), 422
    flash("Your decision is kept with its reason. Now tell the referrer.", "success")
    return redirect(url_for("cases.contact", contact=contact.reference))


def _chosen_case(form: Reading) -> Case | None:
    """The case picked among those offered, or named by its reference."""
    chosen = form.text("case", "the case", longest=60)
    typed = form.text("case_reference", "the reference", longest=60)
    if typed or not chosen or chosen == "other":
        if not typed:
            form.refuse("case_reference", "Choose a case, or enter the reference of one")
            return None
        chosen = typed
    found = lists.case_by_reference(chosen)
    if found is None:
        form.refuse("case_reference", "There is no case with this reference")
    return found


def _roles_given(form: Reading, contact: Contact, case: Case | None) -> dict[int, str]:
    """What part each child of the contact had, where it is not a party to the case yet."""
    if case is None:
        return {}
    known = case.child_ids()
    roles: dict[int, str] = {}
    for number, child in enumerate(dict.fromkeys(contact.child_ids())):
        offered = ROLES_OFFERED if number else ROLES
        given = form.choice(f"role-{number}", "what part the child had", offered, required=child not in known)
        roles[child] = given
    return roles


def _contact_page(contact: Contact, form: Reading) -> str:
    named = showing.people(contact.child_ids(), [contact.setting_id])
    linked = lists.case_of(contact)
    suggested = lists.cases_of_children(contact.child_ids())
    return render_template(
        "cases/contact.html",
        within=ANSWER_WITHIN.in_words(local(contact.received_at).date()),
        contact=contact,
        named=named,
        came_with=slots.sources_of(contact, current_actor()),
        clock=showing.answer_clock(contact),
        suggested=suggested,
        suggested_named=showing.people_of_cases(suggested),
        linked=linked,
        untold=untold(recorded_of(linked), contact.child_id) if linked else [],
        history=showing.told([contact]),
        party_words=showing.party_words,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        roles=ROLES,
        roles_offered=ROLES_OFFERED,
        sources=SOURCES,
        states=CONTACT_STATES,
        details=showing.contact_details(contact),
        replies=REPLIES,
        may_write=current_actor().may(Permission.WRITE_CASES),
    )
