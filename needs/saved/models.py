"""A saved view: a question to the matrix, with its name. It holds codes and days, nothing about a child."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, and_, false, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.permissions import Permission
from foundation.store import Actor, Base, Row, Scoped, UtcDateTime, public_id


class SavedView(Row, Scoped, Base):
    """One question. `place`: "shared" (the published figures) or "all" (all figures); `asked` as the address.

    Everybody who reads that page sees a view with `everybody`; the others only who made it.
    """

    __tablename__ = "needs_view"
    RECORD: ClassVar[str] = "needs_view"
    PUBLIC_KEY: ClassVar[str] = "public_id"

    public_id: Mapped[str] = public_id()
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(6))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    everybody: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """One's own, and what others share; views of all figures only for who sees all figures."""
        if actor.system:
            return true()
        if not actor.may(Permission.READ_MATRIX):
            return false()
        mine = or_(cls.account_id == actor.account_id, cls.everybody.is_(True))
        return mine if actor.may(Permission.OPEN_FIGURES) else and_(mine, cls.place == "shared")

    def child_ids(self) -> tuple[int, ...]:
        """None: it is about no child."""
        return ()
