"""The two tables of background work: the jobs, and when each nightly job was last asked for."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store.base import Base, Row
from foundation.store.types import UtcDateTime


class JobState(StrEnum):
    """Where a job stands. `PARKED` waits for a person: it failed as often as it may."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    PARKED = "parked"


class Job(Base, Row):
    """One piece of work, written in the transaction that wants it done.

    `payload` holds row ids and codes, never a name or a text. `key` is unique among waiting jobs, so
    asking twice for the same work before it began is asking once.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'parked')", name="state_is_known"),
        Index(
            "ux_job_waiting_key",
            "key",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_job_state_not_before", "state", "not_before"),
    )
    TRAILED = False  # what a job does is in the trail; that it ran is not

    name: Mapped[str] = mapped_column(String(80))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str | None] = mapped_column(String(200))
    state: Mapped[str] = mapped_column(String(10), default=JobState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(100))
    asked_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class NightlyRun(Base):
    """The London date for which a nightly job was last asked for."""

    __tablename__ = "nightly_run"
    TRAILED = False

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    last_run: Mapped[dt.date]
