"""Quality assurance: the rubric, the school's point-by-point answer, acceptance."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.questions import reading
from foundation.store import current_actor
from foundation.trail import history
from safetyplans import actions, lists
from safetyplans.form import FORM
from safetyplans.long_form import bar, given
from safetyplans.models import PlanVersion
from safetyplans.rubric import COMMENT_NEEDED, CRITERIA, CRITERION_WORDS, LEVEL_WORDS, LEVELS

pages = Pages("plan_quality", __name__, url_prefix="/plans/versions")


@pages.page("/<version>", needs=Permission.READ_PLANS, opens=PlanVersion)
def version(version: PlanVersion) -> Any:
    """A frozen version: the school's words at the left, the judgement at the right."""
    plan = lists.plan_of(version)
    read = reading(FORM, FORM.forward(version.answers, version.form_version), current_actor(), given(plan))
    return render_template(
        "safetyplans/version.html",
        version=version,
        plan=plan,
        bar=bar(plan),
        said=read.said(),
        points={point.criterion: point for point in version.points},
        criteria=CRITERIA,
        levels=LEVELS,
        level_words=LEVEL_WORDS,
        state=lists.QA_WORDS[version.status],
        comment_needed=COMMENT_NEEDED,
        reviews=current_actor().may(Permission.REVIEW_PLANS),
        history=history(version),
    )


@pages.page("/<version>/feedback", needs=Permission.REVIEW_PLANS, opens=PlanVersion, methods=("POST",))
def feedback(version: PlanVersion) -> Any:
    """Keep what was judged; send it when the button says so."""
    levels = {key: request.form.get(f"level-{key}", "") for key, _ in CRITERIA}
    comments = {key: request.form.get(f"comment-{key}", "").strip()[:5000] for key, _ in CRITERIA}
    actions.save_points(current_actor(), version, levels, comments, request.form.get("summary", "").strip())
    if request.form.get("then") != "send":
        flash("Kept. Nothing has been sent to the school yet.", "success")
        return redirect(url_for("plan_quality.version", version=version.public_id))
    try:
        actions.give_feedback(current_actor(), version)
    except actions.FeedbackIncomplete as missing:
        flash(f"{missing}. What you entered is kept; nothing was sent.", "error")
        return redirect(url_for("plan_quality.version", version=version.public_id))
    flash("The feedback went to the school. The plan stays in force meanwhile.", "success")
    return redirect(url_for("plan_quality.version", version=version.public_id))


@pages.page("/<version>/answer", needs=Permission.WRITE_PLANS, opens=PlanVersion, methods=("GET", "POST"))
def answer(version: PlanVersion) -> Any:
    """The school answers point by point: changed, or not changed because."""
    points = [point for point in version.points if point.level in COMMENT_NEEDED]
    errors: list[dict[str, str]] = []
    if request.method == "POST" and version.status == "feedback_given":
        answers = {p.criterion: request.form.get(f"answer-{p.criterion}", "") for p in points}
        texts = {p.criterion: request.form.get(f"text-{p.criterion}", "").strip()[:5000] for p in points}
        try:
            actions.answer_feedback(current_actor(), version, answers, texts)
        except actions.FeedbackIncomplete as missing:
            errors.append({"text": str(missing), "href": f"#answer-{_first_open(points)}"})
        else:
            flash("Your answers went to the Education MASH.", "success")
            return redirect(url_for("safetyplans.plan", plan=lists.plan_of(version).public_id))
    plan = lists.plan_of(version)
    page = render_template(
        "safetyplans/answer.html",
        version=version,
        plan=plan,
        bar=bar(plan),
        points=points,
        criterion_words=CRITERION_WORDS,
        level_words=LEVEL_WORDS,
        error_list=errors,
        open=version.status == "feedback_given",
    )
    return page, 422 if errors else 200


def _first_open(points: list[Any]) -> str:
    unanswered = [p for p in points if p.answer is None or (p.answer == "not_changed" and not p.answer_text)]
    return str((unanswered or points)[0].criterion)


@pages.page("/<version>/accept", needs=Permission.REVIEW_PLANS, opens=PlanVersion, methods=("POST",))
def accept(version: PlanVersion) -> Any:
    """Accept the version."""
    actions.accept(current_actor(), version)
    flash("The version is accepted. The school was told.", "success")
    return redirect(url_for("plan_quality.version", version=version.public_id))
