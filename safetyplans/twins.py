"""Linked plans for a page: those the reader may see, and what contradicts in those that they may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foundation.answers import answers_of
from foundation.store import acting_as, current_actor, session
from roll.actions import widened
from roll.lists import child_by_id
from safetyplans import lists
from safetyplans.contradictions import PLACES, Contradiction, Side, contradictions
from safetyplans.form import FORM
from safetyplans.form.school_day import GRID
from safetyplans.models import SafetyPlan
from safetyplans.showing import setting_name
from safetyplans.twins_core import told_of, twin_plan_ids


@dataclass(frozen=True)
class Linked:
    """A linked plan. `plan`, `child` and `setting` are None and empty where the reader may not see it."""

    plan: SafetyPlan | None
    child: str
    setting: str
    contradictions: list[Contradiction]

    @property
    def visible(self) -> bool:
        """Whether the reader may read the linked plan itself."""
        return self.plan is not None

    def words(self, found: Contradiction) -> str:
        """A contradiction as this reader may read it."""
        return found.both if self.visible else found.own


def linked_plans(plan: SafetyPlan) -> list[Linked]:
    """The plans linked with a plan, with what contradicts; a hidden one is compared and never handed out, and
    not spoken of to a school that is alone in naming its child.
    """
    connection = session().connection()
    every = {twin_id: lists.plan_by_id(twin_id) for twin_id in twin_plan_ids(connection, plan.id)}
    told = told_of(connection, plan.id) if None in every.values() else set()
    seen = {twin_id: shown for twin_id, shown in every.items() if shown or twin_id in told}
    mine = _side(plan)
    found = []
    for twin_id, shown in seen.items():
        child = child_by_id(shown.child_id) if shown else None
        with acting_as(widened(current_actor())):
            theirs = _side(shown or session().get_one(SafetyPlan, twin_id))
        found.append(
            Linked(
                shown,
                child.name if child else "",
                setting_name(shown.setting_id) if shown else "",
                contradictions(mine, theirs),
            )
        )
    return found


def _side(plan: SafetyPlan) -> Side:
    return Side(answers_of(plan, FORM), plan.setting_id, plan.status == "in_force", lists.last_held(plan))


def side_by_side(plan: SafetyPlan, twin: SafetyPlan) -> list[Any]:
    """Rows of a table: each place of the day with what both plans do there, groups between."""
    days = [answers_of(one, FORM).get(GRID.key) or {} for one in (plan, twin)]
    rows: list[Any] = []
    group = ""
    for place in GRID.rows:
        if place.group != group:
            group = place.group
            rows.append({"group": group})
        rows.append([PLACES[place.key], *(_cell(day.get(place.key) or {}) for day in days)])
    return rows


def _cell(said: dict[str, Any]) -> str | dict[str, str]:
    if not said:
        return {"text": "", "flag": "gap", "flag_words": "Not answered yet"}
    if said.get("not_relevant"):
        return f"Not relevant: {said['not_relevant']}"
    parts = (said.get("at_time"), said.get("where"), said.get("control"), said.get("adult"))
    return ". ".join(str(part).rstrip(".") for part in parts if part)


def children_without_plan(plan: SafetyPlan) -> list[str]:
    """Children whom the plan names and who have none that goes on, as far as the reader may know them."""
    twins = twin_plan_ids(session().connection(), plan.id)
    with acting_as(widened(current_actor())):
        covered = {found.child_id for twin in twins if (found := lists.plan_by_id(twin))}
    open_others = [other for other in lists.others_of(plan) if other.gone_at is None]
    missing = {other.child_id for other in open_others if other.role != "witness"} - covered
    return sorted(child.name for one in missing if (child := child_by_id(one)) is not None)
