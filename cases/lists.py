"""Queries for the queue, the lists and the pages of this room; the session narrows them to the asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from cases.models import Case, Contact, Incident, Party, Separation, SeparationBasis
from cases.words import OUTCOMES
from foundation.store import session, today
from roll.same_child_core import joined_records

PAGE = 25
REVIEW_SOON = dt.timedelta(weeks=2)


@dataclass(frozen=True)
class CaseFilter:
    """What a list of cases is narrowed to; everything empty means every case."""

    status: str = ""
    nature: str = ""
    opened_from: dt.date | None = None
    opened_until: dt.date | None = None


@dataclass(frozen=True)
class PageOfCases:
    """One page of a list of cases, with how many there are in all."""

    cases: Sequence[Case]
    page: int
    pages: int
    count: int


def contacts_waiting() -> Sequence[Contact]:
    """The Education MASH queue: unanswered contacts, oldest first."""
    waiting = select(Contact).where(Contact.status == "waiting")
    return session().scalars(waiting.order_by(Contact.received_at, Contact.id)).all()


def contacts_untold() -> Sequence[Contact]:
    """Decided, and the referrer not told yet; oldest first."""
    untold = select(Contact).where(Contact.status != "waiting", Contact.replied_at.is_(None))
    return session().scalars(untold.order_by(Contact.received_at, Contact.id)).all()


def contacts_answered(limit: int = 20) -> Sequence[Contact]:
    """Contacts whose referrer was told, the latest first."""
    answered = select(Contact).where(Contact.replied_at.is_not(None))
    return (
        session().scalars(answered.order_by(Contact.answered_at.desc(), Contact.id.desc()).limit(limit)).all()
    )


def contacts_of(case: Case) -> Sequence[Contact]:
    """What was linked to a case, oldest first."""
    linked = select(Contact).where(Contact.case_id == case.id)
    return session().scalars(linked.order_by(Contact.received_at, Contact.id)).all()


def cases_found(wanted: CaseFilter, page: int = 1) -> PageOfCases:
    """Cases by filter, the latest first, a page at a time."""
    conditions = []
    if wanted.status:
        conditions.append(Case.status == wanted.status)
    if wanted.opened_from:
        conditions.append(Case.opened_on >= wanted.opened_from)
    if wanted.opened_until:
        conditions.append(Case.opened_on <= wanted.opened_until)
    if wanted.nature:
        conditions.append(Case.id.in_(_cases_with_nature(wanted.nature)))
    count = session().scalar(select(func.count(Case.id)).where(*conditions)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    found = select(Case).where(*conditions).order_by(Case.opened_on.desc(), Case.id.desc())
    return PageOfCases(
        session().scalars(found.limit(PAGE).offset((page - 1) * PAGE)).all(), page, pages, count
    )


def _cases_with_nature(nature: str) -> list[int]:
    """Row ids of cases with such an incident. The codes are a list in one column, which both engines keep
    as text, so they are compared here: a county has hundreds of cases, not millions.
    """
    return [found.case_id for found in session().scalars(select(Incident)) if nature in found.natures]


def case_by_reference(reference: str) -> Case | None:
    """The case with this reference, ours or the authority's own, if the asker may see it."""
    wanted = reference.strip()
    either = (func.upper(Case.reference) == wanted.upper()) | (Case.authority_reference == wanted)
    return session().scalars(select(Case).where(either)).first()


def cases_of_children(child_ids: Iterable[int]) -> Sequence[Case]:
    """Cases in which any of these children is a party, by whatever record; the latest first."""
    records = joined_records(session().connection(), *child_ids)
    wanted = Case.parties.any(Party.child_id.in_(records))
    return session().scalars(select(Case).where(wanted).order_by(Case.opened_on.desc(), Case.id.desc())).all()


def separations_of(case: Case) -> Sequence[Separation]:
    """Separations of which a case is a basis, in force first."""
    of_case = Separation.bases.any(SeparationBasis.case_id == case.id)
    order = (Separation.status.desc(), Separation.from_date, Separation.id)
    return session().scalars(select(Separation).where(of_case).order_by(*order)).all()


def cases_behind(separation: Separation) -> Sequence[Case]:
    """The cases on which a separation rests, oldest first."""
    ids = [basis.case_id for basis in separation.bases if basis.case_id is not None]
    return session().scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.opened_on)).all()


def separations_due(day: dt.date | None = None) -> Sequence[Separation]:
    """In force and due for review within two weeks, or overdue; the most overdue first."""
    until = (day or today()) + REVIEW_SOON
    due = select(Separation).where(Separation.status == "in_force", Separation.review_on <= until)
    return session().scalars(due.order_by(Separation.review_on, Separation.id)).all()


def separations_with_ending_conditions(until: dt.date) -> Sequence[Separation]:
    """In force, with a condition that ends by a day; the first to end first."""
    ending = select(Separation).where(
        Separation.status == "in_force",
        Separation.condition_ends_on >= today(),
        Separation.condition_ends_on <= until,
    )
    return session().scalars(ending.order_by(Separation.condition_ends_on, Separation.id)).all()


def separations_with_ended_conditions(day: dt.date) -> Sequence[Separation]:
    """In force, with a condition whose end has passed since it was last looked at."""
    ended = select(Separation).where(Separation.status == "in_force", Separation.condition_ends_on < day)
    return session().scalars(ended.order_by(Separation.id)).all()


def separations_reported() -> Sequence[Separation]:
    """Started by a school's plan and not yet confirmed, amended or ended by an officer; oldest first."""
    reported = select(Separation).where(Separation.status == "in_force", Separation.certainty == "reported")
    return session().scalars(reported.order_by(Separation.id)).all()


def separations_in_force() -> Sequence[Separation]:
    """Every separation in force, by review date."""
    in_force = select(Separation).where(Separation.status == "in_force")
    return session().scalars(in_force.order_by(Separation.review_on, Separation.id)).all()


def separations_ended() -> Sequence[Separation]:
    """Ended ones that stay in sight by their outcome, the latest first; the others stay on their case."""
    hidden = [code for code, (_, stays) in OUTCOMES.items() if stays == "case"]
    in_sight = Separation.outcome.is_(None) | Separation.outcome.not_in(hidden)
    ended = select(Separation).where(Separation.status == "ended", in_sight)
    return session().scalars(ended.order_by(Separation.ended_on.desc(), Separation.id.desc())).all()


def case_of(contact: Contact) -> Case | None:
    """The case a contact was linked to, if the asker may see it."""
    if contact.case_id is None:
        return None
    return session().scalars(select(Case).where(Case.id == contact.case_id)).one_or_none()
