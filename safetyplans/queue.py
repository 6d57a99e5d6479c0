"""The Education MASH officer's work on plans: oldest first, with its clocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Clock, Tag, WorkList, WorkRow
from foundation.store import Actor, today
from foundation.store.calendar import calendar_for, calendars_for
from foundation.store.clock import day_words, local
from roll.lists import settings_by_id
from safetyplans import lists
from safetyplans.clocks import Names, clock, late, names_of_children
from safetyplans.decided import HELP_WITHIN
from safetyplans.models import FollowUp, PlanEnding, PlanRequest, SafetyPlan
from safetyplans.showing import FOLLOW_UP_WORDS, KIND_WORDS


def queue_lists(actor: Actor) -> list[WorkList]:
    """Plans to review oldest first, what schools were asked for, what they declined, whom they took back."""
    submitted = lists.newest_with(*lists.TO_JUDGE)
    asked, declined = lists.open_requests(), lists.declined_requests()
    endings, help_ = lists.open_endings(), lists.open_follow_ups()
    rows: list[PlanRequest | SafetyPlan | FollowUp] = [*asked, *declined, *help_]
    rows += [*(sent.plan for sent in submitted), *(plan for _ending, plan in endings)]
    names, settings = names_of_children(rows), settings_by_id({row.setting_id for row in rows})
    calendars_for([None, *sorted({row.setting_id for row in rows})])
    overdue = sum(request.due_on < today() for request in asked)
    made = [
        WorkList(
            "plans-submitted",
            "Plans to review, oldest first",
            [_submitted_row(sent, names, settings) for sent in submitted],
            late(len(submitted), sum(_overdue(sent) for sent in submitted)),
            empty="No plan waits for you.",
            order=10,
        ),
        WorkList(
            "plans-requested",
            "Plans asked for",
            [_asked_of_row(request, names, settings) for request in asked],
            late(len(asked), overdue),
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
        WorkList(
            "plans-help",
            "Help, visits and calls about plans",
            [_help_row(one, names, settings) for one in help_],
            empty="No school asks for help, and no visit is set.",
            order=17,
        ),
        WorkList(
            "plans-endings",
            "Plans that schools propose to end",
            [_ending_row(ending, plan, names, settings) for ending, plan in endings],
            empty="No school proposes to end a plan.",
            order=18,
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
        clock(sent.version.judge_by, None, f"Sent {day_words(at.date())}, answer by"),
        Tag(words, colour),
    )


def _overdue(sent: lists.Sent) -> bool:
    return sent.version.judge_by is not None and sent.version.judge_by < today()


def _help_row(one: FollowUp, names: Names, settings: Mapping[int, Any]) -> WorkRow:
    words, colour = FOLLOW_UP_WORDS[one.status]
    asked_on = local(one.made_at).date()
    return WorkRow(
        KIND_WORDS[one.kind],
        url_for("plan_help.follow_up", follow_up=one.public_id),
        f"{settings[one.setting_id].name}, {day_words(asked_on)}.",
        names.get(one.child_id, ""),
        clock(one.on_day or calendar_for(None).add(asked_on, HELP_WITHIN.value(asked_on)), None),
        Tag(words, colour),
    )


def _ending_row(ending: PlanEnding, plan: SafetyPlan, names: Names, settings: Mapping[int, Any]) -> WorkRow:
    return WorkRow(
        f"Plan {plan.reference} is to end",
        url_for("plan_endings.end", plan=plan.public_id),
        f"Proposed by {settings[plan.setting_id].name}. In force until you agree.",
        names.get(plan.child_id, ""),
        Clock(f"Since {day_words(local(ending.asked_at).date())}"),
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
            clock=Clock(f"Since {day_words(local(other.gone_at).date())}") if other.gone_at else None,
            tag=Tag("Decide on the separation", "amber"),
        )
        for other, plan, separation in found
    ]
    title = "Separations whose plan was changed"
    return [WorkList("plans-names-changed", title, rows, order=14)] if rows else []
