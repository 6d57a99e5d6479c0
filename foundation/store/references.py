"""References such as FAP-2026-000123: unique under concurrency, never reused."""

from __future__ import annotations

import re

from sqlalchemy import String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.store.base import Base
from foundation.store.clock import today
from foundation.store.once_core import insert_once

REFERENCE = re.compile(r"\b[A-Z]{2,5}-\d{4}-(?!\d{4}\b)\d+\b(?!-)", re.IGNORECASE)
"""What reads as a reference of any record in a text; "Year-2026-2027" and dates do not."""


class ReferenceCounter(Base):
    """The last number given out for a prefix in a year."""

    __tablename__ = "reference_counter"
    TRAILED = False

    prefix: Mapped[str] = mapped_column(String(10), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


_COUNTERS = Base.metadata.tables[ReferenceCounter.__tablename__]


def next_reference(session: Session, prefix: str, year: int | None = None) -> str:
    """The next reference of a prefix, in the caller's transaction.

    The counter's row is locked by the update until the caller commits, so two writers
    never get the same number; a number given to a transaction that failed was seen by nobody.
    """
    return next_references(session, prefix, 1, year)[0]


def next_references(session: Session, prefix: str, count: int, year: int | None = None) -> list[str]:
    """The next so many references of a prefix, as `next_reference` gives one."""
    year = year or today().year
    key = (ReferenceCounter.prefix == prefix) & (ReferenceCounter.year == year)
    bump = update(ReferenceCounter).where(key).values(last=ReferenceCounter.last + count)
    connection = session.connection()
    for _ in range(2):
        if connection.execute(bump).rowcount:
            last = connection.execute(select(ReferenceCounter.last).where(key)).scalar_one()
            return [f"{prefix}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]
        insert_once(connection, _COUNTERS, {"prefix": prefix, "year": year, "last": 0})
    raise RuntimeError("the reference counter could not be read")
