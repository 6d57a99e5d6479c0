"""Joining two records of one child, once a person has decided it; in the caller's transaction.

What the rolls say of the one becomes what they say of the other, and its number leads there from now on. The
record itself stays and points to the other, for whatever leans on it; so a bar on either is a bar on both.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, insert, select, update

from foundation.access.models import Bar
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
    _bar_from_both(connection, child_id, into_id)
    _bar_from_both(connection, into_id, child_id)
    return moved


def _bar_from_both(connection: Connection, one_id: int, other_id: int) -> None:
    """Who is barred from the one is barred from the other (safeguarding, "Who they are")."""
    bar = Bar.__table__.c
    already = select(bar.account_id).where(bar.child_id == other_id, bar.lifted_at.is_(None))
    found = connection.execute(
        select(bar.account_id, bar.reason, bar.set_by, bar.set_at).where(
            bar.child_id == one_id, bar.lifted_at.is_(None), bar.account_id.not_in(already)
        )
    )
    rows = [{**row, "child_id": other_id} for row in found.mappings()]
    if rows:
        connection.execute(insert(Bar), rows)
