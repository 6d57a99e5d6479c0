"""What a setting does with a letter: call, acknowledge, have a plan; by when, and how far it is.

Source: transitions, "The life of an alert"; safeguarding, "Who they are": the new school reads a plan only
after handover or disclosure, and adapts a copy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.access.lists import account_by_id, operator
from foundation.access.work import Clock
from foundation.store import Actor, acting_as, session, today
from foundation.store.calendar import Calendar, calendar_for
from foundation.store.clock import day_words
from roll.continuing_core import known_as
from safetyplans.actions import start_plan
from safetyplans.actions.adopting import adopt_plan
from safetyplans.lists import open_plans_of_child
from safetyplans.models import SafetyPlan
from safetyplans.showing import prefilled
from transitions.clocks import letter_due, plan_due
from transitions.models import Disclosure


@dataclass(frozen=True)
class Receiving:
    """The receiving side of one letter: its steps, and how a plan can be begun.

    `travels`: a plan of another setting comes along; `may_adapt`: and the letter has been acknowledged.
    """

    steps: tuple[dict[str, str], ...]
    plans: Sequence[SafetyPlan]
    travels: bool
    may_adapt: bool


def receiving(letter: Disclosure, kind: str | None = None) -> Receiving:
    """What the setting has to do, for whoever may read the letter.

    `kind`: of the alert, for a draft: its days are those it would have if it were released today.
    """
    plans = open_plans_of_child(letter.child_id, letter.setting_id)
    due, plan_by = letter.due_on, letter.plan_due_on
    if letter.status == "draft" and kind is not None:
        due = letter_due(kind, letter.setting_id, today())
        plan_by = plan_due(kind, letter.setting_id, today())
    account = account_by_id(letter.written_by_id)
    telephone = (account.telephone if account else "") or ""
    whom = f"Call {account.name}" if account else "Call the council"
    return Receiving(
        steps=(
            {
                "what": whom + (f" on {telephone}" if telephone else ""),
                "state": _by(letter, due, done="if you have not yet"),
            },
            {"what": "Acknowledge this letter", "state": _by(letter, due, done="done")},
            {
                "what": "Have a safety plan in force for this pupil",
                "state": _plan_words(calendar_for(letter.setting_id), plan_by, plans),
            },
        ),
        plans=plans,
        travels=_travelling(letter) is not None,
        may_adapt=adaptable(letter) is not None,
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
    return _travelling(letter) if letter.status == "acknowledged" else None


def _travelling(letter: Disclosure) -> SafetyPlan | None:
    if letter.plan_id is None:
        return None
    with acting_as(operator()):
        plan = session().get(SafetyPlan, letter.plan_id)
    here = known_as(session().connection(), letter.setting_id)
    return plan if plan is not None and plan.setting_id not in here else None


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


def _by(letter: Disclosure, due: dt.date | None, *, done: str) -> str:
    if letter.status == "acknowledged":
        return done
    if due is None:
        return "today"
    return f"{calendar_for(letter.setting_id).words(due)}, by {day_words(due)}"


def _plan_words(calendar: Calendar, due: dt.date | None, plans: Sequence[SafetyPlan]) -> str:
    if any(plan.status == "in_force" for plan in plans):
        return "done"
    begun = "begun, not signed; " if plans else ""
    if due is None:
        return begun.removesuffix("; ") or "not begun"
    return f"{begun}{calendar.words(due)}, by {day_words(due)}"
