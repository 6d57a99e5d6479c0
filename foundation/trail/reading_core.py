"""Reading lines of the trail through Core (the trail has no scope of its own: its pages do)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, select

from foundation.store.base import Base
from foundation.trail.models import TrailChild, TrailEntry
from foundation.trail.writing_core import open_payload, record_key

E = TrailEntry.__table__


def events_of(
    connection: Connection, subject_type: str, subject_id: int
) -> list[tuple[dt.datetime, str | None, str, dict[str, Any]]]:
    """(at, who, name, data) of a record's events, newest first; data is empty once its key is gone."""
    key = record_key(connection, subject_type, subject_id)
    people = Base.metadata.tables["account"]
    rows = connection.execute(
        select(E.c.at, people.c.name, E.c.name, E.c.payload)
        .outerjoin(people, people.c.id == E.c.actor_id)
        .where(E.c.subject_type == subject_type, E.c.subject_id == subject_id, E.c.kind == "event")
        .order_by(E.c.id.desc())
    )
    return [
        (at, who, name, open_payload(key, bytes(payload)) if key and payload else {})
        for at, who, name, payload in rows
    ]


def openings(
    connection: Connection,
    *,
    child_id: int | None = None,
    actor_id: int | None = None,
    since: dt.datetime | None = None,
    limit: int = 200,
) -> list[Any]:
    """Who opened what, newest first: (id, at, actor_id, kind, name, subject_type, subject_id, children)."""
    statement = select(
        E.c.id, E.c.at, E.c.actor_id, E.c.kind, E.c.name, E.c.subject_type, E.c.subject_id, E.c.children
    ).where(E.c.kind.in_(("opening", "listing", "export", "print", "search")))
    if child_id is not None:
        about = TrailChild.__table__
        statement = statement.where(E.c.id.in_(select(about.c.entry_id).where(about.c.child_id == child_id)))
    if actor_id is not None:
        statement = statement.where(E.c.actor_id == actor_id)
    if since is not None:
        statement = statement.where(E.c.at >= since)
    return list(connection.execute(statement.order_by(E.c.id.desc()).limit(limit)))
