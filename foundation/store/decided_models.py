"""The table behind what the council decides: one row for each decision, never changed, only superseded."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store.base import Base, Row
from foundation.store.types import UtcDateTime


class DecidedValue(Row, Base):
    """The value of a setting from a day on, who decided it, when, and why."""

    __tablename__ = "decided_value"

    key: Mapped[str] = mapped_column(String(80), index=True)
    value: Mapped[str] = mapped_column(String(40))
    from_date: Mapped[dt.date]
    decided_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
