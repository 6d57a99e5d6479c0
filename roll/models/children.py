"""Children, what they were called before, and where they are and will be.

Stays have inclusive ends: `leaving` is the last day at the setting, 9999-12-31 while it is open
(transitions, "What an overlap is").
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, false, or_, select, true
from sqlalchemy.orm import Mapped, mapped_column, validates

from foundation.access.permissions import Permission
from foundation.store import Actor, Base, Row, Scoped, UtcDateTime, not_barred, public_id, through, today
from foundation.store.clock import academic_year
from roll.names import LONGEST_NAME, folded

OPEN_END = dt.date(9999, 12, 31)
PREVIOUS = "P"


def _key_of(column: str) -> Any:
    def value(context: Any) -> str:
        return folded(context.get_current_parameters()[column] or "")

    return value


class Child(Row, Scoped, Base):
    """A child: one row for each, whatever the rolls, forms and cases call them."""

    __tablename__ = "child"
    __table_args__ = (
        Index("ix_child_surname_key_date_of_birth", "surname_key", "date_of_birth"),
        Index("ix_child_date_of_birth", "date_of_birth"),
        Index("ix_child_surname_key_forename_key", "surname_key", "forename_key"),
        Index("ix_child_merged_into_id", "merged_into_id"),
    )
    RECORD: ClassVar[str] = "child"
    PUBLIC_KEY: ClassVar[str] = "public_id"

    public_id: Mapped[str] = public_id()
    upn: Mapped[str | None] = mapped_column(String(13), unique=True)
    surname: Mapped[str] = mapped_column(String(LONGEST_NAME))
    forename: Mapped[str] = mapped_column(String(LONGEST_NAME))
    preferred_surname: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    known_as: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    surname_key: Mapped[str] = mapped_column(String(2 * LONGEST_NAME), default=_key_of("surname"))
    forename_key: Mapped[str] = mapped_column(String(2 * LONGEST_NAME), default=_key_of("forename"))
    date_of_birth: Mapped[dt.date]
    sex: Mapped[str | None] = mapped_column(String(1))
    postcode: Mapped[str | None] = mapped_column(String(8))
    ward_code: Mapped[str | None] = mapped_column(String(9))
    source: Mapped[str] = mapped_column(String(8), default="form")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("child.id"))

    @validates("surname", "forename")
    def _keep_key(self, column: str, name: str) -> str:
        setattr(self, f"{column}_key", folded(name))
        return name

    @property
    def name(self) -> str:
        """Forename and surname."""
        return f"{self.forename} {self.surname}"

    @property
    def year_group(self) -> int:
        """The national curriculum year of the child's age: 0 is reception, negative before."""
        return academic_year(today()) - academic_year(self.date_of_birth) - 5

    def child_ids(self) -> tuple[int, ...]:
        """The child itself."""
        return (self.id,) if self.id is not None else ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority's roles see every child; a setting its own and those released to it; a bar hides any.

        Source: safeguarding, "Who they are": a current enrolment (any status but previous) at one of their
        settings, or expected there once the authority released it.
        """
        if actor.system:
            return true()
        unbarred = not_barred(actor, cls.__table__.c.id)
        if actor.may(Permission.ALL_CHILDREN):
            return unbarred
        if not actor.settings:
            return false()
        here = or_(cls.__table__.c.id.in_(_enrolled_at(actor)), cls.__table__.c.id.in_(_released_to(actor)))
        return and_(here, unbarred)


class ChildAlias(Row, Scoped, Base):
    """What a child was known by before or besides: a former UPN, or a former or known-as name."""

    __tablename__ = "child_alias"
    __table_args__ = (
        Index("ix_child_alias_child_id", "child_id"),
        Index("ix_child_alias_upn", "upn"),
    )
    TRAILED = False  # written by imports; the run is the record

    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    kind: Mapped[str] = mapped_column(String(8))
    upn: Mapped[str | None] = mapped_column(String(13))
    surname: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    forename: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    noted_on: Mapped[dt.date]
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the child."""
        return through(Child, cls.__table__.c.child_id, actor)


class Enrolment(Scoped, Base):
    """What rolls say: child, setting, first and last day, and the run and line that last said so."""

    __tablename__ = "enrolment"
    __table_args__ = (
        Index("ix_enrolment_setting_id_leaving", "setting_id", "leaving"),
        {"sqlite_with_rowid": False},
    )
    TRAILED = False  # 250,000 rows a night: the run is the record

    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), primary_key=True, autoincrement=False)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), primary_key=True, autoincrement=False)
    start: Mapped[dt.date] = mapped_column(primary_key=True)
    leaving: Mapped[dt.date] = mapped_column(default=OPEN_END)
    status: Mapped[str] = mapped_column(String(1), default="C")
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int | None]

    @property
    def is_open(self) -> bool:
        """Whether no last day is known."""
        return self.leaving == OPEN_END

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the child."""
        return through(Child, cls.__table__.c.child_id, actor)


class ExpectedEnrolment(Row, Scoped, Base):
    """What offers, panels, managed moves, transfer files and people say will be.

    A roll file changes only what it brought itself (`source` roll). `run_id`, `line`: the file that last said
    so, where one did.
    """

    __tablename__ = "expected_enrolment"
    __table_args__ = (
        Index("ix_expected_enrolment_child_id", "child_id"),
        Index("ix_expected_enrolment_setting_id", "setting_id"),
    )

    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"))
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"))
    start: Mapped[dt.date]
    until: Mapped[dt.date | None]
    certainty: Mapped[str] = mapped_column(String(8))
    source: Mapped[str] = mapped_column(String(12))
    source_reference: Mapped[str] = mapped_column(String(60), default="")
    released_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    line: Mapped[int | None]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """The authority's roles see all; a setting only what was released to it; a bar hides any."""
        if actor.system:
            return true()
        columns = cls.__table__.c
        unbarred = not_barred(actor, columns.child_id)
        if actor.may(Permission.ALL_CHILDREN):
            return unbarred
        if not actor.settings:
            return false()
        return and_(
            columns.setting_id.in_(sorted(actor.settings)), columns.released_at.is_not(None), unbarred
        )


def _enrolled_at(actor: Actor) -> Any:
    found, day = Enrolment.__table__.c, today()
    return select(found.child_id).where(
        found.setting_id.in_(sorted(actor.settings)),
        found.status != PREVIOUS,
        found.start <= day,
        found.leaving >= day,
    )


def _released_to(actor: Actor) -> Any:
    found, day = ExpectedEnrolment.__table__.c, today()
    return select(found.child_id).where(
        found.setting_id.in_(sorted(actor.settings)),
        found.released_at.is_not(None),
        found.withdrawn_at.is_(None),
        or_(found.until.is_(None), found.until >= day),
    )
