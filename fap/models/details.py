"""What hangs on a referral: its flags, the places it names, its documents."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fap.models.referral import ACCOUNT, REFERRAL, Referral
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime, public_id, through


class ReferralFlag(Row, Scoped, Base):
    """One peer-on-peer flag. `source` form: as the school ticked it; panel: heard at the meeting."""

    __tablename__ = "referral_flag"
    __table_args__ = (UniqueConstraint("referral_id", "flag", "source"),)

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    flag: Mapped[str] = mapped_column(String(40), index=True)
    capacity: Mapped[str | None] = mapped_column(String(12))
    current: Mapped[str | None] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(8), default="form")
    words: Mapped[str | None] = mapped_column(EncryptedText("referral_flag.words"))
    noted_on: Mapped[dt.date]
    noted_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)


class ReferralPlace(Row, Scoped, Base):
    """A place named in the form, where children are not safe; `context` is the part that named it."""

    __tablename__ = "referral_place"

    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    context: Mapped[str] = mapped_column(String(20))
    row_key: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(EncryptedText("referral_place.name"))
    kind: Mapped[str | None] = mapped_column(String(40))
    area: Mapped[str | None] = mapped_column(String(120))
    ward: Mapped[str | None] = mapped_column(String(120))
    time_of_day: Mapped[str | None] = mapped_column(String(20))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)


class ReferralDocument(Row, Scoped, Base):
    """A document of the checklist, kept encrypted under a random name outside any served folder.

    `scan`: none (no scanner is configured), pending, clean, or refused (infected; its bytes are gone).
    """

    __tablename__ = "referral_document"
    RECORD: ClassVar[str] = "document"

    public_id: Mapped[str] = public_id()
    referral_id: Mapped[int] = mapped_column(ForeignKey(REFERRAL), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(EncryptedText("referral_document.file_name"))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    stored_as: Mapped[str] = mapped_column(String(64))
    added_by: Mapped[int] = mapped_column(ForeignKey(ACCOUNT))
    added_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    scan: Mapped[str] = mapped_column(String(8), default="none")
    scanned_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    pages: Mapped[int | None]

    @property
    def waits(self) -> bool:
        """Whether the virus scanner has not looked at it yet: nobody can open it."""
        return self.scan == "pending"

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the referral."""
        return through(Referral, cls.__table__.c.referral_id, actor)
