"""The last year of a setting's age range: the child leaves next summer, and it is known now.

Source: transitions, the kind `phase_transfer_due`: GIAS's StatutoryHighAge against the age on 31 August at
the end of the school year; from 1 September, or from 1 June before where the authority says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from transitions.rules.findings import AsOf, Finding, Kind
from transitions.rules.spans import spans_by_setting

if TYPE_CHECKING:
    from roll.stays_core import Stay


def age_on(born: dt.date, day: dt.date) -> int:
    """Completed years of age on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def school_years(day: dt.date, *, from_june: bool) -> list[int]:
    """The school years (by the year in which they begin) for which a transfer is looked at on a day."""
    present = day.year if day.month >= 9 else day.year - 1
    early = from_june and 6 <= day.month <= 8
    return [present, present + 1] if early else [present]


def phase_transfer_due(
    child_id: int,
    born: dt.date,
    stays: Collection[Stay],
    high_ages: Mapping[int, int | None],
    as_of: AsOf,
    *,
    separation_id: int | None = None,
    plan_id: int | None = None,
    from_june: bool = False,
) -> list[Finding]:
    """One finding per child and school year, at the settings where the child is on the day asked about.

    `high_ages`: setting id to StatutoryHighAge. In the year before (June to August) a child who reaches the
    high age at the end of the coming school year counts for that year.
    """
    found: dict[int, Finding] = {}
    oldest = age_on(born, dt.date(as_of.day.year + 1, 8, 31))
    if not any(_is_last_year(oldest, high_ages.get(stay.setting_id)) for stay in stays):
        return []
    here = spans_by_setting(stay for stay in stays if not stay.expected)
    for year in school_years(as_of.day, from_june=from_june):
        reached = age_on(born, dt.date(year + 1, 8, 31))
        for setting_id, there in here.items():
            span = next((s for s in there if s.has(as_of.day)), None)
            high = high_ages.get(setting_id)
            if span is None or not _is_last_year(reached, high):
                continue
            found.setdefault(
                year,
                Finding(
                    kind=Kind.PHASE_TRANSFER_DUE,
                    key=f"{Kind.PHASE_TRANSFER_DUE}:{child_id}:{year}",
                    raises=True,
                    child_id=child_id,
                    setting_id=setting_id,
                    separation_id=separation_id,
                    plan_id=plan_id,
                    day=dt.date(year + 1, 8, 31),
                    stays=span.stays,
                ),
            )
    return list(found.values())


def _is_last_year(reached: int, high: int | None) -> bool:
    """Whether the child reaches the high age by the end of the year. One who is older was missed before."""
    return high is not None and reached >= high
