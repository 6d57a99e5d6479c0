"""Whether a child named on a form is one the authority knows: a system read that shows nobody anything.

The answer is a row id. Whoever asks keeps the id and learns nothing else, not even that the child existed
(safeguarding: "the answer never says whether the child exists").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from roll.models import Child, ChildAlias
from roll.names import folded
from roll.short_forms import one_name
from roll.stays_core import merged_children


def known_child(
    connection: Connection,
    *,
    upn: str | None,
    surname: str,
    forename: str,
    date_of_birth: dt.date,
    postcode: str | None,
) -> int | None:
    """The child with exactly this UPN, now or before, else the only one of this name, birth date, postcode.

    The forename must be the same or a form of the same name: a twin shares all the rest.
    """
    child, alias = Child.__table__.c, ChildAlias.__table__.c
    found: set[int] = set()
    if upn:
        found = _ids(connection, select(child.id).where(child.upn == upn)) or _ids(
            connection, select(alias.child_id).where(alias.upn == upn)
        )
    if not found and postcode:
        same = (child.surname_key == folded(surname)) & (child.date_of_birth == date_of_birth)
        rows = connection.execute(
            select(child.id, child.forename, child.known_as).where(same & (child.postcode == postcode))
        ).all()
        found = {row.id for row in rows} if _all_one_name(forename, rows) else set()
    merged = merged_children(connection)
    found = {merged.get(row, row) for row in found}
    return found.pop() if len(found) == 1 else None


def _all_one_name(forename: str, rows: Sequence[Any]) -> bool:
    """Whether every child of the same surname, birth date and postcode is called as the one asked about."""
    mine = folded(forename)
    names = [{folded(row.forename), folded(row.known_as or "")} for row in rows]
    return all(mine in theirs or any(one_name(mine, name) for name in theirs) for theirs in names)


def _ids(connection: Connection, statement: Select[int]) -> set[int]:
    return set(connection.execute(statement).scalars())
