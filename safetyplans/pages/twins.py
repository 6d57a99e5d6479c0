"""Linked plans: what contradicts, and for those who may read both, the two days side by side."""

from __future__ import annotations

from typing import Any

from flask import render_template

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.store import current_actor
from safetyplans import twins
from safetyplans.long_form import bar, may_change
from safetyplans.models import SafetyPlan

pages = Pages("plan_twins", __name__, url_prefix="/plans")


@pages.page("/<plan>/linked", needs=Permission.READ_PLANS, opens=SafetyPlan)
def linked(plan: SafetyPlan) -> Any:
    """Every linked plan, with its contradictions; a plan that the reader may not see is not shown itself."""
    found = twins.linked_plans(plan)
    officer = current_actor().may(Permission.REVIEW_PLANS)
    return render_template(
        "safetyplans/linked.html",
        plan=plan,
        bar=bar(plan),
        linked=found,
        tables={one.plan.id: twins.side_by_side(plan, one.plan) for one in found if one.plan},
        without=twins.children_without_plan(plan) if officer else [],
        officer=officer,
        writes=may_change(plan) and current_actor().may(Permission.WRITE_PLANS),
    )
