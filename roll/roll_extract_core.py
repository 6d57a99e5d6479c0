"""The last applied extract: kept with the rows that it produced, in one transaction, or not kept at all.

It is the ground on which the next night compares lines. Whenever anything else may have changed what stands
(another import, a merge, a rejected line), there is no ground, and the next file is read whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, event, func, insert, select

from foundation.store import documents, session, today
from foundation.store.crypto import CannotDecryptError
from roll.models import Child, ChildAlias, ImportRun, RollExtract
from roll.profiles import Profile
from roll.roll_lines import Lines, is_apart, lines_of, plain_numbers
from roll.roll_plan_core import Plan
from roll.roll_reading import ReadResult

E, R = RollExtract.__table__, ImportRun.__table__
CHANGES_STAYS = ("roll", "settings", "links")
MOST_APART = 5  # one line in so many may be apart; with more of them nothing is gained


@dataclass(frozen=True)
class Ground:
    """What the next extract is compared with. `apart`: as in `RollExtract.apart`; `counts`: of its run."""

    file: Lines
    as_of: dt.date
    apart: Mapping[str, Any]
    counts: Mapping[str, Any]

    @property
    def apart_lines(self) -> set[bytes]:
        """The lines that are read every night."""
        return {line.encode("latin-1") for line in self.apart["lines"]}


def ground(connection: Connection, profile: Profile) -> Ground | None:
    """The last extract, if nothing else has happened since and it can be read."""
    kept = connection.execute(select(E).order_by(E.c.id.desc()).limit(1)).mappings().first()
    if kept is None or kept["profile"] != profile.name or kept["read_on"].year != today().year:
        return None
    run = connection.execute(select(R.c.columns, R.c.counts).where(R.c.id == kept["run_id"])).one()
    apart = kept["apart"]
    if run.columns != profile.as_json() or _since(connection) != apart["since"]:
        return None
    try:
        data = documents.get(kept["document"])
    except (documents.DocumentMissingError, CannotDecryptError):
        return None
    if hashlib.sha256(data).hexdigest() != kept["sha256"]:
        return None
    file = lines_of(data, profile)
    return Ground(file, kept["as_of"], apart, run.counts) if file else None


def remember(
    connection: Connection, run: ImportRun, found: ReadResult, plan: Plan, made: Mapping[int, int]
) -> None:
    """Keep the extract that was just written; where it is no ground, keep none."""
    old = list(connection.execute(select(E.c.document)).scalars())
    if old:
        connection.execute(delete(RollExtract))
        _remove_once_committed(old)
    file = None if run.partial or plan.rejects else (plan.lines or lines_of(found.data, found.profile))
    if file is None or (plan.lines is None and not plain_numbers(file)):
        return
    apart = _apart(found, plan, made, file)
    if len(apart["lines"]) * MOST_APART > len(file.lines):
        return
    since = _since(connection)
    row = {
        "profile": found.profile.name,
        "run_id": run.id,
        "as_of": run.as_of,
        "read_on": today(),
        "sha256": found.sha256,
        "document": documents.put(found.data),
        "encoding": file.encoding,
        "apart": {**apart, "since": [since[0] + 1, *since[1:]]},  # this run is about to be applied too
    }
    connection.execute(insert(RollExtract), [row])


def _apart(found: ReadResult, plan: Plan, made: Mapping[int, int], file: Lines) -> dict[str, Any]:
    noted = {note.line for note in plan.notes}
    lines, stays = set(), []
    for person in plan.people:
        child = made.get(person.child, person.child)
        for row in person.rows:
            if is_apart(row) or row.line in noted:
                lines.add(file.lines[row.line - 1].decode("latin-1"))
                if len(row.status) == 1:
                    stays.append([child, row.urn, row.start.isoformat()])
    return {"lines": sorted(lines), "stays": sorted(stays)}


def _since(connection: Connection) -> list[int]:
    """Numbers that move when something else than a roll file changes who is who or where."""
    child, alias = Child.__table__.c, ChildAlias.__table__.c
    applied = select(func.count()).where(R.c.kind.in_(CHANGES_STAYS), R.c.state == "applied")
    merged = select(func.count()).where(child.merged_into_id.is_not(None))
    aliases = select(func.count(alias.id))
    return [connection.execute(statement).scalar_one() for statement in (applied, merged, aliases)]


def _remove_once_committed(names: list[str]) -> None:
    def remove(_session: Any) -> None:
        for name in names:
            documents.remove(name)

    event.listen(session(), "after_commit", remove, once=True)
