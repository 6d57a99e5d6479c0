"""Places of education, and the groups of those that share a site."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.store import Base, Row, public_id


class SiteGroup(Row, Base):
    """Settings that share a site, a sixth form, transport or lunch provision."""

    __tablename__ = "site_group"

    public_id: Mapped[str] = public_id()
    name: Mapped[str] = mapped_column(String(120), unique=True)
    shares: Mapped[str] = mapped_column(String(200), default="")
    settings: Mapped[list[Setting]] = relationship(back_populates="site_group", order_by="Setting.name")


class Setting(Row, Base):
    """A place of education, known by its URN or by the authority's own code (X and digits).

    Codes are the national register's, as text with their leading zeros (field standards, 5). `admits` (boys,
    girls, mixed) and `faith` are the register's words, empty where it was not said.
    """

    __tablename__ = "setting"
    __table_args__ = (
        Index("ix_setting_la_code", "la_code"),
        Index("ix_setting_site_group_id", "site_group_id"),
    )
    TRAILED = False  # the import run is the record; site groups have their events

    urn: Mapped[str] = mapped_column(String(10), unique=True)
    la_code: Mapped[str] = mapped_column(String(4), default="")
    la_name: Mapped[str] = mapped_column(String(120), default="")
    estab_number: Mapped[str] = mapped_column(String(4), default="")
    name: Mapped[str] = mapped_column(String(200))
    type_code: Mapped[str] = mapped_column(String(4), default="")
    type_name: Mapped[str] = mapped_column(String(120), default="")
    phase_code: Mapped[str] = mapped_column(String(4), default="")
    phase_name: Mapped[str] = mapped_column(String(60), default="")
    status_code: Mapped[str] = mapped_column(String(4), default="1")
    status_name: Mapped[str] = mapped_column(String(60), default="Open")
    low_age: Mapped[int | None]
    high_age: Mapped[int | None]
    site_group_id: Mapped[int | None] = mapped_column(ForeignKey("site_group.id"))
    admits: Mapped[str] = mapped_column(String(20), default="")
    faith: Mapped[str] = mapped_column(String(60), default="")
    town: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str] = mapped_column(String(8), default="")
    ward_code: Mapped[str] = mapped_column(String(9), default="")
    ward_name: Mapped[str] = mapped_column(String(120), default="")
    easting: Mapped[int | None]
    northing: Mapped[int | None]
    open_date: Mapped[dt.date | None]
    close_date: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(String(12), default="person")
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    site_group: Mapped[SiteGroup | None] = relationship(back_populates="settings")

    @property
    def is_open(self) -> bool:
        """Open, or open but proposed to close."""
        return self.status_code in {"1", "3"}


class SettingPlace(Base):
    """A setting that goes on what another was: a school that became an academy has a new URN.

    `place_id` is the first of the chain, whose row id stands for the place in everything that is compared;
    `follows_id` is the one directly before, `since` the first day under the new URN.
    """

    __tablename__ = "setting_place"
    __table_args__ = (Index("ix_setting_place_place_id", "place_id"),)
    TRAILED = False  # the import run is the record

    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True, autoincrement=False)
    place_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    follows_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    since: Mapped[dt.date | None]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
