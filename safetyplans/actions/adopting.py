"""A receiving school takes over a plan that travelled with the child."""

from __future__ import annotations

from foundation.answers import answers_of, write_answers
from foundation.store import Actor, acting_as, session
from foundation.trail import record
from roll.actions import widened
from safetyplans import events, lists
from safetyplans.actions.rights import Refused, school_only
from safetyplans.actions.writing import blank_plan
from safetyplans.form import FORM
from safetyplans.models import SafetyPlan
from safetyplans.people import people_of
from safetyplans.showing import prefilled
from safetyplans.travelling import travelling_answers


def adopt_plan(actor: Actor, plan: SafetyPlan, setting_id: int) -> SafetyPlan:
    """The receiving school's draft copy of a plan that travelled with the child: to adapt, then to sign.

    `plan` is the other setting's plan, handed over or disclosed: whoever calls has made sure of that (the
    actor need not see it). Adopting the same plan twice returns the copy there is. Raises NotAllowed for a
    setting that is not the actor's, Refused for a draft, for one that was closed, and for one's own.
    """
    school_only(actor, setting_id)
    if plan.setting_id == setting_id:
        raise Refused("This plan is your own setting's already")
    if plan.status not in {"in_force", "ended"}:
        raise Refused("This plan was never signed. There is nothing to take over")
    with acting_as(widened(actor)):
        found = lists.copy_of(plan, setting_id)
        if found is not None:
            return found
        others, own = people_of(plan)
        known = travelling_answers(answers_of(plan, FORM), others, own)
        made = blank_plan(actor, plan.child_id, setting_id)
        made.case_id, made.adopted_from_id = plan.case_id, plan.id
        session().add(made)
        session().flush()
        record(events.PlanStarted(subject=made))
        record(events.PlanAdopted(subject=made, from_reference=plan.reference))
        write_answers(actor, made, FORM, {**known, **prefilled(actor)})
    return made
