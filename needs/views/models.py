"""A view as it was given out with a published period: protected then, and never counted again."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.permissions import Permission
from foundation.store import Actor, Base, Row, Scoped, UtcDateTime


class SharedView(Row, Scoped, Base):
    """The tables of one view for one period (`code`, as periods are named). No figure in it is under 5."""

    __tablename__ = "needs_shared_view"
    __table_args__ = (UniqueConstraint("code", "view"),)
    TRAILED: ClassVar[bool] = False

    code: Mapped[str] = mapped_column(String(6))
    view: Mapped[str] = mapped_column(String(16))
    first: Mapped[dt.date]
    last: Mapped[dt.date]
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    content: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Whoever reads the matrix."""
        return true() if actor.system or actor.may(Permission.READ_MATRIX) else false()
