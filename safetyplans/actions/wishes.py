"""Wishes and feelings are added to, never overwritten."""

from __future__ import annotations

from foundation.answers import answers_of, write_answers
from foundation.store import Actor
from safetyplans import lists
from safetyplans.actions.rights import school_only
from safetyplans.form import FORM
from safetyplans.models import SafetyPlan


def keep_what_was_sent(actor: Actor, plan: SafetyPlan) -> bool:
    """Put back every entry of wishes and feelings that stood in the newest version and was changed since.

    True when something was put back: what the child said then is not said anew, it is followed by an entry.
    """
    school_only(actor, plan.setting_id)
    newest = lists.latest_version(plan)
    sent = {row["_id"]: row for row in (newest.answers.get("wishes") or ())} if newest else {}
    if not sent:
        return False
    now = answers_of(plan, FORM).get("wishes") or []
    present = {row["_id"] for row in now}
    taken_out = [row for key, row in sent.items() if key not in present]
    kept = [*taken_out, *(sent.get(row["_id"], row) for row in now)]
    if kept == now:
        return False
    write_answers(actor, plan, FORM, {"wishes": kept})
    return True
