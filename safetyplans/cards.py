"""What safety plans put on home pages. Each list costs the same queries however many plans there are."""

from __future__ import annotations

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Clock, Start, Tag, WorkList, WorkRow
from foundation.store import Actor, today
from foundation.store.calendar import calendars_for
from foundation.store.clock import day_words, local
from safetyplans import lists
from safetyplans.clocks import Names, clock, late, names_of_children
from safetyplans.drafts import Progress, progress_of
from safetyplans.models import PlanRequest, PlanReview, PlanVersion, SafetyPlan
from safetyplans.queue import queue_lists
from safetyplans.times import REVIEW_KINDS

MOST = 8


def cards(actor: Actor) -> list[WorkList]:
    """The work lists of this person: a school's, the authority's, or both."""
    found = queue_lists(actor) if actor.may(Permission.REVIEW_PLANS) else []
    return [*found, *(school_lists(actor) if actor.may(Permission.WRITE_PLANS) else [])]


def starts(actor: Actor) -> list[Start]:
    """The button that starts a plan."""
    if not actor.may(Permission.WRITE_PLANS):
        return []
    return [Start("Start a safety plan", url_for("plan_start.start"), 20)]


def school_lists(actor: Actor) -> list[WorkList]:
    """A school's: asked of you, drafts, plans in force, feedback to answer."""
    mine = actor.settings
    asked = [request for request in lists.open_requests() if request.setting_id in mine]
    drafts = [plan for plan in lists.plans("draft") if plan.setting_id in mine]
    live = [plan for plan in lists.plans("in_force") if plan.setting_id in mine]
    feedback = [sent for sent in lists.newest_with("feedback_given") if sent.plan.setting_id in mine]
    calendars_for(sorted(mine))
    names = names_of_children([*asked, *drafts, *live, *(sent.plan for sent in feedback)])
    overdue = sum(request.due_on < today() for request in asked)
    return [
        WorkList(
            "plans-asked",
            "Safety plans asked of you",
            [_asked_row(request, names) for request in asked],
            late(len(asked), overdue),
            empty="No plan is asked for.",
            order=20,
        ),
        _drafts(drafts, names),
        _live(live, names),
        _feedback([(sent.version, sent.plan) for sent in feedback], names),
    ]


def _asked_row(request: PlanRequest, names: Names) -> WorkRow:
    return WorkRow(
        "Safety plan asked for",
        url_for("plan_requests.asked", asked=request.public_id),
        f"Asked by the Education MASH, {day_words(request.asked_on)}. {lists.REQUEST_WORDS[request.status]}.",
        names.get(request.child_id, ""),
        clock(request.due_on, request.setting_id),
    )


def _drafts(drafts: list[SafetyPlan], names: Names) -> WorkList:
    shown = drafts[:MOST]
    progress = progress_of(shown)
    return WorkList(
        "plan-drafts",
        "Your draft safety plans",
        [_draft_row(plan, progress[plan.id], names) for plan in shown],
        f"{len(drafts)}, open to you and your deputy" if drafts else "",
        empty="No plan is in draft. Start one with the button above.",
        link=("All drafts", url_for("safetyplans.plans", status="draft")) if len(drafts) > MOST else None,
        order=32,
    )


def _draft_row(plan: SafetyPlan, progress: Progress, names: Names) -> WorkRow:
    things = f"{progress.missing} things missing." if progress.missing != 1 else "1 thing missing:"
    missing = f"{things} {progress.first}." if progress.missing == 1 else things
    at = local(progress.saved_at) if progress.saved_at else None
    saved = f"Saved {day_words(at.date())}, {at:%H:%M}. " if at else ""
    line = saved + (missing if progress.missing else "Nothing is missing.")
    done = Clock(f"{progress.done} of {progress.sections} sections", detail="Not in force yet")
    href = url_for("safetyplans.form", plan=plan.public_id)
    return WorkRow("Safety plan", href, line, names.get(plan.child_id, ""), done)


def _live(live: list[SafetyPlan], names: Names) -> WorkList:
    due = lists.next_reviews({plan.id for plan in live})
    days = {plan.id: due[plan.id].due_on if plan.id in due else plan.review_on for plan in live}
    live = sorted(live, key=lambda plan: (days[plan.id] is None, days[plan.id], plan.id))
    shown = live[:MOST]
    newest = lists.latest_versions({plan.id for plan in shown})
    overdue = sum(day is not None and day < today() for day in days.values())
    words = "review overdue" if overdue == 1 else "reviews overdue"
    return WorkList(
        "plans-live",
        "Plans in force, next review first",
        [_live_row(plan, newest.get(plan.id), due.get(plan.id), names) for plan in shown],
        late(len(live), overdue, words),
        empty="No plan is in force at your setting.",
        link=("All plans", url_for("safetyplans.plans")),
        order=40,
    )


def _live_row(
    plan: SafetyPlan, newest: PlanVersion | None, review: PlanReview | None, names: Names
) -> WorkRow:
    words, colour = lists.QA_WORDS[newest.status] if newest else ("Not sent yet", "amber")
    version = f", version {newest.number} sent" if newest else ""
    since = f"In force since {day_words(plan.signed_on)}{version}." if plan.signed_on else ""
    return WorkRow(
        "Review the safety plan",
        url_for("plan_reviews.review", review=review.public_id)
        if review
        else url_for("safetyplans.plan", plan=plan.public_id),
        f"{since} {REVIEW_KINDS[review.kind]}." if review else since,
        names.get(plan.child_id, "a child who has left your setting"),
        clock(review.due_on if review else plan.review_on, plan.setting_id, "Review"),
        Tag(words, colour),
    )


def _feedback(feedback: list[tuple[PlanVersion, SafetyPlan]], names: Names) -> WorkList:
    levels = lists.levels_of({version.id for version, _ in feedback})
    return WorkList(
        "plan-feedback",
        "Feedback from the Education MASH",
        [_feedback_row(version, plan, levels[version.id], names) for version, plan in feedback],
        f"{len(feedback)} to answer" if feedback else "",
        empty="There is no feedback to answer.",
        order=50,
    )


def _feedback_row(version: PlanVersion, plan: SafetyPlan, levels: list[str], names: Names) -> WorkRow:
    unsafe = "unsafe" in levels
    points = sum(level in ("unsafe", "emerging") for level in levels)
    many = f"{points} points" if points != 1 else "1 point"
    return WorkRow(
        "Answer the Education MASH, point by point",
        url_for("plan_quality.answer", version=version.public_id),
        f"{many} on version {version.number}.",
        names.get(plan.child_id, ""),
        clock(version.answer_by, plan.setting_id, "Answer by"),
        tag=Tag("Unsafe: act today", "red") if unsafe else None,
        alarm=unsafe,
        button="Read and answer" if unsafe else "",
    )
