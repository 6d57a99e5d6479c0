"""The authority asks a school for a plan, and asks again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from cases.models import Case
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.store import current_actor, today
from foundation.store.calendar import calendar_for
from safetyplans import actions, lists
from safetyplans.models import PlanRequest
from safetyplans.showing import parties_and_settings

pages = Pages("plan_requests", __name__)
SCHOOL_DAYS_TO_WRITE = 10


@pages.page(
    "/cases/<case>/ask-for-a-plan", needs=Permission.ASK_FOR_PLANS, opens=Case, methods=("GET", "POST")
)
def ask(case: Case) -> Any:
    """Ask the school of one party for a plan, with a due date."""
    parties = parties_and_settings(case)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        chosen = {party.key: party for party in parties}.get(request.form.get("party", ""))
        due = _due(request.form.get("due_day"), request.form.get("due_month"), request.form.get("due_year"))
        if chosen is None:
            errors.append({"text": "Choose the child and the school", "href": "#party"})
        if due is None or due < today():
            errors.append(
                {"text": "Enter a due date from today on, for example 4 12 2026", "href": "#due-day"}
            )
        if chosen is not None and due is not None and not errors:
            note = request.form.get("note", "").strip()[:5000]
            actions.ask_for_plan(
                current_actor(),
                child_id=chosen.child_id,
                setting_id=chosen.setting_id,
                case_id=case.id,
                child_role=chosen.role,
                due_on=due,
                note=note,
            )
            flash("The school was asked for a plan.", "success")
            return redirect(url_for("cases.case", case=case.reference))
    proposed = calendar_for(None).add(today(), SCHOOL_DAYS_TO_WRITE)
    page = render_template(
        "safetyplans/ask.html",
        case=case,
        parties=parties,
        proposed=proposed,
        error_list=errors,
        days=SCHOOL_DAYS_TO_WRITE,
    )
    return page, 422 if errors else 200


@pages.page(
    "/plans/requests/<asked>/again", needs=Permission.ASK_FOR_PLANS, opens=PlanRequest, methods=("POST",)
)
def ask_again(asked: PlanRequest) -> Any:
    """The officer does not agree with "not appropriate now"."""
    reason = request.form.get("reason", "").strip()
    if not reason:
        flash("Say why the plan is asked for again. Nothing was changed.", "error")
    else:
        due = calendar_for(asked.setting_id).add(today(), 2)
        actions.ask_again(current_actor(), asked, reason, due)
        flash("The school was asked again.", "success")
    return redirect(url_for("safetyplans.asked", asked=asked.public_id))


def _due(day: str | None, month: str | None, year: str | None) -> dt.date | None:
    try:
        return dt.date(int(year or ""), int(month or ""), int(day or ""))
    except ValueError:
        return None


@pages.page("/plans/queue", needs=Permission.REVIEW_PLANS)
def queue() -> Any:
    """Submitted plans, oldest first; what is asked for and overdue; what schools declined."""
    from safetyplans.cards import queue_lists

    return render_template("safetyplans/queue.html", lists=queue_lists(lists))
