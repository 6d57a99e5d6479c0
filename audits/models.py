"""The tables of the monthly audit (safeguarding, "The monthly audit").

Reasons and findings are encrypted, although no name may stand in them. A record of the sample is hidden from
whoever is barred from a child of it, the auditor included.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    String,
    UniqueConstraint,
    and_,
    false,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from audits import events
from cases.models import Case, Contact, ContactChild, Party
from foundation.access.permissions import Permission
from foundation.store import (
    Actor,
    Base,
    EncryptedJSON,
    EncryptedText,
    Row,
    Scoped,
    UtcDateTime,
    not_barred,
    public_id,
    through,
)
from foundation.trail import Moves
from transitions.models import Alert

ACCOUNT = "account.id"


def _auditors(actor: Actor) -> ColumnElement[bool]:
    return true() if actor.system or actor.may(Permission.AUDIT) else false()


class Audit(Row, Scoped, Base):
    """One audit of a period: `kind` monthly, quarterly or thematic, from `first` to `last` (both inclusive).

    `population`: {"size", "strata": {stratum: [in the population, drawn]}, "always": {why: number}}.
    `figures`: the figures of the period as they stood when it was closed, {key: [reached, of]}; until then
    they are computed. `beside`: what the report says beside them, frozen with them (`audits.beside`).
    `findings`: what is shared with every school, without any case in it.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("kind", "first", "theme"),)
    RECORD: ClassVar[str] = "audit"
    MOVES: ClassVar[Moves] = {events.AuditClosed: ({"open"}, "closed")}

    public_id: Mapped[str] = public_id()
    kind: Mapped[str] = mapped_column(String(12))
    first: Mapped[dt.date]
    last: Mapped[dt.date]
    theme: Mapped[str] = mapped_column(String(40), default="")
    seed: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(8), default="open")
    opened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    due_on: Mapped[dt.date]
    population: Mapped[dict[str, Any]] = mapped_column(JSON)
    figures: Mapped[dict[str, list[int]] | None] = mapped_column(JSON)
    beside: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    findings: Mapped[str | None] = mapped_column(EncryptedText("audit.findings"))
    findings_sent_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))

    def child_ids(self) -> tuple[int, ...]:
        """It is about no child by itself."""
        return ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For auditors."""
        return _auditors(actor)


def _not_named_since(item: Any, actor: Actor) -> list[ColumnElement[bool]]:
    """That the record names nobody now from whom the actor is barred: a child may join it after the draw."""
    barred = sorted(actor.barred)
    party, other = Party.__table__.c, ContactChild.__table__.c
    cases = Case.__table__.c.id.in_(select(party.case_id).where(party.child_id.in_(barred)))
    others = Contact.__table__.c.id.in_(select(other.contact_id).where(other.child_id.in_(barred)))
    alert = Alert.__table__.c
    alerts = or_(alert.child_id.in_(barred), alert.other_child_id.in_(barred))
    named = {
        "case": (Case.__table__.c.reference, cases),
        "contact": (Contact.__table__.c.reference, others),
        "alert": (alert.reference, alerts),
    }
    return [
        or_(
            item.c.subject != subject,
            item.c.subject_reference.not_in(select(reference).where(names)),
        )
        for subject, (reference, names) in named.items()
    ]


class AuditItem(Row, Scoped, Base):
    """One record of the sample: a case, an asked-for plan, an alert or a contact without a case.

    `handlers`: row ids of accounts that worked on it and so shouldn't judge it. `always`: why it is always
    in, empty where it was drawn. `facts`: as the system found them when it was judged. `disputes`: {fact:
    what the auditor says instead}. `judgements`: {question: {"level", "why"}}, and the second and moderated
    ones in the same shape.
    """

    __tablename__ = "audit_item"
    __table_args__ = (UniqueConstraint("audit_id", "subject", "subject_reference"),)
    RECORD: ClassVar[str] = "audit_item"
    MOVES: ClassVar[Moves] = {
        events.JudgementsGiven: ({"open"}, "judged"),
        events.SecondMarkGiven: ({"judged"}, "judged"),
        events.MarksModerated: ({"judged"}, "judged"),
        events.RecordReopened: ({"judged"}, "open"),
    }

    public_id: Mapped[str] = public_id()
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    position: Mapped[int]
    subject: Mapped[str] = mapped_column(String(12))
    subject_reference: Mapped[str] = mapped_column(String(60))
    known_as: Mapped[str] = mapped_column(String(60))
    setting_id: Mapped[int | None] = mapped_column(ForeignKey("setting.id"), index=True)
    stratum: Mapped[str] = mapped_column(String(80))
    always: Mapped[str] = mapped_column(String(40), default="")
    handlers: Mapped[list[int]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(8), default="open")
    facts: Mapped[list[dict[str, Any]] | None] = mapped_column(EncryptedJSON("audit_item.facts"))
    disputes: Mapped[dict[str, str] | None] = mapped_column(EncryptedJSON("audit_item.disputes"))
    judgements: Mapped[dict[str, dict[str, str]] | None] = mapped_column(
        EncryptedJSON("audit_item.judgements")
    )
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    judged_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    conflict: Mapped[str | None] = mapped_column(EncryptedText("audit_item.conflict"))
    second: Mapped[bool] = mapped_column(default=False)
    second_marks: Mapped[dict[str, dict[str, str]] | None] = mapped_column(
        EncryptedJSON("audit_item.second_marks")
    )
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    second_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    moderated: Mapped[dict[str, dict[str, str]] | None] = mapped_column(EncryptedJSON("audit_item.moderated"))

    def child_ids(self) -> tuple[int, ...]:
        """The opening of a record of the sample names the children through the record itself."""
        return ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For auditors, and not when a child of it is barred."""
        open_to = _auditors(actor)
        if not actor.barred:
            return open_to
        table, child = cls.__table__, AuditItemChild.__table__
        hidden = select(child.c.item_id).where(child.c.child_id.in_(sorted(actor.barred)))
        return and_(open_to, table.c.id.not_in(hidden), *_not_named_since(table, actor))


class AuditItemChild(Row, Scoped, Base):
    """A child whom a record of the sample is about: for the bar, and for who looked."""

    __tablename__ = "audit_item_child"

    item_id: Mapped[int] = mapped_column(ForeignKey("audit_item.id"), index=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("child.id"), index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """With the record."""
        return and_(
            through(AuditItem, cls.__table__.c.item_id, actor), not_barred(actor, cls.__table__.c.child_id)
        )


class AuditAction(Row, Scoped, Base):
    """What is to be done because of the audit, by whom and until when."""

    __tablename__ = "audit_action"
    RECORD: ClassVar[str] = "audit_action"

    public_id: Mapped[str] = public_id()
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("audit_item.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("audit_action.words"))
    owner: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[dt.date] = mapped_column(index=True)
    done_on: Mapped[dt.date | None]
    outcome: Mapped[str | None] = mapped_column(EncryptedText("audit_action.outcome"))

    def child_ids(self) -> tuple[int, ...]:
        """No name stands in an action."""
        return ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For auditors; with its record where it hangs on one."""
        item = cls.__table__.c.item_id
        return and_(_auditors(actor), item.is_(None) | through(AuditItem, item, actor))


class AuditFeedback(Row, Scoped, Base):
    """What one school is told about its own practice: no name and no case in it."""

    __tablename__ = "audit_feedback"
    RECORD: ClassVar[str] = "audit_feedback"

    public_id: Mapped[str] = public_id()
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), index=True)
    setting_id: Mapped[int] = mapped_column(ForeignKey("setting.id"), index=True)
    words: Mapped[str] = mapped_column(EncryptedText("audit_feedback.words"))
    sent_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
    read_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))

    def child_ids(self) -> tuple[int, ...]:
        """It names no child."""
        return ()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """For auditors, and for the school it is about."""
        if actor.system or actor.may(Permission.AUDIT):
            return true()
        return cls.__table__.c.setting_id.in_(sorted(actor.settings))
