"""A published period: figures as they were counted and protected on the day they were first given out."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, String, false, true
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.permissions import Permission
from foundation.store import Actor, Base, Row, Scoped, UtcDateTime


class PublishedPeriod(Row, Scoped, Base):
    """One period, published once and never counted again.

    `content`: "sheets" {key: rows, columns, cells, totals}, "pairs", "gaps", "children", "forms" (in fives),
    "versions" of the forms, "on_roll" {"all": n, "settings": {name: n}}. It holds no figure under 5.
    """

    __tablename__ = "needs_published"
    TRAILED: ClassVar[bool] = False

    code: Mapped[str] = mapped_column(String(6), unique=True)
    first: Mapped[dt.date]
    last: Mapped[dt.date]
    published_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Whoever reads the matrix."""
        return true() if actor.system or actor.may(Permission.READ_MATRIX) else false()


class PublishedTerm(Row, Scoped, Base):
    """A term whose figures are out, in its own period or in its year's: the database keeps it single."""

    __tablename__ = "needs_published_term"
    TRAILED: ClassVar[bool] = False

    term: Mapped[str] = mapped_column(String(6), unique=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("needs_published.id"), index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Whoever reads the matrix."""
        return true() if actor.system or actor.may(Permission.READ_MATRIX) else false()
