"""From one form's answers to what can be counted. Pure: no database, no clock.

Facts come from the declarations (`Reading.facts()`), so that a form's new version needs no change here: its
answers are brought forward first. What people wrote is never taken over; only whether they wrote something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from fap.form import FORM as REFERRAL
from fap.form.rules import usual_year
from fap.words import FIXED_CAPACITY, FLAGS
from foundation.questions import Answers, Fact, Form, Given, Reading, reading
from safetyplans.form import FORM as PLAN

SEXUAL = frozenset(
    {"rape", "assault_by_penetration", "sexual_assault", "causing_activity"}
    | {"harassment_words", "harassment_physical", "harassment_online"}
)
"""Natures of a safety plan that count as a flag of the referral form: how the two forms are mapped."""
FLAGS_BY_ROLE = {
    "alleged_victim": ("harmed_by_hsb",),
    "alleged_perpetrator": ("displays_hsb",),
    "both": ("displays_hsb", "harmed_by_hsb"),
}
"""Role of the child of a plan -> flags; a witness and a role that is not clear count as none."""
NOTHING = frozenset(
    {"", "-", "n/a", "na", "nil", "no", "none", "none yet", "not yet", "nothing", "nothing so far"}
    | {"nothing yet", "nothing was done", "nothing was done yet", "not applicable"}
)
"""Answers to "what the school did" that say that nothing was done (the form asks to write "nothing yet")."""


@dataclass(frozen=True)
class FactValue:
    """One row of `NeedsFact`, without its form."""

    name: str
    code: str
    within: str = ""
    capacity: str = ""
    current: str = ""
    source: str = ""
    known: str = ""
    responded: bool | None = None


@dataclass(frozen=True)
class FormValue:
    """One row of `NeedsForm` with its facts."""

    kind: str
    record_id: int
    reference: str
    version: int
    form_version: int
    child_id: int
    setting_id: int | None
    setting_type: str
    submitted_on: dt.date
    submitted_at: dt.datetime
    ward: str
    year_group: str
    sex: str
    ethnicity: str
    category: str
    facts: tuple[FactValue, ...]


@dataclass(frozen=True)
class Surroundings:
    """What gathering needs from other tables: settings by URN, their types, ward names, children."""

    setting_ids: dict[str, int]
    setting_types: dict[int, str]
    wards: Callable[[str], str]
    children: Callable[[int], tuple[int, dt.date, str, str]]
    """Row id -> (row id of the child it stands for, date of birth, sex, ward code)."""


class _Counting:
    """A reader for counting: sees every answer and passes on codes only."""

    def may(self, _permission: Any, /) -> bool:
        return True


def read_answers(form: Form, answers: Answers, form_version: int, day: dt.date) -> Reading:
    """The answers of a frozen version, brought forward to the form's present version."""
    return reading(form, form.forward(dict(answers), form_version), _Counting(), Given(today=day))


def says_something(text: Any) -> bool:
    """Whether an answer to "what the school did" names anything that was done."""
    return str(text or "").strip().rstrip(".!").casefold() not in NOTHING


def referral_value(row: Any, panel: list[Any], around: Surroundings) -> FormValue:
    """A submitted referral. `row`: columns of the referral and its frozen `answers`; `panel`: flags heard."""
    read = read_answers(REFERRAL, row.answers, row.form_version, row.submitted_at.date())
    one = {fact.name: fact.value for fact in read.facts() if isinstance(fact.value, str)}
    child, _born, sex, ward = around.children(row.child_id)
    setting = row.setting_id or around.setting_ids.get(one.get("setting", ""))
    facts = {*_flags(read), *_domains(read), *_heard(panel)}
    return FormValue(
        kind="referral",
        record_id=row.id,
        reference=row.reference,
        version=row.version,
        form_version=row.form_version,
        child_id=child,
        setting_id=setting,
        setting_type=around.setting_types.get(setting or 0, ""),
        submitted_on=row.submitted_on,
        submitted_at=row.submitted_at,
        ward=around.wards(one.get("ward") or ward),
        year_group=one.get("year_group", ""),
        sex=one.get("sex") or sex,
        ethnicity=one.get("ethnicity", ""),
        category=row.category or "",
        facts=in_order(facts),
    )


def plan_value(row: Any, around: Surroundings) -> FormValue:
    """A submitted version of a safety plan. `row`: columns of the version and of its plan."""
    read = read_answers(PLAN, row.answers, row.form_version, row.submitted_at.date())
    child, born, sex, ward = around.children(row.child_id)
    return FormValue(
        kind="plan",
        record_id=row.id,
        reference=row.reference,
        version=row.number,
        form_version=row.form_version,
        child_id=child,
        setting_id=row.setting_id,
        setting_type=around.setting_types.get(row.setting_id, ""),
        submitted_on=row.submitted_on,
        submitted_at=row.submitted_at,
        ward=around.wards(ward),
        year_group=usual_year(born, row.submitted_on) or "",
        sex=sex,
        ethnicity="",
        category="",
        facts=in_order(set(_plan_flags(read))),
    )


def in_order(facts: set[FactValue]) -> tuple[FactValue, ...]:
    """Facts in an order that depends on nothing but themselves."""
    return tuple(sorted(facts, key=sort_key))


def sort_key(fact: FactValue) -> tuple[str, ...]:
    """The natural key of a fact within its form."""
    return (
        fact.name,
        fact.code,
        fact.within,
        fact.source,
        fact.capacity,
        fact.current,
        fact.known,
        str(fact.responded),
    )


def _inside(fact: Fact, name: str) -> str:
    return next((str(part.value) for part in fact.about if part.name == name), "")


def _flags(read: Reading) -> Iterator[FactValue]:
    said = {**(read.answers.get("peer_flags") or {}), **(read.answers.get("other_abuse") or {})}
    for fact in read.facts():
        if fact.name not in {"flag", "other_abuse"} or fact.value not in FLAGS:
            continue
        did = said.get(fact.value, {}).get("school_did")
        yield FactValue(
            "flag",
            fact.value,
            capacity=FIXED_CAPACITY.get(fact.value) or _inside(fact, "capacity"),
            current=_inside(fact, "when"),
            source="form",
            responded=says_something(did),
        )


def _heard(panel: list[Any]) -> Iterator[FactValue]:
    for row in panel:
        yield FactValue(
            "flag", row.flag, capacity=row.capacity or "", current=row.current or "", source="panel"
        )


def _domains(read: Reading) -> Iterator[FactValue]:
    said = read.answers.get("context") or {}
    for fact in read.facts():
        if fact.name != "domain":
            continue
        did = said.get(fact.value, {}).get("response")
        known = _inside(fact, "known")
        yield FactValue("domain", fact.value, known=known, responded=says_something(did))
        for place in fact.about:
            kind = _inside(place, "place_kind")
            if place.name == "place" and kind:
                yield FactValue("place", kind, within=fact.value)


def _plan_flags(read: Reading) -> Iterator[FactValue]:
    facts = read.facts()
    if not SEXUAL & {fact.value for fact in facts if fact.name == "nature"}:
        return
    role = next((fact.value for fact in facts if fact.name == "role"), "")
    for flag in FLAGS_BY_ROLE.get(role, ()):
        yield FactValue("flag", flag, capacity=FIXED_CAPACITY[flag], current="current", source="plan")
