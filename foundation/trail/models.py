"""The tables of the trail. All but the keys are append-only by triggers on both engines."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store.base import Base, Row
from foundation.store.types import UtcDateTime


class TrailEntry(Row, Base):
    """One line: an event, a difference, an opening or a run.

    `payload` is ciphertext under the subject's own key, so that erasing a record can
    destroy the key while the chain, which covers the ciphertext, still verifies.
    """

    __tablename__ = "trail_entry"
    __table_args__ = (
        Index("ix_trail_entry_subject", "subject_type", "subject_id", "id"),
        Index("ix_trail_entry_at", "at"),
        {"sqlite_autoincrement": True},
    )
    TRAILED = False

    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[int | None] = mapped_column(index=True)
    os_user: Mapped[str] = mapped_column(String(60), default="")
    subject_type: Mapped[str] = mapped_column(String(60), default="")
    subject_id: Mapped[int | None]
    children: Mapped[str] = mapped_column(Text, default="")
    request_id: Mapped[str] = mapped_column(String(32), default="")
    payload: Mapped[bytes | None] = mapped_column(LargeBinary)


class TrailChild(Base):
    """Which children a line is about: the index behind "who looked at this child"."""

    __tablename__ = "trail_child"
    TRAILED = False

    child_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class TrailKey(Base):
    """The key of one record's payloads, wrapped by the key ring."""

    __tablename__ = "trail_key"
    TRAILED = False

    subject_type: Mapped[str] = mapped_column(String(60), primary_key=True)
    subject_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class TrailSeal(Row, Base):
    """A sealed batch: the HMAC over its lines and over the seal before it."""

    __tablename__ = "trail_seal"
    __table_args__ = ({"sqlite_autoincrement": True},)
    TRAILED = False

    sealed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    entries: Mapped[int]
    last_entry: Mapped[int]
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class TrailSealed(Base):
    """Which seal covers a line, with the line's own HMAC (names the first broken one)."""

    __tablename__ = "trail_sealed"
    __table_args__ = (Index("ix_trail_sealed_seal_id", "seal_id"),)
    TRAILED = False

    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seal_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


APPEND_ONLY = ("trail_entry", "trail_child", "trail_seal", "trail_sealed")
