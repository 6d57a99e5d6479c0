"""Column types: aware instants, encrypted text and answers, random public ids."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from typing import Any

from sqlalchemy import DateTime, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from foundation.store import crypto

PUBLIC_ID_LENGTH = 22


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware instant, stored in UTC; refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """To the database: always UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """From the database: aware, UTC (SQLite returns naive values)."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class EncryptedText(TypeDecorator[str]):
    """Text kept as AES-256-GCM ciphertext, bound to its table and column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, bound_to: str) -> None:
        """`bound_to`: "table.column"; a ciphertext moved to another column is refused."""
        super().__init__()
        self.bound_to = bound_to

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """To the database: encrypted; None stays NULL."""
        if value is None:
            return None
        return crypto.current().encrypt(value.encode(), bound_to=self.bound_to)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """From the database: decrypted."""
        if value is None:
            return None
        return crypto.current().decrypt(bytes(value), bound_to=self.bound_to).decode()


class EncryptedJSON(TypeDecorator[Any]):
    """A JSON value kept as AES-256-GCM ciphertext, bound to its table and column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, bound_to: str) -> None:
        """`bound_to`: "table.column"; a ciphertext moved to another column is refused."""
        super().__init__()
        self.bound_to = bound_to

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """To the database: compact JSON, encrypted; None stays NULL."""
        if value is None:
            return None
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return crypto.current().encrypt(plain, bound_to=self.bound_to)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """From the database: decrypted and read."""
        if value is None:
            return None
        return json.loads(crypto.current().decrypt(bytes(value), bound_to=self.bound_to))

    def compare_values(self, x: Any, y: Any) -> bool:
        """Equal values make no difference in the trail."""
        return bool(x == y)


def new_public_id() -> str:
    """22 random url-safe characters (128 bits)."""
    return secrets.token_urlsafe(16)


def public_id() -> MappedColumn[str]:
    """The column by which a record without a reference stands in an address."""
    return mapped_column(String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)
