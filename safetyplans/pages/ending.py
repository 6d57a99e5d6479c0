"""How a plan ends: the school proposes it, an officer decides."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from safetyplans import actions, lists
from safetyplans.long_form import bar, may_change
from safetyplans.models import SafetyPlan

pages = Pages("plan_endings", __name__, url_prefix="/plans")


def _page(plan: SafetyPlan, form: Reading) -> Any:
    actor = current_actor()
    shown = render_template(
        "safetyplans/ending.html",
        plan=plan,
        bar=bar(plan),
        endings=lists.endings_of(plan),
        open=lists.open_ending(plan),
        writes=plan.status == "in_force" and may_change(plan) and actor.may(Permission.WRITE_PLANS),
        decides=actor.may(Permission.REVIEW_PLANS),
        form=form,
        error_list=form.error_list,
    )
    return shown, 422 if form.errors else 200


@pages.page("/<plan>/end", needs=Permission.READ_PLANS, opens=SafetyPlan)
def end(plan: SafetyPlan) -> Any:
    """What was proposed and decided, and the form for whoever is next."""
    return _page(plan, Reading(request.form))


@pages.page("/<plan>/end/propose", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def propose(plan: SafetyPlan) -> Any:
    """The school proposes to end the plan: reason, what stays, the head who agrees."""
    form = Reading(request.form)
    reason = form.narrative("reason", "why the plan ends", required=True)
    stays = form.narrative("stays", "what stays in place", required=True)
    head = form.text("head", "the head who agrees", required=True)
    if not form.errors:
        try:
            actions.propose_end(current_actor(), plan, actions.Ending(reason, stays, head))
        except actions.Refused as refusal:
            flash(f"{refusal}.", "error")
        else:
            flash(
                "Your proposal went to the Education MASH. The plan stays in force until they agree.",
                "success",
            )
        return redirect(url_for("plan_endings.end", plan=plan.public_id))
    return _page(plan, form)


@pages.page("/<plan>/end/decide", needs=Permission.REVIEW_PLANS, opens=SafetyPlan, methods=("POST",))
def decide(plan: SafetyPlan) -> Any:
    """The officer agrees, with what becomes of the separation; or says why the plan goes on."""
    form = Reading(request.form)
    choice = form.known("decision", {"agree", "refuse"})
    words = form.narrative("words", "what becomes of the separation, or why the plan goes on", required=True)
    if not choice:
        form.refuse("decision", "Choose whether you agree")
    waiting = lists.open_ending(plan)
    if waiting is None:
        flash("There is nothing to decide here. Nothing was changed.", "error")
        return redirect(url_for("plan_endings.end", plan=plan.public_id))
    if form.errors:
        return _page(plan, form)
    decided = actions.agree_end if choice == "agree" else actions.refuse_end
    try:
        decided(current_actor(), waiting, words)
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash(
            "The plan has ended." if choice == "agree" else "The plan goes on. The school was told.",
            "success",
        )
    return redirect(url_for("plan_endings.end", plan=plan.public_id))
