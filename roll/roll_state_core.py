"""What stands in the database, as far as a roll file needs it: settings, children, stays, the last runs.

System reads: an import must see every child, whoever started it. Values come back, never records; each
question is asked in portions, so that its cost follows the file and not the county.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select, text

from roll.identities import Known
from roll.models import Child, ChildAlias, Enrolment, IdentityQuestion, ImportRun, Setting
from roll.roll_diff import Key, Standing

AT_ONCE = 5000
ROLL = "roll"
_LOCK = 7_265_756  # any number, the same in every process: one roll is applied at a time


def wait_for_turn(connection: Connection) -> None:
    """Let no two imports interleave: the later one waits until the earlier has committed.

    SQLite's writing transactions already exclude each other from their first statement.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def settings_by_urn(connection: Connection) -> dict[str, tuple[int, str]]:
    """URN to row id and name."""
    columns = Setting.__table__.c
    statement = select(columns.urn, columns.id, columns.name)
    return {urn: (row, name) for urn, row, name in connection.execute(statement)}


def expected_children(connection: Connection, profile: str) -> dict[str, int]:
    """URN to the number of children in the last applied file of the profile that had the setting.

    Counted from the last full roll on: partial files since then add their settings (transitions, rule 2).
    """
    columns = ImportRun.__table__.c
    applied = and_(columns.kind == ROLL, columns.profile == profile, columns.state == "applied")
    statement = select(columns.partial, columns.counts).where(applied).order_by(columns.id.desc())
    found: dict[str, int] = {}
    for partial, counts in connection.execute(statement):
        for urn, figures in (counts or {}).get("settings", {}).items():
            if figures.get("rows"):
                found.setdefault(urn, figures.get("children", 0))
        if not partial:
            break
    return found


def children_by_upn(connection: Connection, upns: Collection[str]) -> tuple[dict[str, int], dict[str, int]]:
    """UPN to child, as it is now and as it was before."""
    child, alias = Child.__table__.c, ChildAlias.__table__.c
    wanted = sorted(upns)
    current = dict(_pairs(connection, child.upn, child.id, wanted))
    former: dict[str, int] = {}
    for number, row in _pairs(connection, alias.upn, alias.child_id, wanted):
        former.setdefault(number, row)
    return current, former


def _pairs(
    connection: Connection, number: ColumnElement[Any], row: ColumnElement[Any], wanted: list[str]
) -> Iterator[tuple[str, int]]:
    for found in portions(connection, select(number, row), number, wanted):
        yield found[0], found[1]


def known_children(connection: Connection, child_ids: Collection[int]) -> dict[int, Known]:
    """What is known of these children."""
    found = portions(connection, _known(), Child.__table__.c.id, sorted(child_ids))
    return {row[0]: Known(*row) for row in found}


def places_of(connection: Connection, child_ids: Collection[int]) -> dict[int, set[int]]:
    """Child to the settings where it is or was."""
    columns = Enrolment.__table__.c
    found: dict[int, set[int]] = {}
    statement = select(columns.child_id, columns.setting_id)
    for child, setting in portions(connection, statement, columns.child_id, sorted(child_ids)):
        found.setdefault(child, set()).add(setting)
    return found


def standing(connection: Connection, setting_ids: Collection[int], since: dt.date) -> dict[Key, Standing]:
    """Enrolments at these settings that were not over before `since`."""
    found = portions(connection, _stays(since), Enrolment.__table__.c.setting_id, sorted(setting_ids))
    return {(row[0], row[1], row[2]): Standing(row[3], row[4], row[5]) for row in found}


def standing_of(
    connection: Connection, child_ids: Collection[int], setting_ids: Collection[int], since: dt.date
) -> dict[Key, Standing]:
    """Enrolments of these children, at these settings, that were not over before `since`."""
    found = portions(connection, _stays(since), Enrolment.__table__.c.child_id, sorted(child_ids))
    return {
        (row[0], row[1], row[2]): Standing(row[3], row[4], row[5]) for row in found if row[1] in setting_ids
    }


def numbers_of(connection: Connection, child_ids: Collection[int]) -> set[str]:
    """Every UPN that leads to these children: their own, and those they had."""
    child, alias = Child.__table__.c, ChildAlias.__table__.c
    wanted = sorted(child_ids)
    own = portions(connection, select(child.upn), child.id, wanted)
    had = portions(connection, select(alias.upn), alias.child_id, wanted)
    return {row[0] for part in (own, had) for row in part if row[0]}


def asked_before(connection: Connection, child_ids: Collection[int]) -> set[tuple[int, int]]:
    """Pairs that were asked about already, decided or not."""
    columns = IdentityQuestion.__table__.c
    found: set[tuple[int, int]] = set()
    for side in (columns.child_id, columns.candidate_id):
        statement = select(columns.child_id, columns.candidate_id)
        for one, other in portions(connection, statement, side, sorted(child_ids)):
            found |= {(one, other), (other, one)}
    return found


def _stays(since: dt.date) -> Any:
    stay, run = Enrolment.__table__.c, ImportRun.__table__.c
    joined = Enrolment.__table__.outerjoin(ImportRun.__table__, run.id == stay.run_id)
    columns = (stay.child_id, stay.setting_id, stay.start, stay.leaving, stay.status, run.as_of)
    return select(*columns).select_from(joined).where(stay.leaving >= since)


def _known() -> Any:
    columns = Child.__table__.c
    return select(*[columns[name] for name in Known._fields])


def portions(
    connection: Connection, statement: Any, column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Any]:
    """A statement over many values of a column, in portions."""
    wanted = list(values)
    for begin in range(0, len(wanted), AT_ONCE):
        yield from connection.execute(statement.where(column.in_(wanted[begin : begin + AT_ONCE])))
