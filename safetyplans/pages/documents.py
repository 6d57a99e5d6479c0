"""PDFs: the professionals' plan, and the family's copy, which cannot name another child."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.store import current_actor
from safetyplans.long_form import bar, may_change
from safetyplans.models import SafetyPlan
from safetyplans.printing import NamesAnotherChild, family_copy, names_in_family_copy, professional_copy

pages = Pages("plan_documents", __name__, url_prefix="/plans")


def _pdf(data: bytes, name: str) -> Response:
    answer = Response(data, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@pages.page("/<plan>/professionals.pdf", needs=Permission.READ_PLANS, opens=SafetyPlan, kind="print")
def professionals(plan: SafetyPlan) -> Any:
    """The whole plan, for those who work with it."""
    return _pdf(professional_copy(current_actor(), plan), f"{plan.reference}-professionals")


@pages.page("/<plan>/family", needs=Permission.READ_PLANS, opens=SafetyPlan)
def family(plan: SafetyPlan) -> Any:
    """Before the family's copy is printed: does anything in it give another child away?"""
    found = names_in_family_copy(plan)
    return render_template(
        "safetyplans/family.html",
        plan=plan,
        bar=bar(plan),
        sure=[hit for hit in found if hit.sure],
        unsure=[hit for hit in found if not hit.sure],
        writes=may_change(plan),
    )


@pages.page("/<plan>/family.pdf", needs=Permission.READ_PLANS, opens=SafetyPlan, kind="print")
def family_pdf(plan: SafetyPlan) -> Any:
    """The family's copy; refused, with the places named, when it would give another child away."""
    try:
        return _pdf(family_copy(current_actor(), plan), f"{plan.reference}-family")
    except NamesAnotherChild:
        return redirect(url_for("plan_documents.family", plan=plan.public_id))
