"""Insert a row unless one like it is there: one statement on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_once(connection: Connection, table: Table, values: Mapping[str, Any]) -> Any | None:
    """The primary key of the new row, or None where a unique index already holds one like it.

    A second writer waits for the first one's transaction to end before it learns which of the two it is.
    """
    key = next(iter(table.primary_key.columns))
    if connection.dialect.name == "postgresql":
        held = postgresql.insert(table).values(**values).on_conflict_do_nothing().returning(key)
        return connection.execute(held).scalar_one_or_none()
    kept = sqlite.insert(table).values(**values).on_conflict_do_nothing().returning(key)
    return connection.execute(kept).scalar_one_or_none()
