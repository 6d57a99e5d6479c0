"""The values of the read model, and how answers are read for counting. Pure: no database, no clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, field
from typing import Any

from foundation.questions import Answers, Fact, Form, Given, Reading, reading

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
    state: str = ""
    time: str = ""
    ward: str = ""
    began: dt.date | None = None
    ended: dt.date | None = None


@dataclass(frozen=True)
class FormValue:
    """One row of `NeedsForm` with its facts. `asked`, `said`: contextual answers that a referral requires."""

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
    sen: str = ""
    outcome: str = ""
    asked: int = 0
    said: int = 0


@dataclass(frozen=True)
class Surroundings:
    """What gathering needs from other tables: settings by URN, their types, ward names, children."""

    setting_of: Callable[[str], int | None]
    setting_type: Callable[[int | None], str]
    wards: Callable[[str], str]
    ward_of_place: Callable[[str], str]
    children: Callable[[int], tuple[int, dt.date, str, str]]
    """Row id -> (row id of the child it stands for, date of birth, sex, ward code)."""


@dataclass(frozen=True)
class Beside:
    """What stands beside a referral's form: flags heard, decisions, what was said at the panel, meetings."""

    flags: tuple[Any, ...] = ()
    decisions: tuple[Any, ...] = ()
    heard: tuple[Any, ...] = ()
    safety: tuple[Any, ...] = ()
    meetings: tuple[Any, ...] = ()
    placements: tuple[Any, ...] = ()


@dataclass
class Parts:
    """The rows that belong to one record, by what they are."""

    rows: dict[str, list[Any]] = field(default_factory=dict)

    def of(self, name: str) -> tuple[Any, ...]:
        """The rows of one sort, in their order."""
        return tuple(self.rows.get(name, ()))


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


def inside(fact: Fact, name: str) -> str:
    """The code of one part of a fact."""
    return next((str(part.value) for part in fact.about if part.name == name), "")


def day_inside(fact: Fact, name: str) -> dt.date | None:
    """The date of one part of a fact."""
    text = inside(fact, name)
    return dt.date.fromisoformat(text) if text else None


def first(facts: Iterable[Fact], name: str) -> str:
    """The first code of a name among the facts at the top of a form."""
    return next((fact.value for fact in facts if fact.name == name and isinstance(fact.value, str)), "")


def in_order(facts: Iterable[FactValue]) -> tuple[FactValue, ...]:
    """Each fact once, in an order that depends on nothing but themselves."""
    return tuple(sorted(set(facts), key=sort_key))


def sort_key(fact: FactValue) -> tuple[str, ...]:
    """The natural key of a fact within its form."""
    return tuple(str(value) for value in astuple(fact))
