"""Identities that a person decides: two records that may be one child; and taking a decision back."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, session
from roll import actions, identity_page, lists
from roll.models import IdentityQuestion
from roll.pages.blueprints import children_pages as pages

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
ANSWERS = {SAME: "The same child", DIFFERENT: "Not the same child", UNSURE: "Not sure yet"}
NEEDS = Permission.DECIDE_IDENTITIES
MADE_SURE = {"yes": "I made sure that they are not twins, or brother and sister"}


@pages.page("/identities", needs=NEEDS)
def identities() -> Any:
    """Identities waiting to be decided; and those decided lately."""
    waiting, decided = lists.open_identities(), lists.decided_identities()
    children = lists.children_by_id({child for found in (*waiting, *decided) for child in found.child_ids()})
    return render_template("roll/identities.html", found=waiting, decided=decided, children=children)


@pages.page("/identities/<identity>", needs=NEEDS, opens=IdentityQuestion, methods=("GET", "POST"))
def identity(identity: IdentityQuestion) -> Any:
    """The two records side by side, what would change, and the decision."""
    form = Reading(request.form)
    about = identity_page.about(identity)
    if request.method == "POST" and identity.status == "open" and _decided(form, identity, about["twins"]):
        return redirect(url_for("roll.identities"))
    return _page(identity, about, form)


@pages.page("/identities/<identity>/back", needs=NEEDS, opens=IdentityQuestion, methods=("POST",))
def take_back(identity: IdentityQuestion) -> Any:
    """Undo a decision; two records that were joined stand for two children again."""
    form = Reading(request.form)
    reason = form.narrative("back", "why the decision is taken back", required=True)
    if not form.errors:
        try:
            actions.take_identity_back(current_actor(), identity, reason=reason)
            flash("The decision is taken back. The question is open again.", "success")
            return redirect(url_for("roll.identity", identity=identity.public_id))
        except ValueError as refused:
            session().rollback()
            form.refuse("back", str(refused))
    return _page(identity, identity_page.about(identity), form)


def _decided(form: Reading, identity: IdentityQuestion, twins: bool) -> bool:
    """Read the answer and act on it; False where something is missing."""
    answer = form.choice("answer", "whether they are one child", ANSWERS)
    reason = form.narrative("reason", "how you know, or why it can’t be decided yet", required=True)
    again = form.date("again", "Look again on", future=True) if answer == UNSURE else None
    if answer == SAME and twins and not form.choices("sure", MADE_SURE):
        form.refuse("sure", "Say that you made sure that they are not twins, or brother and sister")
    if form.errors:
        return False
    try:
        if answer == UNSURE:
            actions.leave_identity_open(current_actor(), identity, reason=reason, again_on=again)
        else:
            actions.decide_identity(current_actor(), identity, same=answer == SAME, reason=reason)
    except ValueError as refused:
        session().rollback()
        form.refuse("answer", str(refused))
        return False
    flash("It stays open." if answer == UNSURE else "Your decision is recorded. Alerts follow it.", "success")
    return True


def _page(identity: IdentityQuestion, about: dict[str, Any], form: Reading) -> Any:
    page = render_template(
        "roll/identity.html",
        identity=identity,
        answers=ANSWERS,
        sure=MADE_SURE,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
        **about,
    )
    return page, 422 if form.errors else 200
