"""Places that a roll file says were accepted or offered: expected enrolments of their own source.

A roll changes enrolments; a line with the status accepted or proposed says that a child is to come. Such
lines are kept as expected enrolments of the source "roll" and put in the place of those that the last file
brought for the same settings. What offers, panels, transfer files and people said is never touched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from roll import expecting_core
from roll.expecting_core import Expected, Key
from roll.identities import Person
from roll.models import OPEN_END
from roll.profiles import ACCEPTED, PROPOSED

SOURCE = "roll"


def said(people: Iterable[Person], setting_of: Mapping[str, int]) -> dict[Key, Expected]:
    """The lines of a file that say a child is to come. Of two about one place the accepted one counts."""
    found: dict[Key, Expected] = {}
    for person in people:
        for row in person.rows:
            if row.status not in (ACCEPTED, PROPOSED):
                continue
            key = (person.child, setting_of[row.urn], row.start)
            if key not in found or row.status == ACCEPTED:
                until = None if row.leaving == OPEN_END else row.leaving
                found[key] = Expected(until, row.status, row.line)
    return found


def write(
    connection: Connection,
    expected: Mapping[Key, Expected],
    covered: Collection[int],
    made: Mapping[int, int],
    run_id: int,
) -> None:
    """Put what a file expects at the settings it covers in the place of what the file before expected."""
    stands = {
        key: row for key, row in expecting_core.standing(connection, SOURCE).items() if key[1] in covered
    }
    wanted = {(made.get(key[0], key[0]), key[1], key[2]): value for key, value in expected.items()}
    changes = expecting_core.compare(wanted, stands)
    expecting_core.write(connection, changes, source=SOURCE, reference="", run_id=run_id)


__all__ = ["SOURCE", "Expected", "Key", "said", "write"]
