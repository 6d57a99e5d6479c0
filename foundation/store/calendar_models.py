"""The table behind the school-day calendar: terms, holidays, INSET days and closures, dated."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store.base import Base, Row


class CalendarKind(StrEnum):
    """What a stretch of days is. Only `TERM` and `OPEN` make school days; the others take them away."""

    TERM = "term"
    TERM_HOLIDAY = "term_holiday"
    INSET = "inset"
    CLOSURE = "closure"
    OPEN = "open"


class CalendarEntry(Base, Row):
    """A stretch of days (both ends inclusive) in the calendar of one setting, or of the authority (NULL)."""

    __tablename__ = "calendar_entry"
    __table_args__ = (
        CheckConstraint("date_until >= date_from", name="ends_after_it_begins"),
        CheckConstraint(
            "kind IN ('term', 'term_holiday', 'inset', 'closure', 'open')",
            name="kind_is_known",
        ),
    )
    TRAILED = False  # loaded from files; the import run is the trail

    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id", ondelete="CASCADE"), index=True)
    date_from: Mapped[dt.date]
    date_until: Mapped[dt.date]
    kind: Mapped[str] = mapped_column(String(16))
