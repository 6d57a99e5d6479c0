"""Places that a roll file says were accepted or offered: expected enrolments of their own source.

A roll changes enrolments; a line with the status accepted or proposed says that a child is to come. Such
lines are kept as expected enrolments of the source "roll" and put in the place of those that the last file
brought for the same settings. What offers, panels, transfer files and people said is never touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from foundation.store import now
from roll.identities import Person
from roll.models import OPEN_END, ExpectedEnrolment
from roll.profiles import ACCEPTED, PROPOSED

SOURCE = "roll"
Key = tuple[int, int, dt.date]  # child, setting, first day


@dataclass(frozen=True)
class Expected:
    """A place that a line says is to be taken up."""

    until: dt.date | None
    certainty: str
    line: int


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
    columns = ExpectedEnrolment.__table__.c
    names = (
        columns.id,
        columns.child_id,
        columns.setting_id,
        columns.start,
        columns.until,
        columns.certainty,
    )
    live = select(*names).where(columns.source == SOURCE, columns.withdrawn_at.is_(None))
    standing = {tuple(row[1:4]): row for row in connection.execute(live) if row.setting_id in covered}
    wanted = {(made.get(key[0], key[0]), *key[1:]): value for key, value in expected.items()}
    gone = [{"row": row.id} for key, row in standing.items() if key not in wanted]
    if gone:
        statement = update(ExpectedEnrolment).where(columns.id == bindparam("row"))
        connection.execute(statement.values(withdrawn_at=now()), gone)
    changed = [
        {
            "row": standing[key].id,
            "last": value.until,
            "sure": value.certainty,
            "run": run_id,
            "at": value.line,
        }
        for key, value in wanted.items()
        if key in standing
        and (standing[key].until, standing[key].certainty) != (value.until, value.certainty)
    ]
    if changed:
        values: dict[str, Any] = {"until": bindparam("last"), "certainty": bindparam("sure")}
        values |= {"run_id": bindparam("run"), "line": bindparam("at")}
        connection.execute(
            update(ExpectedEnrolment).where(columns.id == bindparam("row")).values(values), changed
        )
    new = [_row(key, value, run_id) for key, value in wanted.items() if key not in standing]
    if new:
        connection.execute(insert(ExpectedEnrolment), new)


def _row(key: Key, value: Expected, run_id: int) -> dict[str, Any]:
    child, setting, start = key
    return {
        "child_id": child,
        "setting_id": setting,
        "start": start,
        "until": value.until,
        "certainty": value.certainty,
        "source": SOURCE,
        "source_reference": "",
        "run_id": run_id,
        "line": value.line,
    }
