"""A school starts a plan that nobody asked for: for a pupil by number, or without one by name."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll.lists import current_settings, my_settings, own_child_by_upn
from safetyplans import actions, lists
from safetyplans.models import SafetyPlan
from safetyplans.showing import prefilled

pages = Pages("plan_start", __name__, url_prefix="/plans")


@pages.page("/start", needs=Permission.WRITE_PLANS, methods=("GET", "POST"))
def start() -> Any:
    """Start a plan that nobody asked for: find a child of one's own setting by UPN."""
    form = Reading(request.form)
    settings = my_settings()
    begun: list[SafetyPlan] = []
    if request.method == "POST":
        child = own_child_by_upn(form.text("upn", "the UPN of the child", required=True))
        if child is None:
            form.refuse("upn", "No child at your setting has this UPN. Check it against the child's record")
        here = {str(s.id) for s in settings} & {str(s.id) for s in (current_settings(child) if child else ())}
        only = next(iter(here)) if len(here) == 1 else ""
        chosen = form.known("setting", here) or only
        if child is not None and not chosen:
            form.refuse("setting", "Choose the setting that writes the plan, where the child is on the roll")
        if child is not None and chosen and not form.errors:
            begun = list(lists.open_plans_of_child(child.id, int(chosen)))
            if not begun or form.known("another", {"yes"}):
                known = prefilled(current_actor())
                made = actions.start_plan(
                    current_actor(), child_id=child.id, setting_id=int(chosen), prefill=known
                )
                return redirect(url_for("safetyplans.form", plan=made.public_id))
    page = render_template(
        "safetyplans/start.html", settings=settings, form=form, begun=begun, error_list=form.error_list
    )
    return page, 422 if form.errors else 200


@pages.page("/start/by-name", needs=Permission.WRITE_PLANS, methods=("GET", "POST"))
def by_name() -> Any:
    """Start a plan for a pupil without a number; the answer never says whether anybody knows the child."""
    form = Reading(request.form)
    settings = my_settings()
    if request.method == "POST":
        forename = form.text("forename", "the forename", required=True)
        surname = form.text("surname", "the surname", required=True)
        born = form.date("born", "The date of birth", required=True, past=True)
        postcode = form.text("postcode", "the postcode")
        here = {str(setting.id) for setting in settings}
        chosen = next(iter(here)) if len(here) == 1 else form.choice("setting", "the setting", here)
        if born is not None and not form.errors:
            made = actions.start_plan_by_name(
                current_actor(),
                int(chosen),
                surname=surname,
                forename=forename,
                date_of_birth=born,
                postcode=postcode or None,
                prefill=prefilled(current_actor()),
            )
            return redirect(url_for("safetyplans.form", plan=made.public_id))
    page = render_template(
        "safetyplans/start_by_name.html", settings=settings, form=form, error_list=form.error_list
    )
    return page, 422 if form.errors else 200
