"""Asking a provider; the list of requests; the letter to a provider without an account."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.meetings.words import agencies
from cases.models import Case
from cases.peer_groups import actions, lists
from cases.peer_groups.actions import AskValues
from cases.peer_groups.cards import request_rows
from cases.peer_groups.models import PeerRequest
from cases.peer_groups.pages.blueprint import pages
from cases.peer_groups.words import ASSESSMENTS, QUESTIONS, STATES
from cases.showing import People, people
from cases.words import ROLES_SHORT
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.paper import PaperError, file_answer, render_pdf
from foundation.store import current_actor, now

BOTH = (Permission.WRITE_CASES, Permission.ANSWER_PEER_REQUESTS)
OUTSIDE = "outside"


@pages.page("/peer-groups", needs=BOTH)
def requests() -> Any:
    """Requests by state: for the Education MASH those of the authority, for a setting its own."""
    status = Reading(request.args).known("status", STATES)
    return render_template(
        "cases/peer_groups/requests.html",
        rows=request_rows(lists.requests(status)),
        states=STATES,
        status=status,
        asks=current_actor().may(Permission.WRITE_CASES),
    )


@pages.page("/cases/<case>/peer-group", needs=Permission.WRITE_CASES, opens=Case, methods=("GET", "POST"))
def ask(case: Case) -> Any:
    """Ask one provider about one child of the case, for one assessment."""
    form, named = Reading(request.form), people(case.child_ids())
    if request.method == "POST":
        values = _read(form, named)
        if values is not None and not form.errors:
            try:
                made = actions.ask(current_actor(), case, values)
            except ValueError as refused:
                form.refuse("provider", str(refused))
            else:
                flash(
                    "The provider is asked." if made.setting_id else "Print the letter and send it.",
                    "success",
                )
                return redirect(url_for("peer_groups.request_page", peer_request=made.reference))
    page = render_template(
        "cases/peer_groups/ask.html",
        case=case,
        children=_children(case, named),
        providers=_providers(named),
        agencies=agencies(),
        assessments=ASSESSMENTS,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def _children(case: Case, named: People) -> dict[str, str]:
    known = [(named.children.get(party.child_id), party) for party in case.parties]
    return {child.public_id: f"{child.name} ({ROLES_SHORT[party.role]})" for child, party in known if child}


def _providers(named: People) -> dict[str, str]:
    """The settings where the children are now; anybody else is asked by letter."""
    here = {setting.urn: setting.name for found in named.present.values() for setting in found}
    return {**here, OUTSIDE: "Another school or service, by letter"}


def _read(form: Reading, named: People) -> AskValues | None:
    chosen = form.choice("child", "whom it is about", {child.public_id for child in named.children.values()})
    child = next((one for one in named.children.values() if one.public_id == chosen), None)
    provider = form.choice("provider", "who is asked", _providers(named))
    outside = form.text("outside", "the name of the provider", longest=160)
    if provider == OUTSIDE and not outside:
        form.refuse("outside", "Name the person and the service that you ask")
    places = named.present.get(child.id, []) if child else []
    setting = next((one for one in places if one.urn == provider), None)
    if child and provider and provider != OUTSIDE and setting is None:
        form.refuse("provider", "This child is not at that setting. Choose where the child is, or a letter")
    values = {
        "service": form.choice("service", "the service that assesses", agencies()),
        "assessment": form.choice("assessment", "the kind of assessment", ASSESSMENTS),
        "purpose": form.narrative("purpose", "what it is needed for", required=True),
        "due_on": form.date("due", "The day it is due", future=True),
    }
    if child is None:
        return None
    return AskValues(
        child_id=child.id,
        setting_id=setting.id if setting else None,
        provider="" if setting else outside,
        **values,  # type: ignore[arg-type]
    )


@pages.page(
    "/peer-groups/<peer_request>/letter.pdf", needs=Permission.WRITE_CASES, opens=PeerRequest, kind="print"
)
def letter(peer_request: PeerRequest) -> Any:
    """The letter with the questions, for a provider without an account; checked and sent by a person."""
    information = lists.information_of(peer_request)
    back = redirect(url_for("peer_groups.request_page", peer_request=peer_request.reference))
    if information is None or peer_request.setting_id is not None:
        flash("There is no letter to print here.", "error")
        return back
    context = {
        "asked": peer_request,
        "child": people([peer_request.child_id]).children.get(peer_request.child_id),
        "information": information,
        "service": agencies().get(peer_request.service, ""),
        "assessment": ASSESSMENTS[peer_request.assessment],
        "questions": QUESTIONS,
    }
    reference, by = peer_request.reference, current_actor().name
    try:
        data = render_pdf(
            "paper/peer_request.html",
            context,
            reference=reference,
            version="1",
            printed_by=by,
            printed_at=now(),
        )
    except PaperError as failed:
        flash(failed.words, "error")
        return back
    return file_answer(data, f"{reference}.pdf", inline=True)


@pages.page(
    "/peer-groups/<peer_request>/sent", needs=Permission.WRITE_CASES, opens=PeerRequest, methods=("POST",)
)
def sent(peer_request: PeerRequest) -> Any:
    """Record how and when the letter was sent."""
    try:
        actions.send_letter(
            current_actor(), peer_request, Reading(request.form).text("how", "how it was sent")
        )
    except ValueError:
        flash("Say how the letter was sent, for example by secure mail.", "error")
    else:
        flash("Kept.", "success")
    return redirect(url_for("peer_groups.request_page", peer_request=peer_request.reference))
