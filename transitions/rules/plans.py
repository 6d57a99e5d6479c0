"""A live plan that did not travel with its child.

Source: transitions, the kind `plan_not_travelled`: 5 school days (unless decided otherwise) at the new
setting, and that setting has not acknowledged the plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from transitions.rules.findings import AsOf, Finding, Kind
from transitions.rules.moves import AddSchoolDays
from transitions.rules.spans import DAY, Span, spans_by_setting

if TYPE_CHECKING:
    from roll.stays_core import Stay
    from safetyplans.plans_core import LivePlan


def plan_not_travelled(
    plan: LivePlan,
    stays: Iterable[Stay],
    acknowledged: Collection[tuple[int, int]],
    settings_with_own_plan: Collection[int],
    as_of: AsOf,
    add_school_days: AddSchoolDays,
) -> list[Finding]:
    """Each new setting where the child has been long enough without the plan being acknowledged.

    `acknowledged`: (plan id, setting id). `settings_with_own_plan`: settings with a live plan for this child
    themselves, the one that wrote this plan included. One finding per plan and setting, from the last start.
    """
    found = []
    for setting_id, there in spans_by_setting(stay for stay in stays if not stay.expected).items():
        if setting_id in settings_with_own_plan or setting_id == plan.setting_id:
            continue
        span = _last_start(there, plan, as_of)
        if span is None or (plan.id, setting_id) in acknowledged:
            continue
        due = add_school_days(setting_id, span.first, as_of.clocks.take_up_plan.on(span.first))
        if due >= min(span.last, as_of.day):
            continue
        found.append(
            Finding(
                kind=Kind.PLAN_NOT_TRAVELLED,
                key=f"{Kind.PLAN_NOT_TRAVELLED}:{plan.id}:{setting_id}",
                raises=as_of.raises(due + DAY, span.last),
                child_id=plan.child_id,
                setting_id=setting_id,
                plan_id=plan.id,
                day=span.first,
                past=as_of.is_past(span.last),
                stays=span.stays,
            )
        )
    return found


def _last_start(there: list[Span], plan: LivePlan, as_of: AsOf) -> Span | None:
    """The last stay at a setting that began after the plan was signed, and by the day asked about."""
    new = [span for span in there if plan.signed_on < span.first <= as_of.day]
    return new[-1] if new else None
