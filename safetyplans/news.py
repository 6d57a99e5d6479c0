"""What this room hears of others, and what it offers on their pages."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from cases import slots
from cases.models import Case
from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList, WorkRow
from foundation.store import Actor
from safetyplans import lists
from safetyplans.cards import clock
from safetyplans.showing import setting_name


def ask_button(case: Case, actor: Actor) -> Iterable[Start]:
    """On the case page: ask a school for a plan."""
    if not actor.may(Permission.ASK_FOR_PLANS):
        return []
    return [Start("Ask for a safety plan", url_for("plan_requests.ask", case=case.reference), 20)]


def plans_on_case(case: Case, actor: Actor) -> WorkList | None:
    """On the case page: the plans there are and those asked for."""
    if not actor.may(Permission.READ_PLANS):
        return None
    rows = [
        WorkRow(
            f"Plan {plan.reference}",
            url_for("safetyplans.plan", plan=plan.public_id),
            f"{lists.STATUS_WORDS[plan.status][0]}, {setting_name(plan.setting_id)}.",
        )
        for plan in lists.plans_of_case(case.id)
    ]
    rows += [
        WorkRow(
            f"Plan asked of {setting_name(request.setting_id)}",
            url_for("safetyplans.asked", asked=request.public_id),
            lists.REQUEST_WORDS[request.status],
            clock=clock(request.due_on, request.setting_id),
        )
        for request in lists.requests_of_case(case.id)
        if request.status != "met"
    ]
    return WorkList("plans", "Safety plans", rows, empty="No school was asked for a plan yet.", order=30)


def listen() -> None:
    """Fasten the offers."""
    slots.case_actions(ask_button)
    slots.case_sections(plans_on_case)
