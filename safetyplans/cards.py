"""What safety plans put on home pages."""

from __future__ import annotations

import datetime as dt
from types import ModuleType
from typing import Any

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Clock, Start, Tag, WorkList, WorkRow
from foundation.answers import problems_of
from foundation.store import Actor, today
from foundation.store.calendar import calendar_for
from roll.lists import children_by_id, settings_by_id
from safetyplans import lists
from safetyplans.long_form import LONG_FORM
from safetyplans.models import PlanRequest, PlanVersion, SafetyPlan


def clock(due: dt.date | None, setting_id: int | None, before: str = "Due") -> Clock | None:
    """School days left until a date, by the calendar of a setting."""
    if due is None:
        return None
    calendar = calendar_for(setting_id)
    left = calendar.between(today(), due) if due >= today() else -1
    state = "over" if due < today() else "soon" if left <= 2 else "normal"
    return Clock(calendar.words(due, today()), state, f"{before} {due:%a} {due.day} {due:%b %Y}")


def cards(actor: Actor) -> list[WorkList]:
    """The work lists of this person."""
    if actor.may(Permission.REVIEW_PLANS):
        return queue_lists(lists)
    return school_lists() if actor.may(Permission.WRITE_PLANS) else []


def starts(actor: Actor) -> list[Start]:
    """The button that starts a plan."""
    if not actor.may(Permission.WRITE_PLANS):
        return []
    return [Start("Start a safety plan", url_for("safetyplans.start"), 20)]


def _names(rows: Any) -> dict[int, str]:
    found = children_by_id({row.child_id for row in rows})
    return {child_id: child.name for child_id, child in found.items()}


def school_lists() -> list[WorkList]:
    """A school's: asked of you, drafts, plans in force, feedback to answer."""
    asked = lists.open_requests()
    drafts, live = lists.plans("draft"), lists.plans("in_force")
    feedback = lists.versions_with("feedback_given")
    plans = {plan.id: plan for plan in [*drafts, *live]}
    names = _names([*asked, *plans.values()])
    return [
        WorkList(
            "plans-asked",
            "Safety plans asked of you",
            [_asked_row(request, names) for request in asked],
            empty="No plan is asked for.",
            order=20,
        ),
        WorkList(
            "plan-drafts",
            "Your draft safety plans",
            [_draft_row(plan, names) for plan in drafts],
            empty="No plan is in draft. Start one with the button above.",
            order=32,
        ),
        WorkList(
            "plans-live",
            "Plans in force, next review first",
            [_live_row(plan, names) for plan in live],
            empty="No plan is in force at your setting.",
            link=("All plans", url_for("safetyplans.plans")),
            order=40,
        ),
        WorkList(
            "plan-feedback",
            "Feedback from the Education MASH",
            [_feedback_row(version, plans, names) for version in feedback],
            empty="There is no feedback to answer.",
            order=50,
        ),
    ]


def _asked_row(request: PlanRequest, names: dict[int, str]) -> WorkRow:
    return WorkRow(
        "Safety plan asked for",
        url_for("safetyplans.asked", asked=request.public_id),
        f"Asked by the Education MASH, {request.asked_on:%a} {request.asked_on.day} {request.asked_on:%b}. "
        f"{lists.REQUEST_WORDS[request.status]}.",
        names.get(request.child_id, ""),
        clock(request.due_on, request.setting_id),
    )


def _draft_row(plan: SafetyPlan, names: dict[int, str]) -> WorkRow:
    missing = len(problems_of(plan, LONG_FORM))
    words = f"{missing} things missing." if missing != 1 else "1 thing missing."
    return WorkRow(
        "Safety plan", url_for("safetyplans.form", plan=plan.public_id), words, names.get(plan.child_id, "")
    )


def _live_row(plan: SafetyPlan, names: dict[int, str]) -> WorkRow:
    latest = max(plan.versions, key=lambda version: version.number, default=None)
    words, colour = lists.QA_WORDS[latest.status] if latest else ("Not submitted", "amber")
    return WorkRow(
        "Review the safety plan",
        url_for("safetyplans.plan", plan=plan.public_id),
        "",
        names.get(plan.child_id, ""),
        clock(plan.review_on, plan.setting_id, "Review"),
        Tag(words, colour),
    )


def _feedback_row(version: PlanVersion, plans: dict[int, SafetyPlan], names: dict[int, str]) -> WorkRow:
    plan = plans.get(version.plan_id) or lists.plan_of(version)
    unsafe = any(point.level == "unsafe" for point in version.points)
    return WorkRow(
        "Answer the Education MASH, point by point",
        url_for("plan_quality.answer", version=version.public_id),
        f"On version {version.number}.",
        names.get(plan.child_id, ""),
        tag=Tag("Unsafe: act today", "red") if unsafe else None,
        alarm=unsafe,
        button="Read and answer" if unsafe else "",
    )


def queue_lists(found: ModuleType) -> list[WorkList]:
    """The authority's: submitted oldest first, asked for and overdue, declined."""
    submitted = found.versions_with("submitted", "being_reviewed", "answered")
    asked, declined = found.open_requests(), found.declined_requests()
    plans = {version.plan_id: found.plan_of(version) for version in submitted}
    names = _names([*asked, *declined, *plans.values()])
    settings = settings_by_id({row.setting_id for row in [*asked, *declined, *plans.values()]})
    return [
        WorkList(
            "plans-submitted",
            "Plans to review, oldest first",
            [_submitted_row(version, plans[version.plan_id], names, settings) for version in submitted],
            empty="No plan waits for you.",
            order=10,
        ),
        WorkList(
            "plans-asked",
            "Plans asked for",
            [_asked_of_row(request, names, settings) for request in asked],
            empty="No plan is asked for and open.",
            order=15,
        ),
        WorkList(
            "plans-declined",
            "Answered “not appropriate now”",
            [_asked_of_row(request, names, settings) for request in declined],
            empty="No school has declined.",
            order=16,
        ),
    ]


def _submitted_row(
    version: PlanVersion, plan: SafetyPlan, names: dict[int, str], settings: dict[int, Any]
) -> WorkRow:
    words, colour = lists.QA_WORDS[version.status]
    sent = version.submitted_at.date()
    return WorkRow(
        f"Plan {plan.reference}, version {version.number}",
        url_for("plan_quality.version", version=version.public_id),
        f"From {settings[plan.setting_id].name}.",
        names.get(plan.child_id, ""),
        Clock(f"Sent {sent:%a} {sent.day} {sent:%b}"),
        Tag(words, colour),
    )


def _asked_of_row(request: PlanRequest, names: dict[int, str], settings: dict[int, Any]) -> WorkRow:
    return WorkRow(
        lists.REQUEST_WORDS[request.status],
        url_for("safetyplans.asked", asked=request.public_id),
        f"Asked of {settings[request.setting_id].name}.",
        names.get(request.child_id, ""),
        clock(request.due_on, request.setting_id),
    )
