"""Reviews of a plan: what is due and was held, setting one, holding one line by line."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.lists import account_by_id
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers import answers_of
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from safetyplans import actions, lists
from safetyplans.clocks import clock
from safetyplans.decided import FULL_REVIEW, SECOND_REVIEW
from safetyplans.form import FORM
from safetyplans.long_form import bar, may_change
from safetyplans.models import PlanReview, SafetyPlan
from safetyplans.reviews import DECISIONS, review_lines
from safetyplans.times import REVIEW_KINDS, SET_BY_HAND
from safetyplans.twins import linked_plans

pages = Pages("plan_reviews", __name__, url_prefix="/plans")


@pages.page("/<plan>/reviews", needs=(Permission.READ_PLANS,), opens=SafetyPlan, methods=("GET", "POST"))
def reviews(plan: SafetyPlan) -> Any:
    """The reviews of a plan; the school and the officers can set one more."""
    form = Reading(request.form)
    if request.method == "POST":
        kind = form.choice("kind", "why it is reviewed", SET_BY_HAND)
        due = form.date("due", "The day of the review", required=True, future=True)
        why = form.narrative("why", "what happened, or is about to", required=True)
        if due and not form.errors:
            try:
                actions.call_review(current_actor(), plan, kind, due, why)
            except actions.Refused as refusal:
                flash(f"{refusal}.", "error")
            else:
                flash("The review is set.", "success")
            return redirect(url_for("plan_reviews.reviews", plan=plan.public_id))
    found = lists.reviews_of(plan)
    page = render_template(
        "safetyplans/reviews.html",
        plan=plan,
        bar=bar(plan),
        due=[(one, clock(one.due_on, plan.setting_id)) for one in found if one.status == "due"],
        held=[one for one in reversed(found) if one.status == "held"],
        kinds=REVIEW_KINDS,
        second=SECOND_REVIEW.in_words(plan.signed_on),
        full=FULL_REVIEW.in_words(plan.signed_on),
        choices={kind: REVIEW_KINDS[kind] for kind in SET_BY_HAND},
        writes=may_change(plan) and current_actor().may(Permission.WRITE_PLANS),
        sets=plan.status == "in_force",
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/reviews/<review>", needs=Permission.READ_PLANS, opens=PlanReview)
def review(review: PlanReview) -> Any:
    """One review: the form while it is due and one's own, else what it came to."""
    return _review(review, Reading(request.form))


def _review(review: PlanReview, form: Reading, missing: list[str] | None = None) -> Any:
    plan = review.plan
    holder = account_by_id(review.held_by) if review.held_by else None
    page = render_template(
        "safetyplans/review.html",
        plan=plan,
        review=review,
        bar=bar(plan),
        kind=REVIEW_KINDS[review.kind],
        clock=clock(review.due_on, plan.setting_id) if review.status == "due" else None,
        lines=review.lines if review.status == "held" else review_lines(answers_of(plan, FORM)),
        decisions=DECISIONS,
        holder=holder.name if holder else "",
        linked=linked_plans(plan) if review.status == "due" else [],
        writes=review.status == "due" and _own(plan),
        missing=set(missing or ()),
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


def _own(plan: SafetyPlan) -> bool:
    return may_change(plan) and current_actor().may(Permission.WRITE_PLANS)


@pages.page("/reviews/<review>/hold", needs=Permission.WRITE_PLANS, opens=PlanReview, methods=("POST",))
def hold(review: PlanReview) -> Any:
    """Keep what the review came to; nothing typed is lost when a line still lacks its decision."""
    form = Reading(request.form)
    held_on = form.date("held", "The day on which it was held", required=True, past=True)
    attended = form.narrative("attended", "who was there", required=True)
    absent = form.narrative("absent", "who was not there")
    child_said = form.narrative("child_said", "what the child said")
    outcome = form.narrative("outcome", "what it came to")
    next_on = form.date("next", "The day of the next review", required=True, future=True)
    lines = {
        line["path"]: (form.known(f"d-{line['path']}", DECISIONS), form.text(f"n-{line['path']}", "the note"))
        for line in review_lines(answers_of(review.plan, FORM))
    }
    if held_on is None or next_on is None or form.errors:
        return _review(review, form)
    held = actions.Held(held_on, attended, absent, child_said, outcome, next_on, lines)
    try:
        actions.hold_review(current_actor(), review, held)
    except actions.ReviewIncomplete as incomplete:
        for path in incomplete.lines:
            form.refuse(f"d-{path}", f"{incomplete}: {_title(review, path)}")
        return _review(review, form, incomplete.lines)
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash("The review is kept. Change the plan where it was decided.", "success")
    return redirect(url_for("plan_reviews.review", review=review.public_id))


def _title(review: PlanReview, path: str) -> str:
    lines = review_lines(answers_of(review.plan, FORM))
    return next((line["title"] for line in lines if line["path"] == path), "")
