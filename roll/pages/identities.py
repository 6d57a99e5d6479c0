"""Identities that a person decides: two records that may be one child."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll import actions, lists
from roll.models import IdentityQuestion
from roll.pages.blueprints import children_pages as pages

ANSWERS = {"same": "One child: join the two records", "different": "Two different children"}


@pages.page("/identities", needs=Permission.DECIDE_IDENTITIES)
def identities() -> Any:
    """Identities waiting to be decided, oldest first."""
    found = lists.open_identities()
    children = lists.children_by_id({child for question in found for child in question.child_ids()})
    return render_template("roll/identities.html", found=found, children=children)


@pages.page(
    "/identities/<identity>",
    needs=Permission.DECIDE_IDENTITIES,
    opens=IdentityQuestion,
    methods=("GET", "POST"),
)
def identity(identity: IdentityQuestion) -> Any:
    """The two records side by side, and the decision."""
    form = Reading(request.form)
    if request.method == "POST":
        answer = form.choice("answer", "whether they are one child", ANSWERS)
        reason = form.narrative("reason", "the reason", required=True)
        if not form.errors:
            actions.decide_identity(current_actor(), identity, same=answer == "same", reason=reason)
            flash("Your decision is recorded.", "success")
            return redirect(url_for("roll.identities"))
    children = lists.children_by_id(set(identity.child_ids()))
    pair = [children[child] for child in identity.child_ids()]
    return render_template(
        "roll/identity.html",
        identity=identity,
        pair=pair,
        settings=lists.settings_of_children(pair),
        answers=ANSWERS,
        typed=request.form,
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200
