"""Writing lines of the trail through Core: a line must not itself make a line."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import g, has_app_context
from sqlalchemy import Connection, insert, select

from foundation.store import crypto
from foundation.store.actor import Actor
from foundation.store.clock import now
from foundation.trail.models import TrailChild, TrailEntry, TrailKey


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


def record_key(connection: Connection, subject_type: str, subject_id: int, *, make: bool) -> bytes | None:
    """The key of one record's payloads; None when it was never made or was destroyed."""
    table = TrailKey.__table__
    where = (table.c.subject_type == subject_type) & (table.c.subject_id == subject_id)
    wrapped = connection.execute(select(table.c.wrapped).where(where)).scalar_one_or_none()
    bound = f"trail_key.{subject_type}.{subject_id}"
    if wrapped is not None:
        return crypto.current().decrypt(bytes(wrapped), bound_to=bound)
    if not make:
        return None
    key = AESGCM.generate_key(bit_length=256)
    values = {
        "subject_type": subject_type,
        "subject_id": subject_id,
        "wrapped": crypto.current().encrypt(key, bound_to=bound),
    }
    connection.execute(insert(TrailKey).values(values))
    return key


def seal_payload(key: bytes, payload: Any) -> bytes:
    """JSON under the record's key: nonce and ciphertext."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(plain(payload), ensure_ascii=False).encode(), None)


def open_payload(key: bytes, sealed: bytes) -> Any:
    """The JSON behind `seal_payload`."""
    return json.loads(AESGCM(key).decrypt(sealed[:12], sealed[12:], None))


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
    about = sorted(set(children))
    sealed = None
    if payload:
        key = record_key(connection, subject_type, subject_id or 0, make=True)
        assert key is not None
        sealed = seal_payload(key, payload)
    values = {
        "at": now(),
        "kind": kind,
        "name": name,
        "actor_id": actor.account_id or None,
        "os_user": actor.os_user,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "children": ",".join(map(str, about)),
        "request_id": g.get("request_id", "") if has_app_context() else "",
        "payload": sealed,
    }
    entry_id = connection.execute(insert(TrailEntry).values(values).returning(TrailEntry.id)).scalar_one()
    if about:
        connection.execute(insert(TrailChild), [{"child_id": c, "entry_id": entry_id} for c in about])
    return entry_id
