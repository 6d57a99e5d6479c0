"""One meeting about one child, and one alert."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cases.meetings.table import factors
from fap.form.rules import usual_year
from needs.gathering.case import JUDGED
from needs.gathering.mapping import CAPACITY_BY_ROLE, GROUPED
from needs.gathering.values import FactValue, FormValue, Parts, Surroundings, in_order


def meeting_value(row: Any, parts: Parts, around: Surroundings) -> FormValue:
    """A meeting that was called. The contextual table counts once its minutes are agreed and frozen."""
    return _value(
        row,
        "meeting",
        around,
        [
            FactValue("meeting", row.kind, state=row.status, source="meeting"),
            *_table(row, parts),
            *_role(row.child_role),
        ],
        row.status,
    )


def alert_value(row: Any, around: Surroundings) -> FormValue:
    """An alert, counted for the child it is first about."""
    return _value(row, "alert", around, [FactValue("alert", row.kind, state=row.status)], row.status)


def _value(row: Any, kind: str, around: Surroundings, facts: list[FactValue], outcome: str) -> FormValue:
    child, born, sex, ward = around.children(row.child_id)
    return FormValue(
        kind=kind,
        record_id=row.id,
        reference=row.reference,
        version=1,
        form_version=1,
        child_id=child,
        setting_id=row.setting_id,
        setting_type=around.setting_type(row.setting_id),
        submitted_on=row.on,
        submitted_at=row.at,
        ward=around.wards(ward),
        year_group=usual_year(born, row.on) or "",
        sex=sex,
        ethnicity="",
        category="",
        facts=in_order(facts),
        outcome=outcome,
    )


def _role(role: str) -> Iterator[FactValue]:
    if role:
        yield FactValue("role", role, capacity=CAPACITY_BY_ROLE.get(role, ""))


def _table(row: Any, parts: Parts) -> Iterator[FactValue]:
    """Risk and vulnerability factors, each with or without an action that answers it; severity; the group."""
    answers: dict[str, Any] = {}
    for section in parts.of("table"):
        answers.update(section.answers)
    answered = {key for action in parts.of("actions") for key in action.factors or ()}
    for one in factors(answers, lambda code: code):
        if one.column in ("vulnerability", "risk"):
            state = "answered" if one.key in answered else "open"
            yield FactValue("factor", one.context, within=one.column, state=state)
    if answers.get("severity") in JUDGED:
        yield FactValue("severity", answers["severity"], source="meeting")
    if answers.get("together"):
        yield FactValue("grouped", GROUPED[answers["together"]], source="meeting")
