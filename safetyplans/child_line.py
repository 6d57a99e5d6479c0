"""What plans put on a child's page and time line, as far as the reader may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import WorkRow
from foundation.store import current_actor
from roll.child_page import OnLine, Part
from roll.models import Child
from safetyplans.lists import STATUS_WORDS, plans_of_child
from safetyplans.models import SafetyPlan
from safetyplans.showing import setting_name


def _plans(child: Child) -> Sequence[SafetyPlan]:
    if not current_actor().may(Permission.READ_PLANS):
        return ()
    return plans_of_child(child.id)


def on_line(child: Child) -> Iterator[OnLine]:
    """Plans that were signed, from the day on which they came into force."""
    for plan in _plans(child):
        if plan.signed_on:
            where = setting_name(plan.setting_id)
            yield OnLine("plan", f"Plan {plan.reference}", plan.signed_on, plan.ended_on, where)


def plans_of(child: Child) -> Part | None:
    """The plans about the child."""
    rows = [
        WorkRow(
            f"Plan {plan.reference}",
            url_for("safetyplans.plan", plan=plan.public_id),
            f"{STATUS_WORDS[plan.status][0]}, {setting_name(plan.setting_id)}.",
        )
        for plan in _plans(child)
    ]
    return Part("Safety plans", rows, order=40) if rows else None


OFFERS = (plans_of,)
