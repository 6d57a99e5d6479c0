"""How many places a school has in a year group, and how many children stand on its roll there."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store import Base, Row


class SchoolPlaces(Row, Base):
    """One figure of one school and year group, as it was on a day. It holds nothing about a child.

    What is free is `free`: places less children on roll, below nothing where a school is over its number.
    """

    __tablename__ = "school_places"
    __table_args__ = (UniqueConstraint("setting_id", "year_group", "as_of"),)
    TRAILED = False  # the import run is the record

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    year_group: Mapped[str] = mapped_column(String(3))
    places: Mapped[int]
    on_roll: Mapped[int]
    as_of: Mapped[dt.date]
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"), index=True)

    @property
    def free(self) -> int:
        """Places less children on roll."""
        return self.places - self.on_roll
