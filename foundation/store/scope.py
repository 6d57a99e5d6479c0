"""The third lock: which rows an actor may see, decided by the session itself."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ColumnElement, and_, false, select, true
from sqlalchemy.orm import InstrumentedAttribute

from foundation.store.actor import Actor


class Scoped:
    """A mapped class whose rows are seen only by those who may see them.

    `visible_to` returns the condition as SQL. Subselects inside it use `Model.__table__`,
    so that the condition of another class is never applied inside it.
    """

    SCOPED: ClassVar[bool] = True
    RECORD: ClassVar[str] = ""
    PUBLIC_KEY: ClassVar[str] = "public_id"

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The condition on this class's own columns; nothing unless a class says otherwise."""
        return false()

    def child_ids(self) -> tuple[int, ...]:
        """The children this row is about (row ids), for openings and for the bar."""
        value = getattr(self, "child_id", None)
        return (value,) if value is not None else ()

    @property
    def public_key(self) -> str:
        """What stands for this record in an address."""
        return str(getattr(self, self.PUBLIC_KEY))


def not_barred(
    actor: Actor, *columns: InstrumentedAttribute[Any] | ColumnElement[Any]
) -> ColumnElement[bool]:
    """That none of these child columns names a child from whom the actor is barred."""
    if not actor.barred:
        return true()
    barred = sorted(actor.barred)
    return and_(*[column.is_(None) | column.not_in(barred) for column in columns])


def through(parent: type[Any], foreign_key: Any, actor: Actor) -> ColumnElement[bool]:
    """Visible exactly when the parent row is visible."""
    if actor.system:
        return true()
    table = parent.__table__
    inside: ColumnElement[bool] = foreign_key.in_(select(table.c.id).where(parent.visible_to(actor)))
    return inside
