"""Joining two records of one child, once a person has decided it, and parting them again; in the caller's
transaction.

What the rolls say of the one becomes what they say of the other, and its number leads there from now on. The
record itself stays and points to the other, for whatever leans on it: parties, plans, alerts and bars are not
moved, they are read through the pointer (`stays_core.merged_children`). So parting them is taking the pointer
away, and giving back what was moved.

`Moved` is what is kept of a joining: {"stays": [[setting, first day]], "there": settings where the other
record had a stay of its own, "aliases": row ids, "upn": the number, "alias": the row that leads it to the
other, "into": what the other record said of itself}.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from roll.models import Child, ChildAlias, Enrolment

Moved = dict[str, Any]
E, C, A = Enrolment.__table__, Child.__table__, ChildAlias.__table__
SAYS = ("upn", "surname", "forename", "preferred_surname", "surname_key", "forename_key", "sex", "postcode")


def join(connection: Connection, child_id: int, into_id: int, on: dt.date) -> Moved:
    """Point one record to another and move its stays and numbers; answers with what was moved.

    Raises ValueError where either is joined already.
    """
    one, other = _record(connection, child_id), _record(connection, into_id)
    if one["merged_into_id"] is not None or other["merged_into_id"] is not None:
        raise ValueError("One of the records is already joined to another. Take that back first")
    there = _stays(connection, into_id)
    stays = [stay for stay in sorted(_stays(connection, child_id)) if stay not in there]
    for setting, start in stays:
        connection.execute(update(Enrolment).where(_is(child_id, setting, start)).values(child_id=into_id))
    aliases = connection.execute(select(A.c.id).where(A.c.child_id == child_id)).scalars().all()
    connection.execute(update(ChildAlias).where(A.c.id.in_(aliases)).values(child_id=into_id))
    leads = None
    if one["upn"]:
        former = {"child_id": into_id, "kind": "upn", "upn": one["upn"], "noted_on": on}
        leads = connection.execute(insert(ChildAlias).values(**former).returning(A.c.id)).scalar_one()
    connection.execute(update(Child).where(C.c.id == child_id).values(merged_into_id=into_id, upn=None))
    return {
        "stays": [[setting, start.isoformat()] for setting, start in stays],
        "there": sorted({setting for setting, _ in there}),
        "aliases": list(aliases),
        "upn": one["upn"],
        "alias": leads,
        "into": {name: other[name] for name in SAYS},
    }


def part(connection: Connection, child_id: int, into_id: int, moved: Moved) -> None:
    """Take the pointer away and give back what was moved, and what the rolls have brought for it since.

    Raises ValueError where the other record has been joined to a third one in the meantime.
    """
    if _record(connection, into_id)["merged_into_id"] is not None:
        raise ValueError("The other record has since been joined to a third one. Take that back first")
    _stays_back(connection, child_id, into_id, moved)
    connection.execute(
        update(ChildAlias).where(A.c.id.in_(moved.get("aliases", []))).values(child_id=child_id)
    )
    connection.execute(delete(ChildAlias).where(A.c.id == moved.get("alias"), A.c.child_id == into_id))
    _says_again(connection, child_id, into_id, moved)
    connection.execute(
        update(Child).where(C.c.id == child_id).values(merged_into_id=None, upn=moved.get("upn"))
    )


def _stays_back(connection: Connection, child_id: int, into_id: int, moved: Moved) -> None:
    """The stays that were moved, and those that came since at settings where only this record was."""
    kept = {(setting, dt.date.fromisoformat(start)) for setting, start in moved.get("stays", [])}
    own = {setting for setting, _ in kept} - set(moved.get("there", []))
    mine = _stays(connection, child_id)
    for setting, start in sorted(_stays(connection, into_id)):
        if ((setting, start) in kept or setting in own) and (setting, start) not in mine:
            connection.execute(
                update(Enrolment).where(_is(into_id, setting, start)).values(child_id=child_id)
            )


def _says_again(connection: Connection, child_id: int, into_id: int, moved: Moved) -> None:
    """What the rolls wrote over the other record because they took the two for one, as it was before."""
    one, other = _record(connection, child_id), _record(connection, into_id)
    theirs = {**{name: one[name] for name in SAYS}, "upn": moved.get("upn")}
    before = moved.get("into", {})
    back = {
        name: before[name]
        for name in SAYS
        if name in before and other[name] != before[name] and other[name] == theirs[name]
    }
    if back:
        connection.execute(update(Child).where(C.c.id == into_id).values(**back))
    if "upn" in back:
        connection.execute(delete(ChildAlias).where(A.c.child_id == into_id, A.c.upn == back["upn"]))


def _record(connection: Connection, child_id: int) -> dict[str, Any]:
    columns = (C.c.merged_into_id, *(C.c[name] for name in SAYS))
    return dict(connection.execute(select(*columns).where(C.c.id == child_id)).mappings().one())


def _stays(connection: Connection, child_id: int) -> set[tuple[int, dt.date]]:
    found = connection.execute(select(E.c.setting_id, E.c.start).where(E.c.child_id == child_id))
    return {(setting, start) for setting, start in found}


def _is(child_id: int, setting: int, start: dt.date) -> Any:
    return (E.c.child_id == child_id) & (E.c.setting_id == setting) & (E.c.start == start)
