"""The record of the whole setting: begun with a plan, written once for each case and setting."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers import LongForm, answers_of, problems_of
from foundation.questions import reading
from foundation.store import current_actor
from safetyplans import actions, lists
from safetyplans.form import WHOLE_SETTING
from safetyplans.long_form import given
from safetyplans.models import SafetyPlan, SettingRecord
from safetyplans.papers import names_in_setting_record
from safetyplans.showing import setting_name

pages = Pages("plan_setting", __name__, url_prefix="/plans")


def bar(record: SettingRecord) -> list[tuple[str, str]]:
    """The record bar: no child stands in it."""
    return [("Record", record.reference), ("Setting", setting_name(record.setting_id))]


def may_change(record: SettingRecord) -> bool:
    """Its own setting writes it, while a plan it belongs to goes on."""
    goes_on = any(plan.status not in lists.OVER for plan in lists.plans_of_setting_record(record))
    return goes_on and record.setting_id in current_actor().settings


SETTING_FORM = LongForm(
    form=WHOLE_SETTING,
    model=SettingRecord,
    read=Permission.READ_PLANS,
    write=Permission.WRITE_PLANS,
    given=lambda _record: given(),
    bar=bar,
    may_change=may_change,
    home="plan_setting.record",
    home_words="The record",
)
SETTING_FORM.mount(pages, "/setting/<setting_record>/form")


@pages.page("/<plan>/setting", needs=Permission.WRITE_PLANS, opens=SafetyPlan, methods=("POST",))
def begin(plan: SafetyPlan) -> Any:
    """Begin the record of the whole setting for this plan, or go on with the one there is."""
    try:
        made = actions.begin_setting_record(current_actor(), plan)
    except actions.Refused as refusal:
        flash(f"{refusal}.", "error")
        return redirect(url_for("safetyplans.plan", plan=plan.public_id))
    return redirect(url_for("plan_setting.record", setting_record=made.public_id))


@pages.page("/setting/<setting_record>", needs=Permission.READ_PLANS, opens=SettingRecord)
def record(setting_record: SettingRecord) -> Any:
    """The record as it stands, what is missing, and whether a child could be recognised in it."""
    answers = answers_of(setting_record, WHOLE_SETTING)
    return render_template(
        "safetyplans/setting.html",
        one=setting_record,
        bar=bar(setting_record),
        plan=lists.plan_by_id(setting_record.plan_id),
        lines=reading(WHOLE_SETTING, answers, current_actor(), given()).said_in("setting"),
        problems=problems_of(setting_record, SETTING_FORM),
        hits=names_in_setting_record(setting_record),
        writes=may_change(setting_record) and current_actor().may(Permission.WRITE_PLANS),
    )
