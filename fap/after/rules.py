"""The clocks after a decision, as dated rules: how long, in which unit, by whose calendar, from which source.

They are reference data (`after_clock.csv`) and never numbers in code: a rule that changes is a new row with
the day from which it holds, and the old row stays for what was begun under it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foundation.store.calendar import calendar_for
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
    return Rule(name, int(days), unit, found[-1].hint)


def due(name: str, begun: dt.date, setting_id: int | None = None) -> dt.date:
    """The last day of a clock that began on `begun`; school days by the setting's own calendar."""
    holds = rule(name, begun)
    if holds.unit == "calendar":
        return begun + dt.timedelta(days=holds.days)
    return calendar_for(setting_id).add(begun, holds.days) if holds.days else begun


def _is(code: Code, name: str) -> bool:
    return code.code == name or code.code.startswith(f"{name}.")
