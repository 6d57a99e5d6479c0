"""What people say about the form itself, in one minute: never about a child."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, ForeignKey, String, false, true
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.permissions import Permission
from foundation.store import Actor, Base, EncryptedText, Row, Scoped, UtcDateTime


class FormFeedback(Row, Scoped, Base):
    """One answer. It names no referral and no person; `setting_id` says only from which school it came."""

    __tablename__ = "form_feedback"

    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    ease: Mapped[int]
    minutes: Mapped[int | None]
    section: Mapped[str | None] = mapped_column(String(20))
    changed: Mapped[str | None] = mapped_column(String(12))
    words: Mapped[str | None] = mapped_column(EncryptedText("form_feedback.words"))
    form_version: Mapped[int]
    said_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Those who run fair access."""
        return true() if actor.system or actor.may(Permission.RUN_FAIR_ACCESS) else false()

    def child_ids(self) -> tuple[int, ...]:
        """None: it is about the form."""
        return ()
