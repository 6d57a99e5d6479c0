"""Putting settings on the register, or up to date there, by URN; set by set, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from roll.models import Setting

AT_ONCE = 2000
BLANK: dict[str, Any] = {
    "la_name": "",
    "type_name": "",
    "phase_name": "",
    "status_name": "",
    "admits": "",
    "faith": "",
    "town": "",
    "ward_code": "",
    "ward_name": "",
    "easting": None,
    "northing": None,
    "open_date": None,
}


@dataclass
class RegisterDifference:
    """Settings to be put on the register, and those of which something changed (with their row id)."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    same: int = 0


def urns(connection: Connection) -> set[str]:
    """Every URN on the register."""
    return set(connection.execute(select(Setting.__table__.c.urn)).scalars())


def dfe_numbers(connection: Connection) -> dict[str, str]:
    """DfE number (authority and establishment, 7 digits) to URN; of several the one that is not closed."""
    columns = Setting.__table__.c
    found = connection.execute(
        select(columns.la_code, columns.estab_number, columns.urn)
        .where(columns.la_code != "", columns.estab_number != "")
        .order_by(columns.status_code == "2", columns.urn.desc())
    )
    numbers: dict[str, str] = {}
    for authority, establishment, urn in found:
        numbers.setdefault(f"{authority:0>3}{establishment:0>4}", urn)
    return numbers


def compare(connection: Connection, rows: Collection[Mapping[str, Any]]) -> RegisterDifference:
    """What a file of settings would change. Settings that it does not have stay as they are."""
    table = Setting.__table__
    standing = {row.urn: row._mapping for row in connection.execute(select(table))}
    found = RegisterDifference()
    for row in rows:
        before = standing.get(row["urn"])
        if before is None:
            found.new.append({**BLANK, **row, "source": "gias"})
        elif any(before[name] != value for name, value in row.items()):
            found.changed.append({**row, "source": "gias", "id": before["id"]})
        else:
            found.same += 1
    return found


def write(connection: Connection, found: RegisterDifference, run_id: int) -> None:
    """Write what `compare` found. All rows of one file have the same columns."""
    new = [{**row, "run_id": run_id} for row in found.new]
    for begin in range(0, len(new), AT_ONCE):
        connection.execute(insert(Setting), new[begin : begin + AT_ONCE])
    if not found.changed:
        return
    names = [name for name in found.changed[0] if name != "id"]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    statement = update(Setting).where(Setting.__table__.c.id == bindparam("new_id"))
    rows = [
        {**{f"new_{name}": value for name, value in row.items()}, "new_run": run_id} for row in found.changed
    ]
    connection.execute(statement.values(**values, run_id=bindparam("new_run")), rows)
