"""The record of the whole setting: begun once for each case and setting."""

from __future__ import annotations

from foundation.store import Actor, next_reference, now, session
from foundation.trail import record
from safetyplans import events, lists
from safetyplans.actions.rights import open_plan, school_only
from safetyplans.form import WHOLE_SETTING
from safetyplans.models import SafetyPlan, SettingRecord


def begin_setting_record(actor: Actor, plan: SafetyPlan) -> SettingRecord:
    """The record that goes with a plan; begun now if there is none. Raises Refused when it is over."""
    school_only(actor, plan.setting_id)
    found = lists.setting_record_of(plan)
    if found is not None:
        return found
    open_plan(plan)
    made = SettingRecord(
        reference=next_reference(session(), "WS"),
        setting_id=plan.setting_id,
        case_id=plan.case_id,
        plan_id=plan.id,
        child_id=plan.child_id,
        form_version=WHOLE_SETTING.version,
        made_by=actor.account_id,
        made_at=now(),
    )
    session().add(made)
    session().flush()
    record(events.SettingRecordMade(subject=made))
    return made


def join_case(plan: SafetyPlan, case_id: int, case_reference: str) -> None:
    """A plan, and the record that began with it, belong to a case from now on; called as the system."""
    if plan.case_id is not None:
        return
    plan.case_id = case_id
    found = lists.setting_record_begun_with(plan)
    if found is not None and found.case_id is None:
        found.case_id = case_id
    record(events.PlanJoinedCase(subject=plan, case_reference=case_reference))
