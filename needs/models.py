"""The read model: one row for each form or record that counts, and the facts in it. Never edited by hand.

Everything here is made from the records (`actions.rebuild`) and can be thrown away. It holds codes and days,
no narrative and no name; only the system reads it, and people see counts.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store import Actor, Base, Row, Scoped, UtcDateTime


class NeedsForm(Row, Scoped, Base):
    """A referral (its last submitted version), a submitted version of a safety plan, a child in a case, a
    meeting about a child, or an alert.

    `record_id` is the row id of the referral, of the plan's version, of the case's party, of the meeting, of
    the alert. Dimensions are as they stood at the day of reference: the day of submission, on which the case
    was opened, of the meeting, on which the alert was raised. Empty means not recorded. `asked` and `said`:
    how many contextual answers a referral requires, and how many of them say something.
    """

    __tablename__ = "needs_form"
    __table_args__ = (
        UniqueConstraint("kind", "record_id"),
        Index("ix_needs_form_submitted_on", "submitted_on"),
    )
    TRAILED: ClassVar[bool] = False

    kind: Mapped[str] = mapped_column(String(8))
    record_id: Mapped[int]
    reference: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    form_version: Mapped[int]
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    setting_type: Mapped[str] = mapped_column(String(40), default="")
    submitted_on: Mapped[dt.date]
    submitted_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    ward: Mapped[str] = mapped_column(String(120), default="")
    year_group: Mapped[str] = mapped_column(String(3), default="")
    sex: Mapped[str] = mapped_column(String(8), default="")
    ethnicity: Mapped[str] = mapped_column(String(8), default="")
    category: Mapped[str] = mapped_column(String(4), default="")
    sen: Mapped[str] = mapped_column(String(4), default="")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    asked: Mapped[int] = mapped_column(default=0)
    said: Mapped[int] = mapped_column(default=0)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The system alone: people see counts, and the records themselves through their own scope."""
        return true() if actor.system else false()


class NeedsFact(Row, Scoped, Base):
    """Something countable in a form.

    `name` flag: `code` the flag, with `capacity`, `current` (current or historic) and `source` (form, panel,
    plan). `name` domain: `code` the part of life, with `known` (yes, nothing, not_asked). `name` place:
    `code` the kind of place, `within` the part of life that named it. `responded` says whether the school
    wrote what it did, and is empty where that is not asked. Every other name, its codes and what `state`,
    `time`, `ward`, `began` and `ended` say there stand in docs/matrix.md.
    """

    __tablename__ = "needs_fact"
    TRAILED: ClassVar[bool] = False

    form_id: Mapped[int] = mapped_column(ForeignKey("needs_form.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(12))
    code: Mapped[str] = mapped_column(String(40))
    within: Mapped[str] = mapped_column(String(40), default="")
    capacity: Mapped[str] = mapped_column(String(12), default="")
    current: Mapped[str] = mapped_column(String(10), default="")
    source: Mapped[str] = mapped_column(String(8), default="")
    known: Mapped[str] = mapped_column(String(12), default="")
    responded: Mapped[bool | None]
    state: Mapped[str] = mapped_column(String(30), default="")
    time: Mapped[str] = mapped_column(String(20), default="")
    ward: Mapped[str] = mapped_column(String(120), default="")
    began: Mapped[dt.date | None]
    ended: Mapped[dt.date | None]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The system alone."""
        return true() if actor.system else false()
