"""Expected enrolments that a file brings: many at once, in the caller's transaction.

A file is the whole of what its source says: what the file before it expected and it does not is withdrawn.
Core statements, because a file of offers is a few thousand rows; the run that wrote a row stands in it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from foundation.store import now
from roll.models import ExpectedEnrolment

Key = tuple[int, int, dt.date]  # child, setting, first day
_E = ExpectedEnrolment.__table__.c


@dataclass(frozen=True)
class Expected:
    """A place that a line says is to be taken up."""

    until: dt.date | None
    certainty: str
    line: int


@dataclass(frozen=True)
class Standing:
    """One that stands, with its row id."""

    id: int
    until: dt.date | None
    certainty: str


@dataclass(frozen=True)
class Changes:
    """What a file changes: new ones, those of which something changed, those it no longer has."""

    new: dict[Key, Expected]
    changed: dict[Key, tuple[int, Expected]]
    gone: dict[Key, int]
    same: int


def standing(connection: Connection, source: str, reference: str | None = None) -> dict[Key, Standing]:
    """What a source expects, as far as it was not withdrawn; of one reference, or all."""
    columns = (_E.child_id, _E.setting_id, _E.start, _E.id, _E.until, _E.certainty)
    statement = select(*columns).where(_E.source == source, _E.withdrawn_at.is_(None)).order_by(_E.id.desc())
    if reference is not None:
        statement = statement.where(_E.source_reference == reference)
    return {
        (row[0], row[1], row[2]): Standing(row[3], row[4], row[5]) for row in connection.execute(statement)
    }


def compare(wanted: Mapping[Key, Expected], stands: Mapping[Key, Standing]) -> Changes:
    """What a file says against what stands."""
    changed = {
        key: (stands[key].id, value)
        for key, value in wanted.items()
        if key in stands and (stands[key].until, stands[key].certainty) != (value.until, value.certainty)
    }
    new = {key: value for key, value in wanted.items() if key not in stands}
    gone = {key: found.id for key, found in stands.items() if key not in wanted}
    return Changes(new, changed, gone, len(wanted) - len(new) - len(changed))


def write(connection: Connection, changes: Changes, *, source: str, reference: str, run_id: int) -> None:
    """Write what `compare` found."""
    withdraw(connection, changes.gone.values())
    changed = [
        {"row": row, "last": value.until, "sure": value.certainty, "run": run_id, "at": value.line}
        for row, value in changes.changed.values()
    ]
    if changed:
        values: dict[str, Any] = {"until": bindparam("last"), "certainty": bindparam("sure")}
        values |= {"run_id": bindparam("run"), "line": bindparam("at")}
        connection.execute(update(ExpectedEnrolment).where(_E.id == bindparam("row")).values(values), changed)
    new = [
        {
            "child_id": child,
            "setting_id": setting,
            "start": start,
            "until": value.until,
            "certainty": value.certainty,
            "source": source,
            "source_reference": reference,
            "run_id": run_id,
            "line": value.line,
        }
        for (child, setting, start), value in changes.new.items()
    ]
    if new:
        connection.execute(insert(ExpectedEnrolment), new)


def withdraw(connection: Connection, row_ids: Collection[int]) -> None:
    """These are no longer expected; the rows stay as history."""
    gone = [{"row": row} for row in row_ids]
    if gone:
        statement = update(ExpectedEnrolment).where(_E.id == bindparam("row"))
        connection.execute(statement.values(withdrawn_at=now()), gone)
