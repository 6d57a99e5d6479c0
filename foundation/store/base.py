"""The declarative base of every table."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every mapped class. `TRAILED` tells whether its changes are kept as differences."""

    metadata = MetaData(naming_convention=NAMES)
    TRAILED: ClassVar[bool] = True


class Row:
    """A mapped class with a plain integer key, never shown in an address."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)
