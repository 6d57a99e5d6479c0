"""What a setting does with a letter: call, acknowledge, have a plan; by when, and how far it is.

Source: transitions, "The life of an alert"; safeguarding, "Who they are": the new school reads a plan only
after handover or disclosure, and adapts a copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foundation.access.lists import account_by_id, operator
from foundation.access.work import Clock
from foundation.store import Actor, acting_as, session, today
from foundation.store.calendar import calendar_for
from safetyplans.actions import start_plan
from safetyplans.actions.adopting import adopt_plan
from safetyplans.lists import open_plans_of_child
from safetyplans.models import SafetyPlan
from safetyplans.showing import prefilled
from transitions.evidence import day_words
from transitions.models import Disclosure


@dataclass(frozen=True)
class Receiving:
    """The receiving side of one letter: its steps, and how a plan can be begun."""

    steps: tuple[dict[str, str], ...]
    plans: Sequence[SafetyPlan]
    may_adapt: bool
    telephone: str


def receiving(letter: Disclosure) -> Receiving:
    """What the setting has to do, for whoever may read the letter."""
    plans = open_plans_of_child(letter.child_id, letter.setting_id)
    account = account_by_id(letter.written_by_id)
    telephone = (account.telephone if account else "") or ""
    whom = f"Call {account.name}" if account else "Call the council"
    return Receiving(
        steps=(
            {
                "what": whom + (f" on {telephone}" if telephone else ""),
                "state": _by(letter, acknowledged=True),
            },
            {"what": "Acknowledge this letter", "state": _by(letter)},
            {"what": "Have a safety plan in force for this pupil", "state": _plan_words(letter, plans)},
        ),
        plans=plans,
        may_adapt=adaptable(letter) is not None,
        telephone=telephone,
    )


def clock(letter: Disclosure) -> Clock | None:
    """School days left to acknowledge, then to have a plan; None once there is one in force."""
    if letter.status == "acknowledged":
        plans = open_plans_of_child(letter.child_id, letter.setting_id)
        if letter.plan_due_on is None or any(plan.status == "in_force" for plan in plans):
            return None
        due, detail = letter.plan_due_on, "Safety plan by"
    elif letter.due_on is None:
        return Clock("Read it today", "soon", "not acknowledged yet")
    else:
        due, detail = letter.due_on, "Acknowledge by"
    calendar = calendar_for(letter.setting_id)
    state = "over" if due < today() else "soon" if due <= calendar.add(today(), 1) else "normal"
    return Clock(calendar.words(due), state, f"{detail} {day_words(due)}")


def adaptable(letter: Disclosure) -> SafetyPlan | None:
    """The plan of another setting that travelled with an acknowledged letter; None where there is none."""
    if letter.status != "acknowledged" or letter.plan_id is None:
        return None
    with acting_as(operator()):
        plan = session().get(SafetyPlan, letter.plan_id)
    return plan if plan is not None and plan.setting_id != letter.setting_id else None


def begin_plan(actor: Actor, letter: Disclosure, *, adapt: bool) -> SafetyPlan:
    """The plan of the letter's setting for its pupil: a copy of the one that travelled, or a new one.

    Where there is one already, that one. Raises ValueError where there is nothing to adapt.
    """
    there = open_plans_of_child(letter.child_id, letter.setting_id)
    if there:
        return there[0]
    if not adapt:
        return start_plan(
            actor, child_id=letter.child_id, setting_id=letter.setting_id, prefill=prefilled(actor)
        )
    plan = adaptable(letter)
    if plan is None:
        raise ValueError("There is no plan to adapt: it comes with a letter that was acknowledged")
    return adopt_plan(actor, plan, letter.setting_id)


def _by(letter: Disclosure, *, acknowledged: bool = False) -> str:
    if letter.status == "acknowledged":
        return "if you have not yet" if acknowledged else "done"
    if letter.due_on is None:
        return "today"
    return f"{calendar_for(letter.setting_id).words(letter.due_on)}, by {day_words(letter.due_on)}"


def _plan_words(letter: Disclosure, plans: Sequence[SafetyPlan]) -> str:
    if any(plan.status == "in_force" for plan in plans):
        return "done"
    begun = "begun; " if plans else ""
    if letter.plan_due_on is None:
        return f"{begun}not signed" if plans else "not begun"
    late = letter.plan_due_on < today()
    words = calendar_for(letter.setting_id).words(letter.plan_due_on)
    return f"{begun}{words if late else words[:1].lower() + words[1:]}, by {day_words(letter.plan_due_on)}"
