"""Sealing and verifying the trail: an HMAC chain over batches, so that writers never queue."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from foundation.store.clock import now
from foundation.trail.models import TrailEntry, TrailSeal, TrailSealed

E, S, M = TrailEntry.__table__, TrailSeal.__table__, TrailSealed.__table__
COLUMNS = (
    "id",
    "at",
    "kind",
    "name",
    "actor_id",
    "os_user",
    "subject_type",
    "subject_id",
    "children",
    "request_id",
)


def line_digest(key: bytes, row: Any) -> str:
    """The HMAC-SHA-256 of one line over every column, ciphertext included."""
    values: list[Any] = [row._mapping[column] for column in COLUMNS]
    values[1] = int(values[1].timestamp() * 1_000_000)
    payload = row._mapping["payload"]
    values.append(bytes(payload).hex() if payload is not None else None)
    return hmac.new(key, json.dumps(values, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


def seal_digest(key: bytes, previous: str, members: list[tuple[int, str]]) -> str:
    """The HMAC of one seal over the seal before it and the digests of its lines, in order of id."""
    chain = hmac.new(key, previous.encode(), hashlib.sha256)
    for entry_id, digest in sorted(members):
        chain.update(f"|{entry_id}:{digest}".encode())
    return chain.hexdigest()


def seal(connection: Connection, key: bytes, anchor: str | None = None) -> int:
    """Seal every line that no seal covers yet; returns how many. Copies the head to the anchor file."""
    head = connection.execute(select(S).order_by(S.c.id.desc()).limit(1)).first()
    open_lines = connection.execute(
        select(E).outerjoin(M, M.c.entry_id == E.c.id).where(M.c.entry_id.is_(None)).order_by(E.c.id)
    ).all()
    if not open_lines:
        return 0
    members = [(row.id, line_digest(key, row)) for row in open_lines]
    previous = head.digest if head else ""
    digest = seal_digest(key, previous, members)
    values = {
        "sealed_at": now(),
        "entries": len(members),
        "last_entry": members[-1][0],
        "previous": previous,
        "digest": digest,
    }
    seal_id = connection.execute(insert(TrailSeal).values(values).returning(TrailSeal.id)).scalar_one()
    connection.execute(
        insert(TrailSealed), [{"entry_id": i, "seal_id": seal_id, "digest": d} for i, d in members]
    )
    if anchor:
        with Path(anchor).open("a", encoding="ascii") as out:
            out.write(f"{seal_id} {len(members)} {digest} {now().isoformat()}\n")
    return len(members)


@dataclass(frozen=True)
class Verdict:
    """The result of a verification: lines and seals read, and the first thing broken, if any."""

    lines: int
    seals: int
    broken: str | None = None


def verify(connection: Connection, key: bytes, anchor: str | None = None) -> Verdict:
    """Recompute the whole chain. Names the first broken line or seal."""
    lines = {row.id: row for row in connection.execute(select(E))}
    sealed: dict[int, list[tuple[int, str]]] = {}
    for row in connection.execute(select(M)):
        sealed.setdefault(row.seal_id, []).append((row.entry_id, row.digest))
    previous, seals, covered = "", 0, 0
    known: dict[int, str] = {}
    for row in connection.execute(select(S).order_by(S.c.id)):
        members = sealed.pop(row.id, [])
        broken = _broken_seal(key, row, members, previous, lines)
        if broken:
            return Verdict(covered, seals, broken)
        previous, seals, covered = row.digest, seals + 1, covered + len(members)
        known[row.id] = row.digest
    if sealed:
        return Verdict(covered, seals, f"seal {min(sealed)} is missing")
    return Verdict(covered, seals, _anchored(anchor, known))


def _broken_seal(
    key: bytes, row: Any, members: list[tuple[int, str]], previous: str, lines: dict[int, Any]
) -> str | None:
    for entry_id, digest in sorted(members):
        if entry_id not in lines:
            return f"line {entry_id} is missing"
        if not hmac.compare_digest(line_digest(key, lines[entry_id]), digest):
            return f"line {entry_id} was changed"
    if len(members) != row.entries:
        return f"seal {row.id} has lost lines"
    if row.previous != previous or not hmac.compare_digest(seal_digest(key, previous, members), row.digest):
        return f"seal {row.id} does not follow from the seal before it"
    return None


def _anchored(anchor: str | None, known: dict[int, str]) -> str | None:
    if not anchor or not Path(anchor).exists():
        return None
    for line in Path(anchor).read_text(encoding="ascii").splitlines():
        seal_id, _count, digest, _at = line.split(" ")
        if known.get(int(seal_id)) != digest:
            return f"seal {seal_id} of the anchor is not in the database"
    return None
