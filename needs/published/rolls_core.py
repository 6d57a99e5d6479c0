"""What publishing needs of numbers: children on roll on a day, and when the forms begin. A system read."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select

from needs.models import NeedsForm
from roll.models import Enrolment

E, N = Enrolment.__table__, NeedsForm.__table__
EXPECTED = "P"
"""Enrolment status of children who have not come yet."""


def on_roll(connection: Connection, day: dt.date) -> dict[int, int]:
    """Row id of a setting -> children enrolled there on a day."""
    there = (E.c.start <= day) & (E.c.leaving >= day) & (E.c.status != EXPECTED)
    rows = connection.execute(
        select(E.c.setting_id, func.count(E.c.child_id.distinct())).where(there).group_by(E.c.setting_id)
    )
    return {setting: int(count) for setting, count in rows}


def all_on_roll(connection: Connection, day: dt.date) -> int:
    """Children enrolled anywhere on a day."""
    there = (E.c.start <= day) & (E.c.leaving >= day) & (E.c.status != EXPECTED)
    return connection.scalar(select(func.count(E.c.child_id.distinct())).where(there)) or 0


def first_form_on(connection: Connection) -> dt.date | None:
    """The day of the first counted form."""
    found: dt.date | None = connection.scalar(select(func.min(N.c.submitted_on)))
    return found
