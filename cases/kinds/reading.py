"""An entry's form: from what was posted to values, and from a stored entry back to the form and to words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from cases.kinds.declaration import CHOOSE, DATE, LINE, TICKS, Field, Kind, Values
from cases.models import CaseEntry, Incident
from foundation.answers.small_forms import Reading
from foundation.store.clock import day_words

LONGEST_OWNER = 160
DATES_AND_WORDS = frozenset({"happened_on", "due_on", "done_on", "owner"})
"""Columns that are empty as NULL; a code is empty as "", a list as []."""


def read_fields(form: Reading, fields: Sequence[Field], kind: Kind) -> Values:
    """The values of the fields by key; what is wrong stands in `form.errors`."""
    values: Values = {}
    for field in fields:
        values[field.key] = _read(form, field, _is_needed(field, values))
    if kind.check is not None and fields == kind.fields and not form.errors:
        for key, words in kind.check(values).items():
            form.refuse(key, words)
    return values


def _is_needed(field: Field, values: Values) -> bool:
    if field.needed_if is None:
        return field.needed
    key, codes = field.needed_if
    return values.get(key) in codes


def _read(form: Reading, field: Field, needed: bool) -> Any:
    """The value of one field; what is needed and missing is asked for by the words of its label."""
    value = _value(form, field)
    asked = f"“{field.label.rstrip('?')}”"
    place = f"{field.key}-day" if field.sort == DATE else field.key
    if needed and not value:
        verb = {DATE: "Enter the date", CHOOSE: "Choose an answer", TICKS: "Choose at least one"}
        form.refuse(place, f"{verb.get(field.sort, 'Answer')}: {asked}")
    return value


def _value(form: Reading, field: Field) -> Any:
    if field.sort == DATE:
        return form.date(field.key, field.label, past=field.limit == "past", future=field.limit == "future")
    if field.sort == CHOOSE:
        return form.choice(field.key, field.spoken, field.options, required=False)
    if field.sort == TICKS:
        return form.choices(field.key, field.options)
    if field.sort == LINE:
        return form.text(field.key, field.spoken, longest=LONGEST_OWNER)
    return form.narrative(field.key, field.spoken)


def split(fields: Sequence[Field], values: Values) -> tuple[Values, Values]:
    """(values of columns, values of `answers`): dates in `answers` are ISO texts, empty ones are left out."""
    columns: Values = {}
    answers: Values = {}
    for field in fields:
        value = values.get(field.key)
        if field.column:
            columns[field.column] = value or _nothing(field.column)
        elif value:
            answers[field.key] = value.isoformat() if isinstance(value, dt.date) else value
    return columns, answers


def _nothing(column: str) -> Any:
    if column in DATES_AND_WORDS:
        return None
    return [] if column in {"includes", "kcsie"} else ""


def value_of(entry: CaseEntry | Incident, field: Field) -> Any:
    """A stored answer; a date as a date."""
    beside = entry.detail if isinstance(entry, Incident) else entry.answers
    found = getattr(entry, field.column) if field.column else (beside or {}).get(field.key)
    if field.sort == DATE and isinstance(found, str):
        return dt.date.fromisoformat(found)
    return found


def as_typed(entry: CaseEntry | Incident, fields: Sequence[Field]) -> MultiDict[str, str]:
    """A stored entry as its form would have posted it."""
    pairs: list[tuple[str, str]] = []
    for field in fields:
        value = value_of(entry, field)
        if isinstance(value, dt.date):
            parts = (("day", value.day), ("month", value.month), ("year", value.year))
            pairs += [(f"{field.key}-{part}", str(number)) for part, number in parts]
        elif isinstance(value, list):
            pairs += [(field.key, code) for code in value]
        elif value:
            pairs.append((field.key, str(value)))
    return MultiDict(pairs)


def said(entry: CaseEntry | Incident, fields: Sequence[Field]) -> Iterator[tuple[Field, str]]:
    """Each answered field with its answer in words; dates as "Mon 23 Nov 2026"."""
    for field in fields:
        words = in_words(field, value_of(entry, field))
        if words:
            yield field, words


def in_words(field: Field, value: Any) -> str:
    """One answer in words."""
    if not value:
        return ""
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, list):
        return ", ".join(field.options.get(code, code) for code in value)
    return field.options.get(value, value) if field.options else str(value)
