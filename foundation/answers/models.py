"""What is kept of a long form: its sections, every revision of them, open comparisons, frozen versions.

The tables serve every room; a row names its record by table name and row id. `OWNERS` says which record
classes there are (each `LongForm` adds its own), so that a row is seen exactly by those who see its record.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, false, or_, true
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, object_session

from foundation.store import Actor, Base, EncryptedJSON, Row, Scoped, UtcDateTime, through

OWNERS: dict[str, type[Any]] = {}
"""Table name -> record class, for every kind of record that has a long form."""


class _OfRecord(Row, Scoped):
    """A row that belongs to a record of some room and is visible with it."""

    record_type: Mapped[str] = mapped_column(String(60))
    record_id: Mapped[int]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Visible exactly when the record is: its bar is theirs."""
        if actor.system:
            return true()
        ways = [
            and_(cls.record_type == name, through(owner, cls.record_id, actor))
            for name, owner in sorted(OWNERS.items())
        ]
        return or_(*ways) if ways else false()

    def child_ids(self) -> tuple[int, ...]:
        """The children of the record, as far as it is loaded (every page that shows answers loads it)."""
        own = object_session(self)
        owner = OWNERS.get(self.record_type)
        if own is None or owner is None:
            return ()
        record = own.identity_map.get(own.identity_key(owner, self.record_id))
        return tuple(record.child_ids()) if record is not None else ()


class AnswerSection(_OfRecord, Base):
    """The present answers of one section. `malformed` is what was typed and cannot be stored, to be
    shown again.
    """

    __tablename__ = "answer_section"

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("record_type", "record_id", "section"),)

    section: Mapped[str] = mapped_column(String(60))
    form_version: Mapped[int]
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("answer_section.answers"))
    malformed: Mapped[list[dict[str, Any]]] = mapped_column(EncryptedJSON("answer_section.malformed"))
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class AnswerRevision(_OfRecord, Base):
    """One earlier or present state of a section: what a merge starts from, and the history in the
    form's words.
    """

    __tablename__ = "answer_revision"
    TRAILED: ClassVar[bool] = False

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("record_type", "record_id", "section", "revision"),)

    section: Mapped[str] = mapped_column(String(60))
    form_version: Mapped[int]
    revision: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("answer_revision.answers"))
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)


class AnswerConflict(_OfRecord, Base):
    """An answer that two people changed: theirs stands in the section, mine is kept here until
    somebody decides.
    """

    __tablename__ = "answer_conflict"
    TRAILED: ClassVar[bool] = False

    section: Mapped[str] = mapped_column(String(60))
    path: Mapped[str] = mapped_column(String(400))
    texts: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("answer_conflict.texts"))
    by_account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    against_account: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    settled_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)


class AnswerVersion(_OfRecord, Base):
    """All answers of a record as they stood at one moment (submitted, signed): never changed again."""

    __tablename__ = "answer_version"

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        return (UniqueConstraint("record_type", "record_id", "number"),)

    number: Mapped[int]
    form_version: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("answer_version.answers"))
    frozen_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    frozen_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
