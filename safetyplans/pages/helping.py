"""Help with a plan: the school asks, an officer answers with a day; visits, calls, what came of them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.trail import history
from roll.lists import child_by_id
from safetyplans import actions, lists
from safetyplans.long_form import bar, may_change
from safetyplans.models import FollowUp, PlanRequest, SafetyPlan
from safetyplans.showing import FOLLOW_UP_WORDS, KIND_WORDS, setting_name

pages = Pages("plan_help", __name__, url_prefix="/plans")


@pages.page("/<plan>/help", needs=Permission.READ_PLANS, opens=SafetyPlan)
def about(plan: SafetyPlan) -> Any:
    """Help, visits and calls about a plan, and the form for one more."""
    return _about(plan, Reading(request.form))


def _about(plan: SafetyPlan, form: Reading) -> Any:
    actor = current_actor()
    page = render_template(
        "safetyplans/help.html",
        plan=plan,
        bar=bar(plan),
        found=lists.follow_ups_of(plan.id),
        states=FOLLOW_UP_WORDS,
        kinds=KIND_WORDS,
        asks=may_change(plan) and actor.may(Permission.WRITE_PLANS),
        visits=actor.may(Permission.REVIEW_PLANS) and plan.status not in lists.OVER,
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/<plan>/help/ask", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def ask(plan: SafetyPlan) -> Any:
    """The school asks for help with this plan."""
    form = Reading(request.form)
    words = form.narrative("words", "what you need help with", required=True)
    if form.errors:
        return _about(plan, form)
    try:
        actions.ask_for_help(current_actor(), plan, words)
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash("The Education MASH was asked. They answer with a day.", "success")
    return redirect(url_for("plan_help.about", plan=plan.public_id))


@pages.page("/<plan>/help/visit", needs=Permission.REVIEW_PLANS, opens=SafetyPlan, methods=("POST",))
def visit(plan: SafetyPlan) -> Any:
    """The officer sets a visit or a call about a plan."""
    form = Reading(request.form)
    if not _set(form, plan):
        return _about(plan, form)
    return redirect(url_for("plan_help.about", plan=plan.public_id))


@pages.page("/requests/<asked>/visit", needs=Permission.REVIEW_PLANS, opens=PlanRequest, methods=("POST",))
def visit_request(asked: PlanRequest) -> Any:
    """The officer sets a visit or a call about a plan that was asked for."""
    form = Reading(request.form)
    if not _set(form, asked):
        for words in form.errors.values():
            flash(f"{words}. Nothing was set.", "error")
    return redirect(url_for("plan_requests.asked", asked=asked.public_id))


def _set(form: Reading, about: SafetyPlan | PlanRequest) -> bool:
    kind = form.choice("kind", "a visit or a call", ("visit", "call"))
    on_day = form.date("on", "The day", required=True, future=True)
    words = form.narrative("words", "what it is about", required=True)
    if on_day is None or form.errors:
        return False
    try:
        actions.set_follow_up(current_actor(), about, kind, on_day, words)
    except actions.Refused as refusal:
        form.refuse("words", str(refusal))
        return False
    flash("It is set. The school was told.", "success")
    return True


@pages.page("/help/<follow_up>", needs=Permission.READ_PLANS, opens=FollowUp)
def follow_up(follow_up: FollowUp) -> Any:
    """What was asked or set, the answer with its day, and what came of it."""
    return _follow_up(follow_up, Reading(request.form))


def _follow_up(follow_up: FollowUp, form: Reading) -> Any:
    plan, asked = lists.plan_by_id(follow_up.plan_id), lists.request_by_id(follow_up.request_id)
    child = child_by_id(follow_up.child_id)
    page = render_template(
        "safetyplans/follow_up.html",
        one=follow_up,
        plan=plan,
        asked=asked,
        child=child.name if child else "No longer at your setting",
        setting=setting_name(follow_up.setting_id),
        kind=KIND_WORDS[follow_up.kind],
        state=FOLLOW_UP_WORDS[follow_up.status],
        answers=current_actor().may(Permission.REVIEW_PLANS),
        history=history(follow_up),
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/help/<follow_up>/answer", needs=Permission.REVIEW_PLANS, opens=FollowUp, methods=("POST",))
def answer(follow_up: FollowUp) -> Any:
    """The officer answers with a day."""
    form = Reading(request.form)
    words = form.narrative("words", "what happens on that day", required=True)
    on_day = form.date("on", "The day", required=True, future=True)
    if on_day is None or form.errors:
        return _follow_up(follow_up, form)
    return _done(follow_up, lambda: actions.answer_help(current_actor(), follow_up, words, on_day))


@pages.page("/help/<follow_up>/finding", needs=Permission.REVIEW_PLANS, opens=FollowUp, methods=("POST",))
def finding(follow_up: FollowUp) -> Any:
    """What came of it."""
    form = Reading(request.form)
    words = form.narrative("finding", "what came of it", required=True)
    if form.errors:
        return _follow_up(follow_up, form)
    return _done(follow_up, lambda: actions.note_finding(current_actor(), follow_up, words))


def _done(follow_up: FollowUp, act: Any) -> Any:
    try:
        act()
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash("It is kept.", "success")
    return redirect(url_for("plan_help.follow_up", follow_up=follow_up.public_id))
