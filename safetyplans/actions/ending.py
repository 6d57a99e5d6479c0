"""How a plan ends: the school and its head propose it, an officer of the authority agrees."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.access.acting import tell_role, tell_setting
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session, today
from foundation.trail import record
from safetyplans import events, lists
from safetyplans.actions.reviewing import drop_reviews
from safetyplans.actions.rights import Refused, authority_only, open_plan, said, school_only
from safetyplans.models import PlanEnding, SafetyPlan


@dataclass(frozen=True)
class Ending:
    """What the school says: why, what stays in place, and the head who agrees to it."""

    reason: str
    stays: str
    head: str


def propose_end(actor: Actor, plan: SafetyPlan, ending: Ending) -> PlanEnding:
    """The school proposes the end; the plan stays in force until an officer agrees. Raises Refused."""
    school_only(actor, plan.setting_id)
    open_plan(plan)
    if plan.status != "in_force":
        raise Refused("Only a plan in force can be ended; close a draft instead. Nothing was changed")
    if lists.open_ending(plan) is not None:
        raise Refused("The end of this plan was proposed already. Nothing was changed")
    made = PlanEnding(
        plan_id=plan.id,
        reason=said(ending.reason, "Say why the plan ends. Nothing was changed"),
        stays=said(ending.stays, "Say what stays in place. Nothing was changed"),
        head=said(ending.head, "Name the head who agrees. Nothing was changed"),
        asked_by=actor.account_id,
        asked_at=now(),
    )
    session().add(made)
    session().flush()
    record(events.EndAsked(subject=plan))
    tell_role(Role.MASH_OFFICER, "plan_to_decide", f"/plans/{plan.public_id}/end", f"plan-end-{made.id}")
    return made


def agree_end(actor: Actor, ending: PlanEnding, separation: str) -> None:
    """The officer agrees, and says what becomes of the separation: this ends none. Raises Refused."""
    plan = _undecided(actor, ending)
    ending.separation = said(separation, "Say what becomes of the separation. Nothing was changed")
    _decide(actor, ending)
    record(events.EndAgreed(subject=ending, children=(plan.child_id,)))
    plan.ended_on = today()
    drop_reviews(plan)
    record(events.PlanEnded(subject=plan, reason=ending.reason))
    _tell(plan, ending)


def refuse_end(actor: Actor, ending: PlanEnding, answer: str) -> None:
    """The officer does not agree: the plan stays in force, and the school reads why. Raises Refused."""
    plan = _undecided(actor, ending)
    ending.answer = said(answer, "Say why the plan goes on. Nothing was changed")
    _decide(actor, ending)
    record(events.EndRefused(subject=ending, children=(plan.child_id,)))
    _tell(plan, ending)


def _undecided(actor: Actor, ending: PlanEnding) -> SafetyPlan:
    authority_only(actor, Permission.REVIEW_PLANS)
    if ending.status != "asked":
        raise Refused("This was decided meanwhile. Nothing was changed")
    plan = lists.plan_by_id(ending.plan_id)
    if plan is None:
        raise Refused("This plan cannot be read. Nothing was changed")
    return plan


def _decide(actor: Actor, ending: PlanEnding) -> None:
    ending.decided_by, ending.decided_at = actor.account_id, now()


def _tell(plan: SafetyPlan, ending: PlanEnding) -> None:
    tell_setting(plan.setting_id, "plan_told", f"/plans/{plan.public_id}", f"plan-ended-{ending.id}")
