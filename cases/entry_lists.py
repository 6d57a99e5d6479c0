"""Queries for the entries of cases; the session narrows them to the asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import defer

from cases.models import Case, CaseEntry, Contact
from foundation.store import session

AWAITED = ("advice", "decision", "partner_check", "challenge", "referral", "development")
DATED = ("police", "support", "family_plan", "strategy", "assessment")


def entries_of(case: Case) -> Sequence[CaseEntry]:
    """Everything recorded in a case, oldest first."""
    found = select(CaseEntry).where(CaseEntry.case_id == case.id)
    return session().scalars(found.order_by(CaseEntry.happened_on, CaseEntry.id)).all()


def entries_of_cases(case_ids: Collection[int]) -> dict[int, list[CaseEntry]]:
    """Case id to its entries, oldest first, without their narrative (which is not decrypted)."""
    made: dict[int, list[CaseEntry]] = {case: [] for case in case_ids}
    ids = sorted(case_ids)
    for start in range(0, len(ids), 400):
        some = select(CaseEntry).where(CaseEntry.case_id.in_(ids[start : start + 400]))
        order = (CaseEntry.happened_on, CaseEntry.id)
        for entry in session().scalars(some.order_by(*order).options(defer(CaseEntry.answers))):
            made[entry.case_id].append(entry)
    return made


def open_cases() -> Sequence[Case]:
    """Every open case, the oldest first."""
    return (
        session().scalars(select(Case).where(Case.status == "open").order_by(Case.opened_on, Case.id)).all()
    )


def contacts_of_cases(case_ids: Collection[int]) -> dict[int, list[Contact]]:
    """Case id to the contacts linked to it, oldest first."""
    made: dict[int, list[Contact]] = {case: [] for case in case_ids}
    ids = sorted(case_ids)
    for start in range(0, len(ids), 400):
        some = select(Contact).where(Contact.case_id.in_(ids[start : start + 400]))
        for contact in session().scalars(some.order_by(Contact.received_at, Contact.id)):
            made[contact.case_id or 0].append(contact)
    return made


def awaited(until: dt.date) -> Sequence[CaseEntry]:
    """Entries of open cases that wait for an answer or a next step by a day; the most overdue first.

    Referrals that nobody owns wait whatever their date.
    """
    waits = CaseEntry.kind.in_(AWAITED) & CaseEntry.done_on.is_(None) & (CaseEntry.due_on <= until)
    dated = CaseEntry.kind.in_(DATED) & (CaseEntry.due_on <= until) & CaseEntry.done_on.is_(None)
    unowned = (CaseEntry.kind == "referral") & CaseEntry.owner.is_(None) & CaseEntry.done_on.is_(None)
    found = (
        select(CaseEntry)
        .join(Case, Case.id == CaseEntry.case_id)
        .where(Case.status == "open", or_(waits, dated, unowned))
        .order_by(CaseEntry.due_on, CaseEntry.id)
    )
    return session().scalars(found).all()


def cases_by_id(ids: Collection[int]) -> dict[int, Case]:
    """Row id to case, as far as the asker may see them."""
    return {case.id: case for case in session().scalars(select(Case).where(Case.id.in_(sorted(ids))))}


def case_of_entry(entry: CaseEntry) -> Case:
    """The case an entry belongs to."""
    return session().scalars(select(Case).where(Case.id == entry.case_id)).one()


def entries_under(entry: CaseEntry) -> Sequence[CaseEntry]:
    """What belongs to an entry, oldest first."""
    found = select(CaseEntry).where(CaseEntry.parent_id == entry.id)
    return session().scalars(found.order_by(CaseEntry.happened_on, CaseEntry.id)).all()


def entry_above(entry: CaseEntry) -> CaseEntry | None:
    """The entry that this one belongs to."""
    if entry.parent_id is None:
        return None
    return session().scalars(select(CaseEntry).where(CaseEntry.id == entry.parent_id)).one_or_none()
