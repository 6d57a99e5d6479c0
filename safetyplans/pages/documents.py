"""PDFs, and the page on which everything that names no other child is looked at before it is printed."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for

from cases.names import NamesAnotherChild
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor
from safetyplans.copies import COPIES, found_in
from safetyplans.long_form import bar, may_change
from safetyplans.models import PlanReview, PlanVersion, SafetyPlan, SettingRecord
from safetyplans.papers import copy_pdf, feedback_pdf, review_pdf, setting_record_pdf
from safetyplans.printing import professional_copy

pages = Pages("plan_documents", __name__, url_prefix="/plans")


@pages.page("/<plan>/professionals.pdf", needs=Permission.READ_PLANS, opens=SafetyPlan, kind="print")
def professionals(plan: SafetyPlan) -> Any:
    """The whole plan, for those who work with it."""
    return file_answer(professional_copy(current_actor(), plan), f"{plan.reference}-professionals.pdf")


@pages.page("/<plan>/family", needs=Permission.READ_PLANS, opens=SafetyPlan)
def family(plan: SafetyPlan) -> Any:
    """Before anything is printed for the family, the child or staff: does it give another child away?"""
    checked = []
    for key, make in COPIES.items():
        copy = make(current_actor(), plan)
        found = found_in(copy, plan)
        sure, unsure = [hit for hit in found if hit.sure], [hit for hit in found if not hit.sure]
        checked.append({"key": key, "empty": copy.empty, "sure": sure, "unsure": unsure})
    return render_template(
        "safetyplans/family.html", plan=plan, bar=bar(plan), checked=checked, writes=may_change(plan)
    )


def _copy(plan: SafetyPlan, key: str) -> Any:
    try:
        return file_answer(copy_pdf(current_actor(), plan, key), f"{plan.reference}-{key}.pdf")
    except NamesAnotherChild:
        return redirect(url_for("plan_documents.family", plan=plan.public_id))


@pages.page("/<plan>/family.pdf", needs=Permission.READ_PLANS, opens=SafetyPlan, kind="print")
def family_pdf(plan: SafetyPlan) -> Any:
    """The family's copy; refused, with the places named, when it would give another child away."""
    return _copy(plan, "family")


@pages.page("/<plan>/child.pdf", needs=Permission.READ_PLANS, opens=SafetyPlan, kind="print")
def child_pdf(plan: SafetyPlan) -> Any:
    """The child's own page in plain words; refused as the family's copy is."""
    return _copy(plan, "child")


@pages.page("/<plan>/cards.pdf", needs=Permission.READ_PLANS, opens=SafetyPlan, kind="print")
def cards_pdf(plan: SafetyPlan) -> Any:
    """The cards for staff; refused when they name another child or tell what is alleged."""
    return _copy(plan, "cards")


@pages.page("/reviews/<review>/record.pdf", needs=Permission.READ_PLANS, opens=PlanReview, kind="print")
def review_record(review: PlanReview) -> Any:
    """What a review came to."""
    name = f"{review.plan.reference}-review-{review.due_on}.pdf"
    return file_answer(review_pdf(current_actor(), review), name)


@pages.page("/versions/<version>/feedback.pdf", needs=Permission.READ_PLANS, opens=PlanVersion, kind="print")
def feedback(version: PlanVersion) -> Any:
    """The feedback as a letter; before it was sent there is none."""
    if version.status not in {"feedback_given", "answered", "accepted"}:
        return redirect(url_for("plan_quality.version", version=version.public_id))
    name = f"{version.plan.reference}-feedback-{version.number}.pdf"
    return file_answer(feedback_pdf(current_actor(), version), name)


@pages.page(
    "/setting/<setting_record>/record.pdf", needs=Permission.READ_PLANS, opens=SettingRecord, kind="print"
)
def setting_record_print(setting_record: SettingRecord) -> Any:
    """The record of the whole setting; refused while it names a child."""
    try:
        made = setting_record_pdf(current_actor(), setting_record)
        return file_answer(made, f"{setting_record.reference}.pdf")
    except NamesAnotherChild:
        return redirect(url_for("plan_setting.record", setting_record=setting_record.public_id))
