"""One request: for those within the assessment everything, for their colleagues that it was asked."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug import Response

from cases.meetings.words import agencies
from cases.peer_groups import actions, lists
from cases.peer_groups.cards import provider_words, request_clock
from cases.peer_groups.models import PeerRequest
from cases.peer_groups.pages.asking import BOTH
from cases.peer_groups.pages.blueprint import pages
from cases.peer_groups.words import ASSESSMENTS, AWARE, HOW_MANY, INFORMED, QUESTIONS, STATES
from cases.showing import people, told
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.trail import IllegalMove
from roll.lists import own_child_by_upn


def back(found: PeerRequest) -> Response:
    """To the page of the request."""
    return redirect(url_for("peer_groups.request_page", peer_request=found.reference))


@pages.page("/peer-groups/<peer_request>", needs=BOTH, opens=PeerRequest)
def request_page(peer_request: PeerRequest) -> Any:
    """One request."""
    return _page(peer_request, Reading(request.form))


def _page(found: PeerRequest, form: Reading) -> Any:
    asks = current_actor().may(Permission.WRITE_CASES)
    information = lists.information_of(found)
    names = lists.names_in(found) if asks and information else []
    readers = lists.readers_of(found) if asks else []
    people_here = people([found.child_id, *(name.child_id for name in names)], [found.setting_id])
    page = render_template(
        "cases/peer_groups/request.html",
        asked=found,
        information=information,
        named=people_here,
        provider=provider_words(found, people_here.place(found.setting_id)),
        clock=request_clock(found),
        states=STATES,
        service=agencies().get(found.service, ""),
        assessment=ASSESSMENTS[found.assessment],
        questions=QUESTIONS,
        in_words={"aware": AWARE, "how_many": HOW_MANY},
        informed=INFORMED,
        names=names,
        readers=readers,
        accounts=names_of({one.account_id for one in readers} | {found.asked_by_id or 0}),
        asks=asks,
        history=told([found]) if asks else [],
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page(
    "/peer-groups/<peer_request>/join", needs=Permission.WRITE_CASES, opens=PeerRequest, methods=("POST",)
)
def join(peer_request: PeerRequest) -> Any:
    """Join the assessment, with the reason; whoever asked is told."""
    form = Reading(request.form)
    reason = form.narrative("join_reason", "why you need it", required=True)
    if not form.errors:
        try:
            actions.join_assessment(current_actor(), peer_request, reason)
        except ValueError as refused:
            form.refuse("join_reason", str(refused))
        else:
            flash(
                "You are within this assessment now. Your reason is kept, and whoever asked is told.",
                "success",
            )
            return back(peer_request)
    return _page(peer_request, form)


@pages.page(
    "/peer-groups/<peer_request>/feedback", needs=Permission.WRITE_CASES, opens=PeerRequest, methods=("POST",)
)
def feedback(peer_request: PeerRequest) -> Any:
    """Tell the provider what came of it."""
    form = Reading(request.form)
    informed = form.choice("informed", "whether it informed the assessment", INFORMED)
    words = form.narrative("feedback", "what it showed", required=True)
    follows = form.narrative("follows", "what follows for the provider")
    if lists.information_of(peer_request) is None:
        flash("Only those within the assessment give feedback.", "error")
        return back(peer_request)
    if not form.errors:
        try:
            actions.give_feedback(current_actor(), peer_request, informed, words, follows)
        except IllegalMove:
            form.refuse("feedback", "There is no new answer to give feedback on")
        except ValueError as refused:
            form.refuse("feedback", str(refused))
        else:
            flash(
                "The provider is told." if peer_request.setting_id else "Kept. Tell the provider by letter.",
                "success",
            )
            return back(peer_request)
    return _page(peer_request, form)


@pages.page(
    "/peer-groups/<peer_request>/withdraw", needs=Permission.WRITE_CASES, opens=PeerRequest, methods=("POST",)
)
def withdraw(peer_request: PeerRequest) -> Any:
    """It is not needed any more."""
    form = Reading(request.form)
    reason = form.narrative("withdraw_reason", "why it is not needed", required=True)
    if not form.errors:
        try:
            actions.withdraw(current_actor(), peer_request, reason)
        except IllegalMove:
            form.refuse("withdraw_reason", "It was answered already")
        except ValueError as refused:
            form.refuse("withdraw_reason", str(refused))
        else:
            flash("Withdrawn.", "success")
            return back(peer_request)
    return _page(peer_request, form)


@pages.page(
    "/peer-groups/<peer_request>/names",
    needs=Permission.WRITE_CASES,
    opens=PeerRequest,
    methods=("GET", "POST"),
)
def names(peer_request: PeerRequest) -> Any:
    """Decide which child a name means: by the exact number, one at a time, with the reason."""
    form, found = Reading(request.form), lists.names_in(peer_request)
    if not found:
        flash("No names stand in this answer, or you are not within the assessment.", "error")
        return back(peer_request)
    if request.method == "POST":
        chosen = form.choice("name", "which name", {str(row.id) for row in found})
        number = form.text("upn", "the UPN")
        child = own_child_by_upn(number) if number else None
        if number and child is None:
            form.refuse("upn", "No child with this UPN is known")
        reason = form.narrative("reason", "how you know", required=True)
        if not form.errors:
            name = next(row for row in found if str(row.id) == chosen)
            try:
                actions.link_peer(current_actor(), peer_request, name, child.id if child else None, reason)
            except ValueError as refused:
                form.refuse("reason", str(refused))
            else:
                flash("Your decision is kept with its reason.", "success")
                return back(peer_request)
    page = render_template(
        "cases/peer_groups/names.html",
        asked=peer_request,
        names={str(row.id): row.words for row in found},
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200
