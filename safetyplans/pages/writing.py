"""A school writes a plan: start, sections, sign, submit, answer."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers import problems_of
from foundation.store import current_actor
from foundation.trail import history
from roll.lists import child_by_id, children_by_id, my_settings, own_child_by_upn, settings_by_id
from safetyplans import actions, lists
from safetyplans.long_form import LONG_FORM, bar
from safetyplans.models import PlanRequest, SafetyPlan
from safetyplans.showing import prefilled, version_rows

pages = Pages("safetyplans", __name__, url_prefix="/plans")
LONG_FORM.mount(pages, "/<plan>/form")


@pages.page("/", needs=Permission.READ_PLANS)
def plans() -> Any:
    """The plans the reader may see, next review first."""
    status = request.args.get("status") or None
    found = lists.plans(status)
    return render_template(
        "safetyplans/plans.html",
        plans=found,
        status=status,
        children=children_by_id({plan.child_id for plan in found}),
        settings=settings_by_id({plan.setting_id for plan in found}),
        versions={plan.id: lists.latest_version(plan) for plan in found},
        qa_words=lists.QA_WORDS,
        status_words=lists.STATUS_WORDS,
    )


@pages.page("/start", needs=Permission.WRITE_PLANS, methods=("GET", "POST"))
def start() -> Any:
    """Start a plan that nobody asked for: find a child of one's own setting by UPN."""
    error = None
    settings = my_settings()
    if request.method == "POST":
        child = own_child_by_upn(request.form.get("upn", ""))
        chosen = {str(s.id): s for s in settings}.get(request.form.get("setting", ""))
        if child is None:
            error = ("upn", "No child at your setting has this UPN. Check it against the child's record")
        elif chosen is None:
            error = ("setting", "Choose the setting that writes the plan")
        else:
            plan = actions.start_plan(
                current_actor(), child_id=child.id, setting_id=chosen.id, prefill=prefilled(current_actor())
            )
            return redirect(url_for("safetyplans.form", plan=plan.public_id))
    errors = [{"text": error[1], "href": f"#{error[0]}"}] if error else []
    page = render_template("safetyplans/start.html", settings=settings, error_list=errors, error=error)
    return page, 422 if error else 200


@pages.page("/requests/<asked>", needs=Permission.READ_PLANS, opens=PlanRequest)
def asked(asked: PlanRequest) -> Any:
    """What the council asks for, until when, and the two ways to answer."""
    return render_template(
        "safetyplans/asked.html",
        asked=asked,
        child=child_by_id(asked.child_id),
        words=lists.REQUEST_WORDS[asked.status],
        history=history(asked),
    )


@pages.page("/requests/<asked>/start", needs=Permission.WRITE_PLANS, opens=PlanRequest, methods=("POST",))
def start_asked(asked: PlanRequest) -> Any:
    """Begin the plan that was asked for."""
    known = {**prefilled(current_actor()), **({"child_role": asked.child_role} if asked.child_role else {})}
    plan = actions.start_plan(
        current_actor(), child_id=asked.child_id, setting_id=asked.setting_id, request=asked, prefill=known
    )
    return redirect(url_for("safetyplans.form", plan=plan.public_id))


@pages.page("/requests/<asked>/decline", needs=Permission.WRITE_PLANS, opens=PlanRequest, methods=("POST",))
def decline(asked: PlanRequest) -> Any:
    """Answer that a plan is not appropriate now, with the reason."""
    reason = request.form.get("reason", "").strip()
    if not reason:
        flash("Say why a plan is not appropriate now. Nothing was changed.", "error")
    else:
        actions.decline_request(current_actor(), asked, reason)
        flash("Your answer went to the Education MASH.", "success")
    return redirect(url_for("safetyplans.asked", asked=asked.public_id))


@pages.page("/<plan>", needs=Permission.READ_PLANS, opens=SafetyPlan)
def plan(plan: SafetyPlan) -> Any:
    """One plan: where it stands, what to do next, its versions and its history."""
    return render_template(
        "safetyplans/plan.html",
        plan=plan,
        bar=bar(plan),
        problems=problems_of(plan, LONG_FORM),
        versions=version_rows(plan),
        status=lists.STATUS_WORDS[plan.status],
        history=history(plan),
        writes=current_actor().may(Permission.WRITE_PLANS),
    )


@pages.page("/<plan>/sign", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def sign(plan: SafetyPlan) -> Any:
    """Sign: in force from today."""
    try:
        actions.sign_plan(current_actor(), plan)
    except actions.CannotSign as missing:
        flash(str(missing), "error")
    else:
        flash("The plan is in force from today.", "success")
    return redirect(url_for("safetyplans.plan", plan=plan.public_id))


@pages.page("/<plan>/submit", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def submit(plan: SafetyPlan) -> Any:
    """Send a frozen version to the Education MASH; first the plan must be signed and complete."""
    missing = problems_of(plan, LONG_FORM)
    if plan.status == "draft":
        return redirect(url_for("safetyplans.plan", plan=plan.public_id))
    if missing:
        flash(f"{len(missing)} things are missing. They are listed below, each with its place.", "error")
        return redirect(url_for("safetyplans.form_check", plan=plan.public_id))
    actions.submit_plan(current_actor(), plan)
    flash("The version was sent to the Education MASH. The plan stays in force meanwhile.", "success")
    return redirect(url_for("safetyplans.plan", plan=plan.public_id))


@pages.page("/<plan>/end", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def end(plan: SafetyPlan) -> Any:
    """End a plan, with its reason. The separation stays."""
    reason = request.form.get("reason", "").strip()
    if not reason:
        flash("Say why the plan ends. Nothing was changed.", "error")
    else:
        actions.end_plan(current_actor(), plan, reason)
        flash("The plan has ended. The separation is the council's own decision and stays.", "success")
    return redirect(url_for("safetyplans.plan", plan=plan.public_id))
