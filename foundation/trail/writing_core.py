"""Writing lines of the trail through Core: a line must not itself make a line."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import g, has_app_context
from sqlalchemy import Connection, insert, select

from foundation.store import crypto
from foundation.store.actor import Actor
from foundation.store.clock import now
from foundation.trail.models import TrailChild, TrailEntry, TrailKey

AT_ONCE = 1000


def plain(value: Any) -> Any:
    """A value as JSON keeps it; bytes are told by their length only."""
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, set | frozenset | tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def record_key(connection: Connection, subject_type: str, subject_id: int) -> bytes | None:
    """The key of one record's payloads; None when it was never made or was destroyed."""
    table = TrailKey.__table__
    where = (table.c.subject_type == subject_type) & (table.c.subject_id == subject_id)
    wrapped = connection.execute(select(table.c.wrapped).where(where)).scalar_one_or_none()
    if wrapped is None:
        return None
    return crypto.current().decrypt(bytes(wrapped), bound_to=_bound(subject_type, subject_id))


def _bound(subject_type: str, subject_id: int) -> str:
    return f"trail_key.{subject_type}.{subject_id}"


def seal_payload(key: bytes, payload: Any) -> bytes:
    """JSON under the record's key: nonce and ciphertext."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(plain(payload), ensure_ascii=False).encode(), None)


def open_payload(key: bytes, sealed: bytes) -> Any:
    """The JSON behind `seal_payload`."""
    return json.loads(AESGCM(key).decrypt(sealed[:12], sealed[12:], None))


@dataclass(frozen=True)
class Line:
    """One line to be written: what `write_line` is given."""

    kind: str
    name: str
    subject_type: str = ""
    subject_id: int | None = None
    children: tuple[int, ...] = ()
    payload: Any = None


def write_line(
    connection: Connection,
    actor: Actor,
    *,
    kind: str,
    name: str,
    subject_type: str = "",
    subject_id: int | None = None,
    children: Iterable[int] = (),
    payload: Any = None,
) -> int:
    """Append one line and its index rows; returns its id."""
    line = Line(kind, name, subject_type, subject_id, tuple(children), payload)
    return write_lines(connection, actor, [line])[0]


def write_lines(connection: Connection, actor: Actor, lines: Sequence[Line]) -> list[int]:
    """Append lines in their order, with their index rows; returns their ids. A few statements for all."""
    if not lines:
        return []
    keys = _keys(connection, {(line.subject_type, line.subject_id or 0) for line in lines if line.payload})
    common = {
        "at": now(),
        "actor_id": actor.account_id or None,
        "os_user": actor.os_user,
        "request_id": g.get("request_id", "") if has_app_context() else "",
    }
    rows = [{**common, **_values(line, keys)} for line in lines]
    adding = insert(TrailEntry).returning(TrailEntry.id, sort_by_parameter_order=True)
    ids = list(connection.execute(adding, rows).scalars())
    children = [
        {"child_id": child, "entry_id": entry_id}
        for entry_id, line in zip(ids, lines, strict=True)
        for child in sorted(set(line.children))
    ]
    if children:
        connection.execute(insert(TrailChild), children)
    return ids


def _values(line: Line, keys: Mapping[tuple[str, int], bytes]) -> dict[str, Any]:
    sealed = None
    if line.payload:
        sealed = seal_payload(keys[line.subject_type, line.subject_id or 0], line.payload)
    return {
        "kind": line.kind,
        "name": line.name,
        "subject_type": line.subject_type,
        "subject_id": line.subject_id,
        "children": ",".join(map(str, sorted(set(line.children)))),
        "payload": sealed,
    }


def _keys(connection: Connection, subjects: Collection[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    """The keys of these records, made where there is none yet."""
    table, found = TrailKey.__table__, {}
    for kind in sorted({kind for kind, _ in subjects}):
        wanted = sorted(number for of, number in subjects if of == kind)
        for begin in range(0, len(wanted), AT_ONCE):
            known = select(table.c.subject_id, table.c.wrapped).where(
                table.c.subject_type == kind, table.c.subject_id.in_(wanted[begin : begin + AT_ONCE])
            )
            for number, wrapped in connection.execute(known):
                found[kind, number] = crypto.current().decrypt(bytes(wrapped), bound_to=_bound(kind, number))
    new = {subject: AESGCM.generate_key(bit_length=256) for subject in sorted(set(subjects) - set(found))}
    rows = [
        {
            "subject_type": kind,
            "subject_id": number,
            "wrapped": crypto.current().encrypt(key, bound_to=_bound(kind, number)),
        }
        for (kind, number), key in new.items()
    ]
    if rows:
        connection.execute(insert(TrailKey), rows)
    return {**found, **new}
