"""Alembic's environment: the connection is handed over by `flask db`."""

from __future__ import annotations

from alembic import context

from foundation.store.base import Base
from foundation.store.types import EncryptedJSON, EncryptedText, UtcDateTime


def render(kind, value, _autogen):
    """Column types of ours stand in migrations as what they are in the database."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, EncryptedText | EncryptedJSON):
        return "sa.LargeBinary()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_item=render,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
