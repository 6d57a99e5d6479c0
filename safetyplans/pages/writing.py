"""A school writes a plan: start, sections, sign, submit, end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers import answers_of, problems_of
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from foundation.trail import history
from roll.lists import children_by_id, settings_by_id
from safetyplans import actions, lists
from safetyplans.day import COLUMNS, school_day
from safetyplans.form import FORM
from safetyplans.form.child import CHILD
from safetyplans.long_form import LONG_FORM, bar, given, may_change
from safetyplans.models import SafetyPlan
from safetyplans.showing import version_rows
from safetyplans.times import REVIEW_KINDS
from safetyplans.twins import linked_plans

pages = Pages("safetyplans", __name__, url_prefix="/plans")


def saved(plan: SafetyPlan) -> None:
    """After every saving: the other children of the cover are kept in view, the next review is noted."""
    typing = (request.endpoint or "").endswith("_autosave")
    actions.keep_others_in_view(current_actor(), plan, typing=typing)
    actions.note_review_date(current_actor(), plan)
    views = request.view_args or {}
    if views.get("section") == CHILD.key and actions.keep_what_was_sent(current_actor(), plan) and not typing:
        flash("What the child said in an entry that was sent stays as it is. Add a new entry.", "error")


replace(LONG_FORM, saved=saved).mount(pages, "/<plan>/form")


@pages.page("/", needs=Permission.READ_PLANS)
def plans() -> Any:
    """The plans the reader may see, next review first."""
    status = Reading(request.args).known("status", lists.STATUS_WORDS)
    found = lists.plans(status)
    return render_template(
        "safetyplans/plans.html",
        plans=found,
        status=status,
        children=children_by_id({plan.child_id for plan in found}),
        settings=settings_by_id({plan.setting_id for plan in found}),
        versions=lists.latest_versions({plan.id for plan in found}),
        qa_words=lists.QA_WORDS,
        status_words=lists.STATUS_WORDS,
        writes=current_actor().may(Permission.WRITE_PLANS),
    )


@pages.page("/<plan>", needs=Permission.READ_PLANS, opens=SafetyPlan)
def plan(plan: SafetyPlan) -> Any:
    """One plan: where it stands, what to do next, its versions and its history."""
    return _plan(plan, Reading(request.form))


def _plan(plan: SafetyPlan, form: Reading) -> Any:
    answers = answers_of(plan, FORM)
    newest = lists.latest_version(plan)
    linked = linked_plans(plan)
    page = render_template(
        "safetyplans/plan.html",
        plan=plan,
        bar=bar(plan),
        problems=problems_of(plan, LONG_FORM),
        ending=lists.open_ending(plan),
        setting_record=lists.setting_record_of(plan),
        due=lists.open_reviews_of(plan),
        kinds=REVIEW_KINDS,
        linked=linked,
        clashes=sum(len(one.contradictions) for one in linked),
        day=school_day(answers, given(plan)),
        day_columns=COLUMNS,
        versions=version_rows(plan),
        changed=newest is None or newest.answers != answers,
        status=lists.STATUS_WORDS[plan.status],
        history=history(plan),
        writes=may_change(plan) and current_actor().may(Permission.WRITE_PLANS),
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/<plan>/sign", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def sign(plan: SafetyPlan) -> Any:
    """Sign: in force from today."""
    try:
        actions.sign_plan(current_actor(), plan)
    except actions.Refused as missing:
        flash(f"{missing}. Nothing was signed.", "error")
    else:
        flash("The plan is in force from today.", "success")
    return redirect(url_for("safetyplans.plan", plan=plan.public_id))


@pages.page("/<plan>/submit", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def submit(plan: SafetyPlan) -> Any:
    """Send a frozen version to the Education MASH; first the plan must be signed and complete."""
    try:
        actions.submit_plan(current_actor(), plan)
    except actions.NotComplete as missing:
        flash(f"{missing}. All of it is listed below, each with its place.", "error")
        return redirect(url_for("safetyplans.form_check", plan=plan.public_id))
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash("The version was sent to the Education MASH. The plan stays in force meanwhile.", "success")
    return redirect(url_for("safetyplans.plan", plan=plan.public_id))


@pages.page("/<plan>/close", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def close(plan: SafetyPlan) -> Any:
    """Close a draft that nobody signed, with the reason."""
    form = Reading(request.form)
    reason = form.narrative("reason", "why the draft is closed", required=True)
    if form.errors and plan.status == "draft":
        return _plan(plan, form)
    try:
        actions.close_draft(current_actor(), plan, reason)
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash("The draft is closed. It can still be read.", "success")
    return redirect(url_for("safetyplans.plan", plan=plan.public_id))
