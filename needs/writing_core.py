"""Writing the read model: rows are replaced whole, never changed by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from needs.gathering import FormValue
from needs.models import NeedsFact, NeedsForm

BATCH = 500


def clear(connection: Connection) -> None:
    """Throw the whole read model away."""
    connection.execute(delete(NeedsFact))
    connection.execute(delete(NeedsForm))


def remove(connection: Connection, kind: str, record_ids: Iterable[int]) -> None:
    """Take the rows of some records out."""
    wanted = select(NeedsForm.id).where(
        NeedsForm.kind == kind, NeedsForm.record_id.in_(sorted(set(record_ids)))
    )
    ids = list(connection.scalars(wanted))
    connection.execute(delete(NeedsFact).where(NeedsFact.form_id.in_(ids)))
    connection.execute(delete(NeedsForm).where(NeedsForm.id.in_(ids)))


def write(connection: Connection, values: Iterable[FormValue]) -> int:
    """Add rows; returns how many forms."""
    waiting: list[FormValue] = []
    count = 0
    for value in values:
        waiting.append(value)
        if len(waiting) == BATCH:
            count += _write(connection, waiting)
            waiting = []
    return count + _write(connection, waiting)


def _write(connection: Connection, values: list[FormValue]) -> int:
    if not values:
        return 0
    rows = [{k: v for k, v in value.__dict__.items() if k != "facts"} for value in values]
    ids = connection.scalars(
        insert(NeedsForm).returning(NeedsForm.id, sort_by_parameter_order=True), rows
    ).all()
    facts = [
        {"form_id": form_id, **asdict(fact)}
        for form_id, value in zip(ids, values, strict=True)
        for fact in value.facts
    ]
    if facts:
        connection.execute(insert(NeedsFact), facts)
    return len(values)
