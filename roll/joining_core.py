"""Joining two records of one child, once a person has decided it; in the caller's transaction.

What the rolls say of the one becomes what they say of the other, and its number leads there from now on. The
record itself stays and points to the other, for whatever leans on it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, insert, select, update

from roll.models import Child, ChildAlias, Enrolment


def join(connection: Connection, child_id: int, into_id: int, on: dt.date) -> list[Any]:
    """Point one record to another and move its stays and numbers; answers with the stays that were moved."""
    stay, child, alias = Enrolment.__table__.c, Child.__table__.c, ChildAlias.__table__.c
    theirs = select(stay.setting_id, stay.start)
    there = {tuple(row) for row in connection.execute(theirs.where(stay.child_id == into_id))}
    moved: list[Any] = []
    for setting, start in connection.execute(theirs.where(stay.child_id == child_id)).all():
        if (setting, start) not in there:
            here = (stay.child_id == child_id) & (stay.setting_id == setting) & (stay.start == start)
            connection.execute(update(Enrolment).where(here).values(child_id=into_id))
            moved.append([setting, start.isoformat()])
    connection.execute(update(ChildAlias).where(alias.child_id == child_id).values(child_id=into_id))
    number = connection.execute(select(child.upn).where(child.id == child_id)).scalar_one()
    if number:
        former = {"child_id": into_id, "kind": "upn", "upn": number, "noted_on": on}
        connection.execute(insert(ChildAlias), [former])
    connection.execute(update(Child).where(child.id == child_id).values(merged_into_id=into_id, upn=None))
    return moved
