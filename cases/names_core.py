"""How the roll names children, for the print check: values that are compared and never shown."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from cases.models import Party
from cases.names import Person
from cases.separations_core import live
from roll.models import Child, ChildAlias
from roll.same_child_core import joined_records

C, A, P = Child.__table__.c, ChildAlias.__table__.c, Party.__table__.c


def linked_children(connection: Connection, child_id: int, case_id: int | None, day: dt.date) -> set[int]:
    """Children whom the authority keeps apart from a child, and the parties of the case of its plan.

    The print check looks for them too, for a school that was asked for a plan may not have described them.
    What stands on a record that was joined to the child's own counts, and is never another child.
    """
    own = joined_records(connection, child_id)
    found = {one for pair in live(connection, day, own) for one in (pair.child_a, pair.child_b)}
    if case_id is not None:
        found |= set(connection.execute(select(P.child_id).where(P.case_id == case_id)).scalars())
    return found - own


def people_on_roll(connection: Connection, child_ids: Collection[int]) -> list[Person]:
    """Every name and number of these children: now, before and besides, and of records joined to them."""
    wanted = sorted(child_ids)
    joined = select(C.id, C.merged_into_id).where(C.id.in_(wanted) | C.merged_into_id.in_(wanted))
    rows = connection.execute(joined).all()
    everyone = sorted({*wanted, *(row[0] for row in rows), *(row[1] for row in rows if row[1])})
    names: dict[int, tuple[list[str], list[str], list[str]]] = defaultdict(lambda: ([], [], []))
    statement = select(C.id, C.forename, C.known_as, C.surname, C.preferred_surname, C.upn)
    for child, forename, known_as, surname, preferred, upn in connection.execute(
        statement.where(C.id.in_(everyone))
    ):
        _add(names[child], (forename, known_as), (surname, preferred), upn)
    aliases = select(A.child_id, A.forename, A.surname, A.upn).where(A.child_id.in_(everyone))
    for child, forename, surname, upn in connection.execute(aliases):
        _add(names[child], (forename,), (surname,), upn)
    return [Person(*(tuple(dict.fromkeys(part)) for part in found)) for found in names.values()]


def _add(
    found: tuple[list[str], list[str], list[str]],
    forenames: tuple[str | None, ...],
    surnames: tuple[str | None, ...],
    upn: str | None,
) -> None:
    found[0].extend(name for name in forenames if name)
    found[1].extend(name for name in surnames if name)
    found[2].extend([upn] if upn else [])
