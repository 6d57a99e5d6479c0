"""Postcodes with their wards and coordinates, from the national directory; and the names of wards.

Public reference tables: no child's data stands in them, and every role may ask them.
"""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store import Base


class Postcode(Base):
    """One postcode of the directory. `ended`: the month (yyyymm) since when it is no longer used."""

    __tablename__ = "postcode"
    __table_args__ = (Index("ix_postcode_ward_code", "ward_code"), {"sqlite_with_rowid": False})
    TRAILED = False  # the import run is the record

    postcode: Mapped[str] = mapped_column(String(8), primary_key=True)
    ward_code: Mapped[str] = mapped_column(String(9), default="")
    district_code: Mapped[str] = mapped_column(String(9), default="")
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    ended: Mapped[str] = mapped_column(String(6), default="")


class Ward(Base):
    """A ward's code and its name."""

    __tablename__ = "ward"
    __table_args__ = ({"sqlite_with_rowid": False},)
    TRAILED = False  # the import run is the record

    code: Mapped[str] = mapped_column(String(9), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
