"""The outbox: what is to be told to whom, written in the transaction that made it true."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store.base import Base, Row
from foundation.store.types import EncryptedText, UtcDateTime


class OutboxMessage(Base, Row):
    """One notice for one account. Its address is looked up when it is sent; its text is fixed.

    `key` is unique for ever: telling the same thing twice sends it once. `sent_at` and `dropped` say
    how it ended; while both are empty, its job is on the way (or parked).
    """

    __tablename__ = "outbox_message"
    TRAILED = False  # the event that told somebody is in the trail

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    notice: Mapped[str] = mapped_column(String(60))
    path: Mapped[str] = mapped_column(EncryptedText("outbox_message.path"))
    key: Mapped[str] = mapped_column(String(200), unique=True)
    message_id: Mapped[str] = mapped_column(String(60), unique=True)
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime, index=True)
    sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    dropped: Mapped[str | None] = mapped_column(String(40))
