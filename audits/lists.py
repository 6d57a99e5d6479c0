"""What the audit pages read: audits, their records, actions and what schools were told."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from audits import population_core
from audits.facts import Fact, facts_of, figures_of
from audits.models import Audit, AuditAction, AuditFeedback, AuditItem
from foundation.access.lists import operator
from foundation.store import acting_as, session

BEFORE = 5
"""How many earlier audits stand beside one."""


def audits() -> Sequence[Audit]:
    """Every audit, the newest period first."""
    return session().scalars(select(Audit).order_by(Audit.first.desc(), Audit.id.desc())).all()


def open_audits() -> Sequence[Audit]:
    """Those that are not closed."""
    statement = select(Audit).where(Audit.status == "open").order_by(Audit.due_on)
    return session().scalars(statement).all()


def audit_by_id(row_id: int) -> Audit:
    """The audit that an item or an action belongs to."""
    return session().scalars(select(Audit).where(Audit.id == row_id)).one()


def item_of(audit: Audit, key: str) -> AuditItem | None:
    """The record of a sample that has this key, if the reader may see it."""
    found = select(AuditItem).where(AuditItem.public_id == key, AuditItem.audit_id == audit.id)
    return session().scalars(found).one_or_none() if key else None


def items_of(audit: Audit) -> Sequence[AuditItem]:
    """The records of a sample that this person may see, in their order."""
    statement = select(AuditItem).where(AuditItem.audit_id == audit.id).order_by(AuditItem.position)
    return session().scalars(statement).all()


def items_of_audits(audits: Sequence[Audit]) -> dict[int, list[AuditItem]]:
    """The same for several audits at once, by row id."""
    found: dict[int, list[AuditItem]] = {audit.id: [] for audit in audits}
    statement = select(AuditItem).where(AuditItem.audit_id.in_(found)).order_by(AuditItem.position)
    for item in session().scalars(statement):
        found[item.audit_id].append(item)
    return found


def actions_of(audit: Audit) -> Sequence[AuditAction]:
    """What was agreed because of an audit, by the day it is due."""
    statement = select(AuditAction).where(AuditAction.audit_id == audit.id).order_by(AuditAction.due_on)
    return session().scalars(statement).all()


def actions_open() -> Sequence[AuditAction]:
    """Every action that is not done, of any audit."""
    statement = select(AuditAction).where(AuditAction.done_on.is_(None)).order_by(AuditAction.due_on)
    return session().scalars(statement).all()


def feedback_of(audit: Audit) -> Sequence[AuditFeedback]:
    """What schools were told because of an audit."""
    statement = select(AuditFeedback).where(AuditFeedback.audit_id == audit.id).order_by(AuditFeedback.id)
    return session().scalars(statement).all()


def feedback_for_me() -> Sequence[AuditFeedback]:
    """What this person's settings were told, the newest first."""
    return session().scalars(select(AuditFeedback).order_by(AuditFeedback.id.desc())).all()


def facts_of_item(item: AuditItem) -> list[Fact]:
    """The facts as they are now; what was kept when it was judged stands in the item."""
    record = population_core.record_of(session().connection(), item.subject, item.subject_reference)
    return [fact for fact in facts_of(record) if fact.of or item.subject == "case"]


def figures(audit: Audit) -> dict[str, list[int]]:
    """The figures of a period: frozen when it was closed, else as they are now."""
    if audit.figures is not None:
        return audit.figures
    connection = session().connection()
    return figures_of(population_core.records_of(connection, audit.first, audit.last, audit.theme))


def before(audit: Audit) -> list[Audit]:
    """The closed audits of the same kind and theme before this one, the oldest first."""
    statement = (
        select(Audit)
        .where(Audit.kind == audit.kind, Audit.theme == audit.theme, Audit.first < audit.first)
        .where(Audit.status == "closed")
        .order_by(Audit.first.desc())
        .limit(BEFORE)
    )
    return list(reversed(session().scalars(statement).all()))


def shared_findings() -> list[tuple[Audit, str]]:
    """What every school may learn from: of closed audits, the newest first. Read below the scope of audits,
    for a school may read the finding and not the audit.
    """
    with acting_as(operator()):
        statement = select(Audit).where(Audit.findings_sent_at.is_not(None)).order_by(Audit.first.desc())
        return [(audit, audit.findings) for audit in session().scalars(statement) if audit.findings]
