"""What is known of the places of schools."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_

from fap.models import SchoolPlaces
from foundation.store import session, today
from roll import runs
from roll.models import ImportRun

OLD = dt.timedelta(weeks=6)
"""Figures older than half a term are shown as old: the school is to be asked."""


@dataclass(frozen=True)
class Vacancy:
    """Places of one school in one year group, as they were on a day. `free` may be below nothing."""

    places: int
    on_roll: int
    as_of: dt.date

    @property
    def free(self) -> int:
        """Places less children on roll."""
        return self.places - self.on_roll

    @property
    def words(self) -> str:
        """What is free, in words."""
        return f"{self.free} free" if self.free > 0 else "None free"

    @property
    def detail(self) -> str:
        """The two figures."""
        return f"{self.on_roll} on roll of {self.places}"

    @property
    def age(self) -> str:
        """How old the figure is, in words."""
        days = (today() - self.as_of).days
        return "from today" if days <= 0 else f"{days} {'day' if days == 1 else 'days'} old"

    @property
    def is_old(self) -> bool:
        """Whether the school is to be asked again."""
        return today() - self.as_of > OLD


def vacancies(
    setting_ids: Collection[int] | None = None, year_group: str | None = None
) -> dict[tuple[int, str], Vacancy]:
    """(row id of a setting, code of a year group) -> its newest figures."""
    newest = select(SchoolPlaces.setting_id, SchoolPlaces.year_group, func.max(SchoolPlaces.as_of))
    if setting_ids is not None:
        newest = newest.where(SchoolPlaces.setting_id.in_(sorted(setting_ids)))
    if year_group is not None:
        newest = newest.where(SchoolPlaces.year_group == year_group)
    newest = newest.group_by(SchoolPlaces.setting_id, SchoolPlaces.year_group)
    key = tuple_(SchoolPlaces.setting_id, SchoolPlaces.year_group, SchoolPlaces.as_of)
    found = session().scalars(select(SchoolPlaces).where(key.in_(newest)))
    return {(row.setting_id, row.year_group): Vacancy(row.places, row.on_roll, row.as_of) for row in found}


def last_files() -> list[ImportRun]:
    """The files of places that came in, the newest first."""
    return list(runs.recent(("places",), limit=10))
