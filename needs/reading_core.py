"""System reads of the read model: frames, digest, what is new."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

import pandas as pd
from sqlalchemy import Boolean, ColumnElement, Connection, Date, func, select

from foundation.trail.models import TrailEntry
from needs.models import NeedsFact, NeedsForm
from roll.models import Child, Setting

C, S = Child.__table__, Setting.__table__
N, X, T = NeedsForm.__table__, NeedsFact.__table__, TrailEntry.__table__

FORM_COLUMNS = [column.name for column in N.columns]
FACT_COLUMNS = [column.name for column in X.columns]
COUNTED_WITHOUT = {"submitted_at"}
"""The instant of submission is told, never counted by."""


def frame_of(
    connection: Connection, table: Any, columns: list[str], where: ColumnElement[bool] | None = None
) -> pd.DataFrame:
    """A table as a frame, in the order of its row ids, read past the mapping of rows: it is large."""
    wanted = select(*[table.c[name] for name in columns]).order_by(table.c.id)
    if where is not None:
        wanted = wanted.where(where)
    plain = wanted.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    cursor = connection.exec_driver_sql(str(plain)).cursor
    assert cursor is not None
    found = pd.DataFrame(cursor.fetchall(), columns=columns)
    for name in columns:
        kind = table.c[name].type
        if isinstance(kind, Date):
            found[name] = _mapped(found[name], dt.date.fromisoformat, str)
        elif isinstance(kind, Boolean):
            found[name] = _mapped(found[name], bool, int)
    return found


def _mapped(values: pd.Series, made: Callable[[Any], Any], plain: type) -> pd.Series:
    """Values as Python has them, where the database gives plainer ones; what is empty stays empty."""
    there = values.dropna().unique()
    known = {value: made(value) for value in there if isinstance(value, plain)}
    return values.astype(object).map(known).astype(object) if known else values.astype(object)


def forms_frame(connection: Connection) -> pd.DataFrame:
    """Every counted form, with the name of its setting."""
    found = frame_of(connection, N, [name for name in FORM_COLUMNS if name not in COUNTED_WITHOUT])
    names = setting_names(connection)
    found["setting"] = [names.get(number, "") for number in found["setting_id"]]
    return found


def facts_frame(connection: Connection, names: Collection[str] | None = None) -> pd.DataFrame:
    """Every fact, or the facts of some names."""
    where = None if names is None else X.c.name.in_(sorted(names))
    return frame_of(connection, X, FACT_COLUMNS, where)


def setting_names(connection: Connection) -> dict[int, str]:
    """Setting names by row id; two settings of one name are told apart by their URN."""
    rows = connection.execute(select(S.c.id, S.c.urn, S.c.name)).all()
    names = Counter(row.name for row in rows)
    return {row.id: row.name if names[row.name] == 1 else f"{row.name} ({row.urn})" for row in rows}


def digest(connection: Connection) -> str:
    """SHA-256 over the natural keys and values of the read model; row ids and order do not matter."""
    children = {row.id: row.public_id for row in connection.execute(select(C.c.id, C.c.public_id))}
    urns = {row.id: row.urn for row in connection.execute(select(S.c.id, S.c.urn))}
    facts: dict[int, list[list[Any]]] = {}
    for row in connection.execute(select(X)):
        own = [_plain(row._mapping[name]) for name in FACT_COLUMNS[2:]]
        facts.setdefault(row.form_id, []).append(own)
    lines = []
    for row in connection.execute(select(N)):
        values = dict(row._mapping)
        inside = sorted(facts.get(values.pop("id"), []), key=str)
        values.pop("record_id")
        values["child_id"], values["setting_id"] = children[row.child_id], urns.get(row.setting_id)
        values = {name: _plain(value) for name, value in values.items()}
        lines.append(json.dumps([values, inside], sort_keys=True, ensure_ascii=False))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON says it on every database."""
    return value.isoformat() if isinstance(value, dt.date) else value


def last_form_at(connection: Connection) -> dt.datetime | None:
    """When the newest counted form was sent: a referral or a plan, not a meeting that is still to come."""
    sent = select(func.max(N.c.submitted_at)).where(N.c.kind.in_(("referral", "plan")))
    found: dt.datetime | None = connection.scalar(sent)
    return found


def looked_at(connection: Connection, account_id: int, page: str) -> dt.datetime | None:
    """When a person last opened a page that writes a line of the trail."""
    statement = select(T.c.at).where(T.c.actor_id == account_id, T.c.name == page, T.c.kind == "listing")
    found: dt.datetime | None = connection.scalar(statement.order_by(T.c.id.desc()).limit(1))
    return found


def forms_since(connection: Connection, moment: dt.datetime | None) -> int:
    """How many forms were submitted after a moment; all of them without one."""
    statement = select(func.count()).select_from(N)
    if moment is not None:
        statement = statement.where(N.c.submitted_at > moment)
    return connection.scalar(statement) or 0
