"""The authority asks a school for a plan, and asks again; the school answers."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.models import Case
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today
from foundation.store.calendar import calendar_for
from foundation.trail import history
from roll.lists import child_by_id, setting_by_id
from safetyplans import actions, lists
from safetyplans.clocks import clock
from safetyplans.decided import WRITE_AGAIN_WITHIN, WRITE_WITHIN
from safetyplans.models import PlanRequest
from safetyplans.queue import queue_lists
from safetyplans.showing import KIND_WORDS, ROLE_WORDS, parties_and_settings, prefilled

pages = Pages("plan_requests", __name__)


@pages.page(
    "/cases/<case>/ask-for-a-plan", needs=Permission.ASK_FOR_PLANS, opens=Case, methods=("GET", "POST")
)
def ask(case: Case) -> Any:
    """Ask the school of one party for a plan, with a due date."""
    form = Reading(request.form)
    parties = {party.key: party for party in parties_and_settings(case)}
    if request.method == "POST":
        chosen = parties.get(form.choice("party", "the child and the school", parties))
        due = form.date("due", "The due date", required=True, future=True)
        note = form.narrative("note", "what the school should know")
        if chosen and due and not form.errors:
            try:
                actions.ask_for_plan(
                    current_actor(),
                    child_id=chosen.child_id,
                    setting_id=chosen.setting_id,
                    child_role=chosen.role,
                    case_id=case.id,
                    due_on=due,
                    note=note,
                )
            except actions.Refused as refusal:
                form.refuse("party", str(refusal))
            else:
                flash("The school was asked for a plan.", "success")
                return redirect(url_for("cases.case", case=case.reference))
    proposed = calendar_for(None).add(today(), WRITE_WITHIN.value())
    page = render_template(
        "safetyplans/ask.html",
        case=case,
        parties=parties.values(),
        proposed=proposed,
        within=WRITE_WITHIN.in_words(),
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/plans/requests/<asked>", needs=Permission.READ_PLANS, opens=PlanRequest)
def asked(asked: PlanRequest) -> Any:
    """What the council asks for, until when, and the two ways to answer."""
    return _asked(asked, Reading(request.form))


def _asked(asked: PlanRequest, form: Reading) -> Any:
    actor, setting = current_actor(), setting_by_id(asked.setting_id)
    calendar = calendar_for(asked.setting_id)
    page = render_template(
        "safetyplans/asked.html",
        asked=asked,
        child=child_by_id(asked.child_id),
        setting=setting.name if setting else "",
        role=ROLE_WORDS.get(asked.child_role, ""),
        words=lists.REQUEST_WORDS[asked.status],
        clock=clock(asked.due_on, asked.setting_id) if asked.status in lists.OPEN_REQUESTS else None,
        plan=lists.plan_of_request(asked),
        history=history(asked),
        answers=actor.may(Permission.WRITE_PLANS) and asked.setting_id in actor.settings,
        asks=actor.may(Permission.ASK_FOR_PLANS),
        follow_ups=lists.follow_ups_of(None, asked.id),
        kind_words=KIND_WORDS,
        proposed=calendar.add(today(), WRITE_AGAIN_WITHIN.value()),
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page(
    "/plans/requests/<asked>/start", needs=Permission.WRITE_PLANS, opens=PlanRequest, methods=("POST",)
)
def start_asked(asked: PlanRequest) -> Any:
    """Begin the plan that was asked for."""
    begun = lists.plan_of_request(asked)
    if begun is None:
        role = {"child_role": asked.child_role} if asked.child_role else {}
        known = {**prefilled(current_actor()), **role}
        begun = actions.start_plan(
            current_actor(),
            child_id=asked.child_id,
            setting_id=asked.setting_id,
            request=asked,
            prefill=known,
        )
    return redirect(url_for("safetyplans.form", plan=begun.public_id))


@pages.page(
    "/plans/requests/<asked>/decline", needs=Permission.WRITE_PLANS, opens=PlanRequest, methods=("POST",)
)
def decline(asked: PlanRequest) -> Any:
    """Answer that a plan is not appropriate now, with the reason."""
    if asked.status not in {"asked", "reopened"}:
        return _answered_already(asked)
    form = Reading(request.form)
    reason = form.narrative("reason", "why a plan is not appropriate now", required=True)
    if not form.errors:
        try:
            actions.decline_request(current_actor(), asked, reason)
        except actions.Refused as refusal:
            form.refuse("reason", str(refusal))
    if form.errors:
        return _asked(asked, form)
    flash("Your answer went to the Education MASH.", "success")
    return redirect(url_for("plan_requests.asked", asked=asked.public_id))


@pages.page(
    "/plans/requests/<asked>/again", needs=Permission.ASK_FOR_PLANS, opens=PlanRequest, methods=("POST",)
)
def ask_again(asked: PlanRequest) -> Any:
    """The officer does not agree with "not appropriate now"."""
    if asked.status != "declined":
        return _answered_already(asked)
    form = Reading(request.form)
    reason = form.narrative("again", "why it is asked for again", required=True)
    due = form.date("due", "The new due date", required=True, future=True)
    if due and not form.errors:
        try:
            actions.ask_again(current_actor(), asked, reason, due)
        except actions.Refused as refusal:
            form.refuse("again", str(refusal))
    if form.errors:
        return _asked(asked, form)
    flash("The school was asked again.", "success")
    return redirect(url_for("plan_requests.asked", asked=asked.public_id))


@pages.page(
    "/plans/requests/<asked>/agree", needs=Permission.ASK_FOR_PLANS, opens=PlanRequest, methods=("POST",)
)
def agree(asked: PlanRequest) -> Any:
    """The officer agrees that a plan is not appropriate now."""
    try:
        actions.agree_to_declining(current_actor(), asked)
    except actions.Refused:
        return _answered_already(asked)
    flash("Agreed. It is asked for again by itself when an alert is raised about the child.", "success")
    return redirect(url_for("plan_requests.asked", asked=asked.public_id))


def _answered_already(asked: PlanRequest) -> Any:
    flash("This has been answered meanwhile. Nothing was changed.", "error")
    return redirect(url_for("plan_requests.asked", asked=asked.public_id))


@pages.page("/plans/queue", needs=Permission.REVIEW_PLANS)
def queue() -> Any:
    """Submitted plans, oldest first; what is asked for and overdue; what schools declined."""
    return render_template("safetyplans/queue.html", lists=queue_lists(current_actor()))
