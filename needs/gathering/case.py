"""One child in one case: the review's own table counts these (case by case, child by child)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from fap.form.rules import usual_year
from fap.words import FIXED_CAPACITY
from needs.gathering.mapping import (
    AGENCIES_OF_CASE,
    CAPACITY_BY_ROLE,
    CARE,
    ENQUIRIES,
    FLAGS_BY_ROLE,
    GROUPED,
    POLICE,
    RELATIONS,
    SEXUAL_IN_CASE,
    agency_named,
    where_of,
)
from needs.gathering.values import FactValue, FormValue, Parts, Surroundings, in_order

ALLEGED = frozenset({"alleged_perpetrator", "both"})
JUDGED = frozenset({"normal", "inappropriate", "problematic", "abusive", "violent"})
OVER = {"declined_child", "declined_parent", "refused", "finished"}


def party_value(row: Any, parts: Parts, around: Surroundings) -> FormValue:
    """A child of a case. `row`: columns of the party and its case; `parts`: the rows of the whole case."""
    child, born, sex, ward = around.children(row.child_id)
    return FormValue(
        kind="case",
        record_id=row.id,
        reference=row.reference,
        version=1,
        form_version=1,
        child_id=child,
        setting_id=row.setting_id,
        setting_type=around.setting_type(row.setting_id),
        submitted_on=row.opened_on,
        submitted_at=dt.datetime.combine(row.opened_on, dt.time(0), dt.UTC),
        ward=around.wards(ward),
        year_group=usual_year(born, row.opened_on) or "",
        sex=sex,
        ethnicity="",
        category="",
        facts=in_order(
            [
                FactValue("role", row.role, capacity=CAPACITY_BY_ROLE.get(row.role, "")),
                *_incidents(row, parts),
                *_alleged(parts),
                *_entries(row, parts),
                *_plans(row, parts),
                *_meetings(row, parts),
            ]
        ),
        outcome=row.closed_as or row.status,
    )


def _incidents(row: Any, parts: Parts) -> Iterator[FactValue]:
    for incident in parts.of("incidents"):
        if SEXUAL_IN_CASE & set(incident.natures):
            for flag in FLAGS_BY_ROLE.get(row.role, ()):
                when = "historic" if incident.historic == "historic" else "current"
                yield FactValue("flag", flag, capacity=FIXED_CAPACITY[flag], current=when, source="case")
        for nature in incident.natures:
            yield FactValue("nature", nature, source="case")
        yield FactValue("where", where_of(incident.place), source="case")
        if incident.hackett in JUDGED:
            yield FactValue("severity", incident.hackett, source="case")
        if incident.relation:
            yield FactValue("relation", RELATIONS.get(incident.relation, incident.relation), source="case")
        if incident.grouped:
            yield FactValue("grouped", GROUPED[incident.grouped], source="case")


def _alleged(parts: Parts) -> Iterator[FactValue]:
    number = sum(role in ALLEGED for role in parts.of("roles"))
    yield FactValue("alleged", {0: "none", 1: "one"}.get(number, "several"), source="case")


def _entries(row: Any, parts: Parts) -> Iterator[FactValue]:
    """What is recorded about this child, and what is recorded about the case as a whole."""
    own = [e for e in parts.of("entries") if e.child_id in (row.child_id, None)]
    capacity = CAPACITY_BY_ROLE.get(row.role, "")
    latest: dict[str, Any] = {}
    for entry in own:
        if entry.kind in {"police", "social_care", "assessment"}:
            latest[entry.kind] = entry
        if entry.kind == "social_care" and entry.state in ENQUIRIES:
            yield FactValue("enquiry", ENQUIRIES[entry.state], capacity=capacity, source="case")
        if entry.kind == "advice":
            yield _advice(entry)
        if entry.kind == "referral":
            yield _service(entry)
        if entry.kind == "strategy" and entry.state:
            yield FactValue("meeting", "strategy", state=entry.state, source="case")
    yield from _latest(latest, capacity)


def _latest(latest: dict[str, Any], capacity: str) -> Iterator[FactValue]:
    if "police" in latest and latest["police"].state in POLICE:
        yield FactValue("police", POLICE[latest["police"].state], capacity=capacity, source="case")
    if "social_care" in latest and latest["social_care"].state in CARE:
        yield FactValue("care", CARE[latest["social_care"].state], capacity=capacity, source="case")
    if "assessment" in latest:
        yield FactValue("assessment", latest["assessment"].state, source="case")


def _advice(entry: Any) -> FactValue:
    agency = AGENCIES_OF_CASE.get(entry.agency, entry.agency)
    began, ended = entry.happened_on, entry.done_on
    return FactValue("advice", agency, state=entry.state, source="case", began=began, ended=ended)


def _service(entry: Any) -> FactValue:
    """A referral to a service: from the day it was sent (agreed, until then) to the day it was taken."""
    answers = entry.answers or {}
    sent, taken = answers.get("sent_on"), answers.get("accepted_on") or answers.get("first_on")
    done = {"declined_child", "declined_parent", "refused"}
    ended = dt.date.fromisoformat(taken) if taken else entry.done_on if entry.state in done else None
    return FactValue(
        "agency",
        agency_named(answers.get("service")),
        state=entry.state,
        known="owned" if (entry.owner or "").strip() else "unowned",
        source="case",
        began=dt.date.fromisoformat(sent) if sent else entry.happened_on,
        ended=ended,
    )


def _plans(row: Any, parts: Parts) -> Iterator[FactValue]:
    for asked in parts.of("asked"):
        if asked.child_id == row.child_id:
            yield FactValue("plan", "asked", state=asked.status, began=asked.asked_on, source="case")
    for plan in parts.of("plans"):
        if plan.child_id == row.child_id:
            yield FactValue("plan", "written", state=plan.status, began=plan.signed_on, source="case")


def _meetings(row: Any, parts: Parts) -> Iterator[FactValue]:
    for meeting in parts.of("meetings"):
        if meeting.child_id == row.child_id and meeting.status != "cancelled":
            yield FactValue("meeting", meeting.kind, state=meeting.status, source="meeting")
