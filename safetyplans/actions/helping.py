"""Help that a school asks for, visits and calls that an officer sets, and what came of them."""

from __future__ import annotations

import datetime as dt

from foundation.access.acting import tell_role, tell_setting
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session, today
from foundation.store.clock import day_words
from foundation.trail import record
from safetyplans import events
from safetyplans.actions.rights import Refused, authority_only, open_plan, said, school_only
from safetyplans.models import FollowUp, PlanRequest, SafetyPlan

VISITS = {"visit": "A visit", "call": "A call"}


def ask_for_help(actor: Actor, plan: SafetyPlan, words: str) -> FollowUp:
    """A school asks the Education MASH for help with a plan. Raises Refused."""
    school_only(actor, plan.setting_id)
    open_plan(plan)
    made = _new(actor, "help", plan, None, said(words, "Say what you need help with. Nothing was sent"))
    tell_role(Role.MASH_OFFICER, "plan_help_wanted", _page(made), f"plan-help-{made.id}")
    return made


def answer_help(actor: Actor, follow_up: FollowUp, answer: str, on_day: dt.date) -> None:
    """The officer answers with a day on which somebody rings, comes or sends something. Raises Refused."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if follow_up.status != "asked":
        raise Refused("This was answered meanwhile. Nothing was changed")
    if on_day < today():
        raise Refused("Choose a day from today on. Nothing was changed")
    follow_up.answer = said(answer, "Say what happens on that day. Nothing was changed")
    follow_up.on_day = on_day
    record(events.HelpAnswered(subject=follow_up, day=day_words(on_day)))
    tell_setting(follow_up.setting_id, "plan_told", _page(follow_up), f"plan-help-answer-{follow_up.id}")


def set_follow_up(
    actor: Actor, about: SafetyPlan | PlanRequest, kind: str, on_day: dt.date, words: str
) -> FollowUp:
    """The officer sets a visit or a call about a plan, or about what was asked for. Raises Refused."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if kind not in VISITS or on_day < today():
        raise Refused("Choose a visit or a call, and a day from today on. Nothing was set")
    plan, asked = (about, None) if isinstance(about, SafetyPlan) else (None, about)
    made = _new(actor, kind, plan, asked, said(words, "Say what it is about. Nothing was set"))
    made.on_day = on_day
    record(events.HelpAnswered(subject=made, day=day_words(on_day)))
    tell_setting(made.setting_id, "plan_told", _page(made), f"plan-visit-{made.id}")
    return made


def note_finding(actor: Actor, follow_up: FollowUp, finding: str) -> None:
    """What came of the help, the visit or the call. Raises Refused."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if follow_up.status == "done":
        raise Refused("What came of it was noted already. Nothing was changed")
    follow_up.finding = said(finding, "Say what came of it. Nothing was changed")
    record(events.FollowUpDone(subject=follow_up))


def _new(actor: Actor, kind: str, plan: SafetyPlan | None, asked: PlanRequest | None, words: str) -> FollowUp:
    about = plan or asked
    assert about is not None
    made = FollowUp(
        kind=kind,
        child_id=about.child_id,
        setting_id=about.setting_id,
        plan_id=plan.id if plan else None,
        request_id=asked.id if asked else None,
        words=words,
        made_by=actor.account_id,
        made_at=now(),
    )
    session().add(made)
    session().flush()
    record(events.HelpAsked(subject=made, kind=kind))
    return made


def _page(follow_up: FollowUp) -> str:
    return f"/plans/help/{follow_up.public_id}"
