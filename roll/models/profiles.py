"""Column profiles that an authority saved, and what of the sample file is still needed to make one."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store import Base, Row, UtcDateTime, public_id
from foundation.trail import Moves
from roll import events


class ColumnProfile(Row, Base):
    """How one kind of roll extract is read: which of its columns is which. Holds no child's data.

    `says`: a `roll.profiles.Profile` as JSON, as it is in use; `draft`: as it is being changed. `headings`:
    the first line of the file that was pointed at. `sample`: the first lines of that file, kept encrypted
    only until the profile is saved, a day at most (`sample_until`).
    """

    __tablename__ = "column_profile"
    RECORD: ClassVar[str] = "profile"
    PUBLIC_KEY: ClassVar[str] = "public_id"
    TRAILED = False  # its events are its trail, and each run keeps the profile as it was
    MOVES: ClassVar[Moves] = {
        events.ProfileSaved: ({"draft", "in_use"}, "in_use"),
        events.ProfileRetired: ({"draft", "in_use"}, "retired"),
    }

    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(String(40), unique=True)
    status: Mapped[str] = mapped_column(String(8), default="draft")
    version: Mapped[int] = mapped_column(default=0)
    says: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    draft: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    headings: Mapped[list[str]] = mapped_column(JSON, default=list)
    sample: Mapped[str | None] = mapped_column(String(64))
    sample_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    changed_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
