"""General findings: what quality assurance meets again and again, for every school, without any case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from safetyplans import actions, lists
from safetyplans.findings import figures
from safetyplans.models import PlanFinding
from safetyplans.rubric import CRITERIA, CRITERION_WORDS

pages = Pages("plan_findings", __name__, url_prefix="/plans/findings")


@pages.page("/", needs=Permission.READ_PLANS)
def findings() -> Any:
    """What is shared, newest first; the officers see their drafts too."""
    return render_template(
        "safetyplans/findings.html",
        found=lists.findings(),
        words=CRITERION_WORDS,
        figures=figures(),
        writes=current_actor().may(Permission.REVIEW_PLANS),
    )


@pages.page("/write", needs=Permission.REVIEW_PLANS, methods=("GET", "POST"))
def write() -> Any:
    """A new finding, as a draft."""
    return _write(None)


@pages.page("/<plan_finding>", needs=Permission.REVIEW_PLANS, opens=PlanFinding, methods=("GET", "POST"))
def finding(plan_finding: PlanFinding) -> Any:
    """Change a draft; share it, or take it back."""
    return _write(plan_finding)


def _write(known: PlanFinding | None) -> Any:
    form = Reading(request.form)
    if request.method == "POST":
        criterion = form.choice("criterion", "what the finding is about", CRITERION_WORDS)
        title = form.text("title", "a title", required=True)
        words = form.narrative("words", "the finding", required=True)
        if not form.errors:
            try:
                made = actions.write_finding(current_actor(), criterion, title, words, known)
            except actions.Refused as refusal:
                form.refuse("words", str(refusal))
            else:
                flash("Kept. Only officers see it until it is shared.", "success")
                return redirect(url_for("plan_findings.finding", plan_finding=made.public_id))
    page = render_template(
        "safetyplans/finding.html",
        known=known,
        criteria=dict(CRITERIA),
        form=form,
        error_list=form.error_list,
    )
    return page, 422 if form.errors else 200


@pages.page("/<plan_finding>/share", needs=Permission.REVIEW_PLANS, opens=PlanFinding, methods=("POST",))
def share(plan_finding: PlanFinding) -> Any:
    """Every school can read it; refused when it points at a case."""
    return _move(plan_finding, actions.share_finding, "Every school can read it now.")


@pages.page("/<plan_finding>/withdraw", needs=Permission.REVIEW_PLANS, opens=PlanFinding, methods=("POST",))
def withdraw(plan_finding: PlanFinding) -> Any:
    """Take it back."""
    return _move(plan_finding, actions.withdraw_finding, "It was taken back.")


def _move(plan_finding: PlanFinding, act: Callable[..., None], said: str) -> Any:
    try:
        act(current_actor(), plan_finding)
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    else:
        flash(said, "success")
    return redirect(url_for("plan_findings.finding", plan_finding=plan_finding.public_id))
