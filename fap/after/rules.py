"""The clocks after a decision, as dated rules: how long, in which unit, by whose calendar, from which source.

They are reference data (`after_clock.csv`): a rule that changes is a new row with the day from which it
holds, and the old row stays for what was begun under it. What the council decided goes before the row.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from fap.decided import AFTER
from foundation.store.calendar import calendar_for
from foundation.store.dated import Dated
from foundation.store.reference_data import Code, codes, mapped

CLOCKS = "after_clock"


@dataclass(frozen=True)
class Rule:
    """One clock: `days` of `unit` (school, calendar), and the words that stand beside it."""

    name: str
    days: int
    unit: str
    words: str


def rule(name: str, on: dt.date) -> Rule:
    """The rule of a clock that held on a day; a later row of the same clock is `name.2`, `name.3`."""
    found = [code for code in codes(CLOCKS).values() if _is(code, name) and code.valid_on(on)]
    if not found:
        raise LookupError(f"no rule for {name} held on {on}")
    days, unit = mapped(CLOCKS, found[-1].code)
    return _as_decided(Rule(name, int(days), unit, found[-1].hint), on)


def due(name: str, begun: dt.date, setting_id: int | None = None) -> dt.date:
    """The last day of a clock that began on `begun`; school days by the setting's own calendar."""
    holds = rule(name, begun)
    if holds.unit == "calendar":
        return begun + dt.timedelta(days=holds.days)
    return calendar_for(setting_id).add(begun, holds.days) if holds.days else begun


def _as_decided(holds: Rule, on: dt.date) -> Rule:
    """The rule with the days that the council decided, in its words too."""
    setting = AFTER.get(holds.name)
    days = Dated(holds.days, setting.dated().steps).on(on) if setting else holds.days
    if days == holds.days:
        return holds
    unit = "calendar" if holds.unit == "calendar" else "school"
    rest = holds.words.removeprefix(f"{holds.days} {unit} days")
    return replace(holds, days=days, words=f"{days} {unit} {'day' if days == 1 else 'days'}{rest}")


def _is(code: Code, name: str) -> bool:
    return code.code == name or code.code.startswith(f"{name}.")
