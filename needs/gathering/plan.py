"""One submitted version of a safety plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fap.form.rules import usual_year
from fap.words import FIXED_CAPACITY
from foundation.questions import Fact
from needs.gathering.mapping import (
    AGENCIES_OF_PLAN,
    CAPACITY_BY_ROLE,
    FLAGS_BY_ROLE,
    NATURES_OF_PLAN,
    POLICE,
    SEXUAL,
    where_of,
)
from needs.gathering.values import (
    FactValue,
    FormValue,
    Surroundings,
    day_inside,
    first,
    in_order,
    inside,
    read_answers,
)
from safetyplans.form import FORM as PLAN

ACCEPTED = "accepted"


def plan_value(row: Any, around: Surroundings) -> FormValue:
    """A submitted version of a safety plan. `row`: columns of the version and of its plan."""
    read = read_answers(PLAN, row.answers, row.form_version, row.submitted_on)
    facts = read.facts()
    child, born, sex, ward = around.children(row.child_id)
    return FormValue(
        kind="plan",
        record_id=row.id,
        reference=row.reference,
        version=row.number,
        form_version=row.form_version,
        child_id=child,
        setting_id=row.setting_id,
        setting_type=around.setting_type(row.setting_id),
        submitted_on=row.submitted_on,
        submitted_at=row.submitted_at,
        ward=around.wards(ward),
        year_group=usual_year(born, row.submitted_on) or "",
        sex=sex,
        ethnicity="",
        category="",
        facts=in_order(
            [
                *_flags(facts),
                *_natures(facts),
                *_judged(facts, row.status),
                *_outside(facts),
                *_referrals(read.answers, facts),
            ]
        ),
        outcome=row.plan_status,
    )


def _flags(facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    if not SEXUAL & {fact.value for fact in facts if fact.name == "nature"}:
        return
    for flag in FLAGS_BY_ROLE.get(first(facts, "role"), ()):
        yield FactValue("flag", flag, capacity=FIXED_CAPACITY[flag], current="current", source="plan")


def _natures(facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    for fact in facts:
        if fact.name == "nature":
            for code in NATURES_OF_PLAN.get(fact.value, ()):
                yield FactValue("nature", code, source="plan")


def _judged(facts: tuple[Fact, ...], status: str) -> Iterator[FactValue]:
    """The level on the continuum: agreed once the authority has accepted the version, else the school's."""
    level = first(facts, "severity")
    if level:
        yield FactValue("severity" if status == ACCEPTED else "school_level", level, source="plan")


def _outside(facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    place, police = first(facts, "where"), first(facts, "police")
    if place:
        yield FactValue("where", where_of(place), source="plan")
    if police in POLICE:
        capacity = CAPACITY_BY_ROLE.get(first(facts, "role"), "")
        yield FactValue("police", POLICE[police], source="plan", capacity=capacity)


def _referrals(answers: Any, facts: tuple[Fact, ...]) -> Iterator[FactValue]:
    """Each service that was asked: when it was sent, when it answered, whether somebody there has it."""
    rows = answers.get("referrals") or []
    sent = [fact for fact in facts if fact.name == "referral"]
    for row, fact in zip(rows, sent, strict=True):
        agency = inside(fact, "agency")
        answered = day_inside(fact, "accepted_on") or day_inside(fact, "first_contact")
        state = "not_sent"
        if inside(fact, "sent") == "yes":
            state = "first_contact" if inside(fact, "first_contact") else "accepted" if answered else "sent"
        yield FactValue(
            "agency",
            AGENCIES_OF_PLAN.get(agency, agency),
            source="plan",
            state=state,
            known="" if state == "not_sent" else "owned" if row.get("person") or answered else "unowned",
            began=day_inside(fact, "sent_on"),
            ended=answered,
        )
