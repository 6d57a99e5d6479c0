"""How the roll names children, for the print check: values that are compared and never shown."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from roll.models import Child
from safetyplans.names import Person

C = Child.__table__


def people_on_roll(connection: Connection, child_ids: Collection[int]) -> list[Person]:
    """The names and numbers of these children, so that a document can be searched for them."""
    statement = select(C.c.forename, C.c.surname, C.c.preferred_surname, C.c.upn)
    rows = connection.execute(statement.where(C.c.id.in_(sorted(child_ids))))
    return [Person(row[0], row[1], row[2] or "", row[3] or "") for row in rows]
