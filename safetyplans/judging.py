"""What the pages of quality assurance show: plain values for their templates."""

from __future__ import annotations

import datetime as dt
from typing import Any

from foundation.access.permissions import Permission
from foundation.questions import reading
from foundation.store import Actor
from foundation.trail import history
from safetyplans import lists
from safetyplans.actions import FeedbackIncomplete
from safetyplans.day import COLUMNS, school_day
from safetyplans.form import FORM
from safetyplans.form.school_day import GRID
from safetyplans.long_form import given, record_facts
from safetyplans.models import PlanVersion
from safetyplans.rubric import (
    ANSWER_WORDS,
    CODE_WORDS,
    CODES,
    COMMENT_NEEDED,
    CRITERIA,
    CRITERION_WORDS,
    LEVEL_WORDS,
    LEVELS,
)
from safetyplans.twins import linked_plans

LEVEL_COLOURS = {"unsafe": "red", "emerging": "amber", "good": "green", "strong": "green"}


def judging(version: PlanVersion, actor: Actor, missing: FeedbackIncomplete | None = None) -> dict[str, Any]:
    """A version as the school wrote it, beside what was judged so far."""
    plan = lists.plan_of(version)
    answers = FORM.forward(version.answers, version.form_version)
    known = given(plan)
    newest = lists.latest_version(plan)
    superseded = newest.number if newest is not None and newest.number > version.number else None
    before = lists.version_before(version)
    points = {point.criterion: point for point in version.points}
    sections = [
        (section, [line for line in lines if line.path[0] != GRID.key])
        for section, lines in reading(FORM, answers, actor, known).said()
    ]
    return {
        "version": version,
        "plan": plan,
        "facts": record_facts(plan, version),
        "sections": sections,
        "wishes": [_wish(row) for row in answers.get("wishes") or ()],
        "day": school_day(answers, known),
        "day_columns": COLUMNS,
        "points": points,
        "judged": sum(bool(point.level) for point in points.values()),
        "unsafe": any(point.level == "unsafe" for point in points.values()),
        "earlier": {point.criterion: point for point in before.points} if before else {},
        "criteria": CRITERIA,
        "codes": {key: dict(codes) for key, codes in CODES.items()},
        "code_words": CODE_WORDS,
        "before_number": before.number if before else None,
        "clashes": [
            f"{found.where}: {linked.words(found)}"
            for linked in linked_plans(plan)
            for found in linked.contradictions
        ],
        "levels": LEVELS,
        "level_words": LEVEL_WORDS,
        "level_colours": LEVEL_COLOURS,
        "answer_words": ANSWER_WORDS,
        "state": lists.QA_WORDS[version.status],
        "superseded": superseded,
        "reviews": _may_judge(version, plan.status, actor) and superseded is None,
        "answers_here": actor.may(Permission.WRITE_PLANS) and plan.setting_id in actor.settings,
        "history": history(version),
        "error_list": _errors(missing, "level-"),
        "missing": set(missing.criteria) if missing else set(),
    }


def _wish(row: dict[str, Any]) -> dict[str, Any]:
    """One entry of wishes and feelings, with its date as a date."""
    on = row.get("asked_on")
    return {**row, "on": dt.date.fromisoformat(on) if on else None}


def _may_judge(version: PlanVersion, plan_status: str, actor: Actor) -> bool:
    open_to_judge = version.status in lists.TO_JUDGE and plan_status not in lists.OVER
    return open_to_judge and actor.may(Permission.REVIEW_PLANS)


def _errors(missing: FeedbackIncomplete | None, prefix: str) -> list[dict[str, str]]:
    """The refusal, said at each criterion it is about."""
    if missing is None:
        return []
    words = str(missing).split(": ")[0]
    return [
        {"text": f"{words}: {CRITERION_WORDS[key]}", "href": f"#{prefix}{key}"} for key in missing.criteria
    ]


def answering(version: PlanVersion, actor: Actor, missing: FeedbackIncomplete | None) -> dict[str, Any]:
    """The points that the school has to answer, or has answered."""
    plan = lists.plan_of(version)
    sent = version.status in {"feedback_given", "answered", "accepted"}
    points = {point.criterion: point for point in version.points}
    lower = {key for key, point in points.items() if point.level in COMMENT_NEEDED}
    open_points = [points[key] for key, _ in CRITERIA if key in lower]
    return {
        "version": version,
        "plan": plan,
        "facts": record_facts(plan, version),
        "points": open_points if sent else [],
        "summary": version.summary if sent else "",
        "sent": sent,
        "criterion_words": CRITERION_WORDS,
        "code_words": CODE_WORDS,
        "level_words": LEVEL_WORDS,
        "level_colours": LEVEL_COLOURS,
        "answer_words": ANSWER_WORDS,
        "error_list": _errors(missing, "answer-"),
        "missing": set(missing.criteria) if missing else set(),
        "open": version.status == "feedback_given"
        and plan.status not in lists.OVER
        and plan.setting_id in actor.settings,
    }
