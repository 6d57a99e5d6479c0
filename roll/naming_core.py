"""Whether a child named on a form is one the authority knows: a system read that shows nobody anything.

The answer is a row id. Whoever asks keeps the id and learns nothing else, not even that the child existed
(safeguarding: "the answer never says whether the child exists").
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Select, select

from roll.models import Child, ChildAlias
from roll.names import folded
from roll.stays_core import merged_children


def known_child(
    connection: Connection, *, upn: str | None, surname: str, date_of_birth: dt.date, postcode: str | None
) -> int | None:
    """The child with exactly this UPN, now or before, else the only one of surname, birth date, postcode."""
    child, alias = Child.__table__.c, ChildAlias.__table__.c
    found: set[int] = set()
    if upn:
        found = _ids(connection, select(child.id).where(child.upn == upn)) or _ids(
            connection, select(alias.child_id).where(alias.upn == upn)
        )
    if not found and postcode:
        same = (child.surname_key == folded(surname)) & (child.date_of_birth == date_of_birth)
        found = _ids(connection, select(child.id).where(same & (child.postcode == postcode)))
    merged = merged_children(connection)
    found = {merged.get(row, row) for row in found}
    return found.pop() if len(found) == 1 else None


def _ids(connection: Connection, statement: Select[int]) -> set[int]:
    return set(connection.execute(statement).scalars())
