"""The record of a contextual review; its answers are kept by `foundation.answers`."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cases.models import Case
from cases.review.events import ReviewFinished, ReviewReopened
from foundation.store import Actor, Base, Row, Scoped, through
from foundation.trail import Moves


class ContextualReview(Row, Scoped, Base):
    """A contextual review over one case."""

    __tablename__ = "contextual_review"
    RECORD: ClassVar[str] = "contextual_review"
    PUBLIC_KEY: ClassVar[str] = "reference"
    MOVES: ClassVar[Moves] = {
        ReviewFinished: ({"open"}, "finished"),
        ReviewReopened: ({"finished"}, "open"),
    }

    reference: Mapped[str] = mapped_column(String(20), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    begun_on: Mapped[dt.date]
    finished_on: Mapped[dt.date | None]
    status: Mapped[str] = mapped_column(String(12), default="open", index=True)
    case: Mapped[Case | None] = relationship(lazy="joined")

    def child_ids(self) -> tuple[int, ...]:
        """The children of the case, of whom it says nothing by name."""
        return self.case.child_ids() if self.case else ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its case."""
        return through(Case, cls.__table__.c.case_id, actor)
