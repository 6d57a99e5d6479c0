"""Accounts, their assignments, bars, and sessions kept on the server."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.store.base import Base, Row
from foundation.store.types import EncryptedText, UtcDateTime, public_id


class Account(Row, Base):
    """A person who signs in, or the system account `operator`."""

    __tablename__ = "account"
    RECORD: ClassVar[str] = "account"
    PUBLIC_KEY: ClassVar[str] = "public_id"

    public_id: Mapped[str] = public_id()
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    job_title: Mapped[str] = mapped_column(String(120), default="")
    telephone: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(EncryptedText("account.totp_secret"))
    totp_last_step: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(String(12), default="invited")
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    locked_until: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    signed_in_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    signed_in_before: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    assignments: Mapped[list[Assignment]] = relationship(back_populates="account", order_by="Assignment.id")

    TRAILED = False


class Assignment(Row, Base):
    """A role, its scope, from when and until when (inclusive; no end means still)."""

    __tablename__ = "assignment"
    __table_args__ = (Index("ix_assignment_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    role: Mapped[str] = mapped_column(String(40))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"))
    panel_id: Mapped[int | None] = mapped_column(ForeignKey("panel.id"))
    from_date: Mapped[dt.date]
    until_date: Mapped[dt.date | None]
    account: Mapped[Account] = relationship(back_populates="assignments")


class Bar(Row, Base):
    """A person who must not see anything about a named child (family, conflict of interest)."""

    __tablename__ = "bar"
    __table_args__ = (Index("ix_bar_account_id", "account_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    reason: Mapped[str] = mapped_column(EncryptedText("bar.reason"))
    set_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    lifted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    def child_ids(self) -> tuple[int, ...]:
        """The barred child."""
        return (self.child_id,)


class Invitation(Row, Base):
    """A one-time link by which an account sets its password and second factor."""

    __tablename__ = "invitation"
    TRAILED = False

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    totp_secret: Mapped[str] = mapped_column(EncryptedText("invitation.totp_secret"))
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class WebSession(Row, Base):
    """A browser that is signed in: idle 15 minutes, at most 8 hours (security G4)."""

    __tablename__ = "web_session"
    TRAILED = False

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    started_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    proved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    second_factor: Mapped[bool] = mapped_column(default=False)
    locked: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class ApiKey(Row, Base):
    """A key of another system: its hash, what it may do (`keys.SCOPES`), and until when (inclusive)."""

    __tablename__ = "api_key"
    RECORD: ClassVar[str] = "key"
    PUBLIC_KEY: ClassVar[str] = "public_id"
    TRAILED = False  # its events, on the account, are its trail

    public_id: Mapped[str] = public_id()
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    label: Mapped[str] = mapped_column(String(80))
    begins: Mapped[str] = mapped_column(String(16))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    expires_on: Mapped[dt.date]
    used_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
