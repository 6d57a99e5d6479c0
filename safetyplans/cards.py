"""What safety plans put on home pages. Each list costs the same queries however many plans there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Clock, Start, Tag, WorkList, WorkRow
from foundation.store import Actor, today
from foundation.store.calendar import calendar_for, calendars_for
from foundation.store.clock import local
from roll.lists import children_by_id, settings_by_id
from safetyplans import lists
from safetyplans.drafts import Progress, progress_of
from safetyplans.models import PlanRequest, PlanVersion, SafetyPlan

MOST = 8
Names = Mapping[int, str]


def clock(due: dt.date | None, setting_id: int | None, before: str = "Due") -> Clock | None:
    """School days left until a date, by the calendar of a setting."""
    if due is None:
        return None
    calendar = calendar_for(setting_id)
    left = calendar.between(today(), due) if due >= today() else -1
    state = "over" if due < today() else "soon" if left <= 2 else "normal"
    return Clock(calendar.words(due, today()), state, f"{before} {in_words(due)}")


def in_words(day: dt.date) -> str:
    """A day as the portal writes it."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def cards(actor: Actor) -> list[WorkList]:
    """The work lists of this person: a school's, the authority's, or both."""
    found = queue_lists(actor) if actor.may(Permission.REVIEW_PLANS) else []
    return [*found, *(school_lists(actor) if actor.may(Permission.WRITE_PLANS) else [])]


def starts(actor: Actor) -> list[Start]:
    """The button that starts a plan."""
    if not actor.may(Permission.WRITE_PLANS):
        return []
    return [Start("Start a safety plan", url_for("safetyplans.start"), 20)]


def _names(rows: Iterable[Any]) -> Names:
    found = children_by_id({row.child_id for row in rows})
    return {child_id: child.name for child_id, child in found.items()}


def _late(count: int, late: int, words: str = "overdue") -> str:
    return f"{count}, {late} {words}" if late else str(count) if count else ""


def school_lists(actor: Actor) -> list[WorkList]:
    """A school's: asked of you, drafts, plans in force, feedback to answer."""
    mine = actor.settings
    asked = [request for request in lists.open_requests() if request.setting_id in mine]
    drafts = [plan for plan in lists.plans("draft") if plan.setting_id in mine]
    live = [plan for plan in lists.plans("in_force") if plan.setting_id in mine]
    feedback = [sent for sent in lists.newest_with("feedback_given") if sent.plan.setting_id in mine]
    calendars_for(sorted(mine))
    names = _names([*asked, *drafts, *live, *(sent.plan for sent in feedback)])
    overdue = sum(request.due_on < today() for request in asked)
    return [
        WorkList(
            "plans-asked",
            "Safety plans asked of you",
            [_asked_row(request, names) for request in asked],
            _late(len(asked), overdue),
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
        f"Asked by the Education MASH, {in_words(request.asked_on)}. {lists.REQUEST_WORDS[request.status]}.",
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
    saved = f"Saved {in_words(at.date())}, {at:%H:%M}. " if at else ""
    line = saved + (missing if progress.missing else "Nothing is missing.")
    done = Clock(f"{progress.done} of {progress.sections} sections", detail="Not in force yet")
    href = url_for("safetyplans.form", plan=plan.public_id)
    return WorkRow("Safety plan", href, line, names.get(plan.child_id, ""), done)


def _live(live: list[SafetyPlan], names: Names) -> WorkList:
    shown = live[:MOST]
    newest = lists.latest_versions({plan.id for plan in shown})
    overdue = sum(plan.review_on is not None and plan.review_on < today() for plan in live)
    words = "review overdue" if overdue == 1 else "reviews overdue"
    return WorkList(
        "plans-live",
        "Plans in force, next review first",
        [_live_row(plan, newest.get(plan.id), names) for plan in shown],
        _late(len(live), overdue, words),
        empty="No plan is in force at your setting.",
        link=("All plans", url_for("safetyplans.plans")),
        order=40,
    )


def _live_row(plan: SafetyPlan, newest: PlanVersion | None, names: Names) -> WorkRow:
    words, colour = lists.QA_WORDS[newest.status] if newest else ("Not sent yet", "amber")
    version = f", version {newest.number} sent" if newest else ""
    since = f"In force since {in_words(plan.signed_on)}{version}." if plan.signed_on else ""
    return WorkRow(
        "Review the safety plan",
        url_for("safetyplans.plan", plan=plan.public_id),
        since,
        names.get(plan.child_id, "a child who has left your setting"),
        clock(plan.review_on, plan.setting_id, "Review"),
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
        tag=Tag("Unsafe: act today", "red") if unsafe else None,
        alarm=unsafe,
        button="Read and answer" if unsafe else "",
    )


# The authority's ----------------------------------------------------------------------------------


def queue_lists(actor: Actor) -> list[WorkList]:
    """Plans to review oldest first, what schools were asked for, what they declined, whom they took back."""
    submitted = lists.newest_with(*lists.TO_JUDGE)
    asked, declined = lists.open_requests(), lists.declined_requests()
    rows: list[PlanRequest | SafetyPlan] = [*asked, *declined, *(sent.plan for sent in submitted)]
    names, settings = _names(rows), settings_by_id({row.setting_id for row in rows})
    calendars_for(sorted({request.setting_id for request in [*asked, *declined]}))
    overdue = sum(request.due_on < today() for request in asked)
    made = [
        WorkList(
            "plans-submitted",
            "Plans to review, oldest first",
            [_submitted_row(sent, names, settings) for sent in submitted],
            empty="No plan waits for you.",
            order=10,
        ),
        WorkList(
            "plans-requested",
            "Plans asked for",
            [_asked_of_row(request, names, settings) for request in asked],
            _late(len(asked), overdue),
            empty="No plan is asked for and open. Ask for one on the page of a case.",
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
    return [*made, *_taken_back(actor)]


def _submitted_row(sent: lists.Sent, names: Names, settings: Mapping[int, Any]) -> WorkRow:
    words, colour = lists.QA_WORDS[sent.version.status]
    at = local(sent.version.submitted_at)
    return WorkRow(
        f"Plan {sent.plan.reference}, version {sent.version.number}",
        url_for("plan_quality.version", version=sent.version.public_id),
        f"From {settings[sent.plan.setting_id].name}.",
        names.get(sent.plan.child_id, ""),
        Clock(f"Sent {in_words(at.date())}", detail=f"{at:%H:%M}"),
        Tag(words, colour),
    )


def _asked_of_row(request: PlanRequest, names: Names, settings: Mapping[int, Any]) -> WorkRow:
    return WorkRow(
        f"Plan asked of {settings[request.setting_id].name}",
        url_for("plan_requests.asked", asked=request.public_id),
        f"{lists.REQUEST_WORDS[request.status]}.",
        names.get(request.child_id, ""),
        clock(request.due_on, request.setting_id) if request.status != "declined" else None,
    )


def _taken_back(actor: Actor) -> list[WorkList]:
    """Separations that rest on a plan which no longer names the child; the list is there when one is."""
    found = lists.separations_no_longer_named() if actor.may(Permission.READ_CASES) else []
    rows = [
        WorkRow(
            f"Plan {plan.reference} no longer names the other child",
            url_for("cases.separation", separation=separation.public_id),
            "The school corrected whom it means." if other.gone_why == "corrected" else "It was taken out.",
            clock=Clock(f"Since {in_words(local(other.gone_at).date())}") if other.gone_at else None,
            tag=Tag("Decide on the separation", "amber"),
        )
        for other, plan, separation in found
    ]
    title = "Separations whose plan was changed"
    return [WorkList("plans-names-changed", title, rows, order=14)] if rows else []
