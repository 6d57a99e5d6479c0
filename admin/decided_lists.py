"""What the council decides, as the pages show it: by group, with who decided, since when, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from foundation.access.lists import names_of
from foundation.store import session, today
from foundation.store.decided import Number, Wording, declared
from foundation.store.decided_models import DecidedValue

Known = Number | Wording
IN_ORDER = (DecidedValue.from_date, DecidedValue.id)


@dataclass(frozen=True)
class Decision:
    """One decision in words; `state` is in force, begins later, or superseded."""

    value: str
    from_date: dt.date
    decided_at: dt.datetime
    by: str
    reason: str
    state: str


@dataclass(frozen=True)
class Standing:
    """A setting today: its value, the decision behind it (None: the default), and what comes next."""

    setting: Known
    now: str
    behind: Decision | None
    next: Decision | None


def standing() -> dict[str, list[Standing]]:
    """Group -> its settings, with two queries however many there are."""
    rows: dict[str, list[DecidedValue]] = {}
    for row in session().scalars(select(DecidedValue).order_by(*IN_ORDER)):
        rows.setdefault(row.key, []).append(row)
    names = names_of({row.decided_by_id for found in rows.values() for row in found})
    groups: dict[str, list[Standing]] = {}
    for setting in declared().values():
        told = _told(setting, rows.get(setting.key, []), names)
        groups.setdefault(setting.group, []).append(_standing(setting, told))
    return dict(sorted(groups.items()))


def decisions_of(setting: Known) -> list[Decision]:
    """Every decision about a setting, the latest day first."""
    found = select(DecidedValue).where(DecidedValue.key == setting.key).order_by(*IN_ORDER)
    rows = session().scalars(found).all()
    return _told(setting, rows, names_of({row.decided_by_id for row in rows}))[::-1]


def standing_of(setting: Known, decisions: Sequence[Decision]) -> Standing:
    """A setting today, from its decisions (the latest day first)."""
    return _standing(setting, decisions[::-1])


def _told(setting: Known, rows: Sequence[DecidedValue], names: dict[int, str]) -> list[Decision]:
    """In words; a decision is superseded by a later one from the same day, or by one that is in force."""
    begun = [row.id for row in rows if row.from_date <= today()]
    last_of_day = {row.from_date: row.id for row in rows}
    told = []
    for row in rows:
        if last_of_day[row.from_date] != row.id or (row.id in begun and row.id != begun[-1]):
            state = "superseded"
        else:
            state = "in force" if row.id in begun else "begins later"
        value = setting.said(int(row.value)) if isinstance(setting, Number) else setting.said(row.value)
        by = names.get(row.decided_by_id, "")
        told.append(Decision(value, row.from_date, row.decided_at, by, row.reason, state))
    return told


def _standing(setting: Known, decisions: Sequence[Decision]) -> Standing:
    behind = next((one for one in decisions if one.state == "in force"), None)
    coming = next((one for one in decisions if one.state == "begins later"), None)
    return Standing(setting, setting.in_words(), behind, coming)
