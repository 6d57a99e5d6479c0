"""The council asks a school for a plan; the school starts it, or says why not now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from foundation.access.acting import tell_role, tell_setting
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, acting_as, session, today
from foundation.store.calendar import calendar_for
from foundation.trail import record
from roll.actions import widened
from safetyplans import events, lists
from safetyplans.actions.rights import Refused, authority_only, said, school_only
from safetyplans.decided import AFTER_OVERLAP
from safetyplans.models import PlanRequest

OVERLAP = "an alert was raised since"


def ask_for_plan(
    actor: Actor,
    *,
    child_id: int,
    setting_id: int,
    due_on: dt.date,
    case_id: int | None = None,
    child_role: str = "",
    note: str | None = None,
) -> PlanRequest:
    """Ask a school for a plan: the clock starts and the school's safeguarding leads are told.

    Raises Refused for a date that has passed, and when the school has been asked already.
    """
    authority_only(actor, Permission.ASK_FOR_PLANS)
    if lists.open_request(child_id, setting_id, case_id) is not None:
        raise Refused("This school has been asked for this plan already")
    asked = PlanRequest(
        child_id=child_id,
        setting_id=setting_id,
        case_id=case_id,
        child_role=child_role,
        asked_by=actor.account_id,
        asked_on=today(),
        due_on=due_on,
        note=note or None,
    )
    session().add(asked)
    session().flush()
    record(events.PlanAsked(subject=asked, due_on=due_on))
    tell_setting(setting_id, "plan_requested", _page(asked), f"plan-asked-{asked.id}")
    return asked


def decline_request(actor: Actor, asked: PlanRequest, reason: str) -> None:
    """The school answers that a plan is not appropriate now; the officer sees the reason. Raises Refused."""
    school_only(actor, asked.setting_id)
    words = said(reason, "Say why a plan is not appropriate now. Nothing was changed")
    asked.declined_reason = words
    record(events.RequestDeclined(subject=asked, reason=words))
    tell_role(Role.MASH_OFFICER, "plan_answered", _page(asked), f"declined-{asked.id}-{asked.due_on}")


def agree_to_declining(actor: Actor, asked: PlanRequest) -> None:
    """The officer agrees that a plan is not appropriate now; an overlap opens it again. Raises Refused."""
    authority_only(actor, Permission.ASK_FOR_PLANS)
    if asked.status != "declined":
        raise Refused("This was answered meanwhile. Nothing was changed")
    record(events.RequestAgreed(subject=asked))
    tell_setting(asked.setting_id, "plan_told", _page(asked), f"agreed-{asked.id}-{asked.due_on}")


def reopen_for_overlap(actor: Actor, child_ids: Collection[int]) -> None:
    """The children are, or will be, at one place: what was "not appropriate now" is asked for again, soon."""
    with acting_as(widened(actor)):
        for asked in lists.declined_for(child_ids):
            due_on = calendar_for(asked.setting_id).add(today(), AFTER_OVERLAP.value())
            asked.due_on = due_on
            record(events.RequestReopened(subject=asked, reason=OVERLAP))
            tell_setting(asked.setting_id, "plan_requested", _page(asked), f"overlap-{asked.id}-{due_on}")


def ask_again(actor: Actor, asked: PlanRequest, reason: str, due_on: dt.date) -> None:
    """The officer does not agree with the answer: the clock starts again. Raises Refused."""
    authority_only(actor, Permission.ASK_FOR_PLANS)
    words = said(reason, "Say why the plan is asked for again. Nothing was changed")
    if due_on < today():
        raise Refused("The new due date must be today or later. Nothing was changed")
    asked.due_on = due_on
    record(events.RequestReopened(subject=asked, reason=words))
    tell_setting(asked.setting_id, "plan_requested", _page(asked), f"plan-asked-{asked.id}-{due_on}")


def _page(asked: PlanRequest) -> str:
    return f"/plans/requests/{asked.public_id}"
