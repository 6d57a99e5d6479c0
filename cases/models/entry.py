"""What is recorded in a case besides its parties and incidents, as dated entries of declared kinds."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cases.models.case import CHILD, Case
from foundation.store import (
    Actor,
    Base,
    EncryptedJSON,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    public_id,
    through,
)


class CaseEntry(Row, Scoped, Base):
    """One entry: advice, a decision, a child's voice, a referral to a service (`cases.kinds` declares them).

    About one child of the case, or the case as a whole (`child_id` empty). What is asked for across cases is
    a column: when it happened, when it is due, the coded answer, who owns it, when it was done. Everything
    else that its kind declares is in `answers`, by field. `parent_id`: the entry it belongs to.
    `authority_on` and `authority_by` say when and by whom it was recorded in the authority's own system.
    """

    __tablename__ = "case_entry"
    __table_args__ = (Index("ix_case_entry_kind_due", "kind", "due_on"),)
    RECORD: ClassVar[str] = "entry"

    public_id: Mapped[str] = public_id()
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    child_id: Mapped[int | None] = mapped_column(ForeignKey(CHILD), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("case_entry.id"), index=True)
    happened_on: Mapped[dt.date]
    due_on: Mapped[dt.date | None]
    state: Mapped[str] = mapped_column(String(30), default="")
    agency: Mapped[str] = mapped_column(String(30), default="")
    includes: Mapped[list[str]] = mapped_column(JSON, default=list)
    owner: Mapped[str | None] = mapped_column(EncryptedText("case_entry.owner"))
    done_on: Mapped[dt.date | None]
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("case_entry.answers"), default=dict)
    recorded_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    authority_on: Mapped[dt.date | None]
    authority_by: Mapped[str | None] = mapped_column(String(120))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With its case: a bar on any party hides it."""
        return through(Case, cls.__table__.c.case_id, actor)
