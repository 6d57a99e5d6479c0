"""System reads of the read model: frames, digest, what is new."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from foundation.trail.models import TrailEntry
from needs.models import NeedsFact, NeedsForm
from roll.models import Child, Setting

C, S = Child.__table__, Setting.__table__
N, X, T = NeedsForm.__table__, NeedsFact.__table__, TrailEntry.__table__

FORM_COLUMNS = [column.name for column in N.columns]
FACT_COLUMNS = [column.name for column in X.columns]


def frame_of(connection: Connection, table: Any, columns: list[str]) -> pd.DataFrame:
    """A whole table as a frame, in the order of its row ids."""
    rows = connection.execute(select(*[table.c[name] for name in columns]).order_by(table.c.id)).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=columns)


def forms_frame(connection: Connection) -> pd.DataFrame:
    """Every counted form, with the name of its setting."""
    found = frame_of(connection, N, FORM_COLUMNS)
    names = setting_names(connection)
    found["setting"] = [names.get(number, "") for number in found["setting_id"]]
    return found


def facts_frame(connection: Connection) -> pd.DataFrame:
    """Every fact."""
    return frame_of(connection, X, FACT_COLUMNS)


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
    """When the newest counted form was submitted."""
    found: dt.datetime | None = connection.scalar(select(N.c.submitted_at).order_by(N.c.submitted_at.desc()))
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
