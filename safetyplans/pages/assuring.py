"""Quality assurance: the rubric, the school's point-by-point answer, acceptance."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.store import current_actor
from safetyplans import actions, comparing, lists
from safetyplans.judging import answering, judging
from safetyplans.long_form import record_facts
from safetyplans.models import PlanVersion
from safetyplans.rubric import CRITERIA

pages = Pages("plan_quality", __name__, url_prefix="/plans/versions")


@pages.page("/<version>", needs=Permission.READ_PLANS, opens=PlanVersion)
def version(version: PlanVersion) -> Any:
    """A frozen version: the school's words at the left, the judgement at the right."""
    return render_template("safetyplans/version.html", **judging(version, current_actor()))


@pages.page("/<version>/feedback", needs=Permission.REVIEW_PLANS, opens=PlanVersion, methods=("POST",))
def feedback(version: PlanVersion) -> Any:
    """Keep what was judged; send it, or accept the version, when the button says so."""
    actor = current_actor()
    levels = {key: request.form.get(f"level-{key}", "") for key, _ in CRITERIA}
    comments = {key: request.form.get(f"comment-{key}", "") for key, _ in CRITERIA}
    then = request.form.get("then", "keep")
    try:
        actions.save_points(
            actor,
            version,
            levels,
            comments,
            request.form.get("summary", ""),
            codes={key: request.form.getlist(f"codes-{key}") for key, _ in CRITERIA},
            reviewed_with=request.form.get("reviewed_with", ""),
        )
        if then == "send":
            actions.give_feedback(actor, version)
            flash("The feedback went to the school. The plan stays in force meanwhile.", "success")
        elif then == "accept":
            actions.accept(actor, version)
            flash("The version is accepted. The school was told.", "success")
        else:
            flash("Kept. Nothing has been sent to the school yet.", "success")
    except actions.FeedbackIncomplete as missing:
        shown = judging(version, actor, missing)
        return render_template("safetyplans/version.html", **shown), 422
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
    return redirect(url_for("plan_quality.version", version=version.public_id))


@pages.page("/<version>/answer", needs=Permission.WRITE_PLANS, opens=PlanVersion, methods=("GET", "POST"))
def answer(version: PlanVersion) -> Any:
    """The school answers point by point: changed, or not changed because."""
    missing: actions.FeedbackIncomplete | None = None
    if request.method == "POST":
        answers = {key: request.form.get(f"answer-{key}", "") for key, _ in CRITERIA}
        texts = {key: request.form.get(f"text-{key}", "") for key, _ in CRITERIA}
        try:
            actions.answer_feedback(current_actor(), version, answers, texts)
        except actions.FeedbackIncomplete as found:
            missing = found
        except actions.Refused as refusal:
            flash(f"{refusal}.", "error")
        else:
            flash("Your answers went to the Education MASH.", "success")
            return redirect(url_for("safetyplans.plan", plan=lists.plan_of(version).public_id))
    shown = answering(version, current_actor(), missing)
    return render_template("safetyplans/answer.html", **shown), 422 if missing else 200


@pages.page("/<version>/compare", needs=Permission.READ_PLANS, opens=PlanVersion)
def compare(version: PlanVersion) -> Any:
    """This version beside an earlier one (the one before it, or the number asked for), in words."""
    others = [one for one in lists.versions_of(lists.plan_of(version)) if one.number < version.number]
    asked_for = request.args.get("with", "")
    before = next((one for one in others if str(one.number) == asked_for), next(iter(others), None))
    return render_template(
        "safetyplans/compare.html",
        version=version,
        before=before,
        others=others,
        facts=record_facts(lists.plan_of(version), version),
        compared=comparing.compare(before, version, current_actor()) if before else None,
    )
