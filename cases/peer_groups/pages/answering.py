"""The provider's answer: given by the setting itself, or typed in from a reply by letter."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.peer_groups import actions, lists
from cases.peer_groups.cards import provider_words
from cases.peer_groups.models import PeerRequest
from cases.peer_groups.pages.blueprint import pages
from cases.peer_groups.words import ASSESSMENTS, AWARE, HOW_MANY, QUESTIONS
from cases.showing import people
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor

CHOSEN = {"aware": AWARE, "how_many": HOW_MANY}


@pages.page(
    "/peer-groups/<peer_request>/answer",
    needs=Permission.ANSWER_PEER_REQUESTS,
    opens=PeerRequest,
    methods=("GET", "POST"),
)
def answer(peer_request: PeerRequest) -> Any:
    """The setting answers; later it says what has changed."""
    return _answered(peer_request, current_actor().name)


@pages.page(
    "/peer-groups/<peer_request>/type-in",
    needs=Permission.WRITE_CASES,
    opens=PeerRequest,
    methods=("GET", "POST"),
)
def type_in(peer_request: PeerRequest) -> Any:
    """A reply that came by letter is typed in, by somebody within the assessment."""
    if peer_request.setting_id is not None or lists.information_of(peer_request) is None:
        flash("Only a reply by letter is typed in, by those within the assessment.", "error")
        return redirect(url_for("peer_groups.request_page", peer_request=peer_request.reference))
    return _answered(peer_request, "")


def _answered(found: PeerRequest, by: str) -> Any:
    form, information = Reading(request.form), lists.information_of(found)
    if found.status == "withdrawn" or information is None:
        flash("Nothing is asked any more.", "error")
        return redirect(url_for("peer_groups.request_page", peer_request=found.reference))
    if request.method == "POST":
        said = {
            key: form.choice(key, question, CHOSEN[key], required=key == "aware")
            if key in CHOSEN
            else form.narrative(key, question)
            for key, (question, _) in QUESTIONS.items()
        }
        by = by or form.text("by", "who replied", required=True)
        if not form.errors:
            actions.answer(current_actor(), found, said, by)
            flash("Thank you. The answer is with whoever asked, and nobody else reads it.", "success")
            return redirect(url_for("peer_groups.request_page", peer_request=found.reference))
    named = people([found.child_id], [found.setting_id])
    page = render_template(
        "cases/peer_groups/answer.html",
        asked=found,
        information=information,
        named=named,
        provider=provider_words(found, named.place(found.setting_id)),
        assessment=ASSESSMENTS[found.assessment],
        questions=QUESTIONS,
        chosen=CHOSEN,
        asks_who=(not by and request.method == "GET") or "by" in form.posted,
        said=information.answers or {},
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200
