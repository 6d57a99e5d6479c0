"""Contacts: received from a referral, a plan or another agency; each ends in its own decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from cases.actions.case import add_party
from cases.actions.rights import demand, out_of_sight, reason_of
from cases.events import ContactLinked, ContactNeedsNoCase, ContactReceived
from cases.models import Case, Contact, ContactChild
from cases.words import SOURCES
from foundation.access.permissions import Permission
from foundation.store import Actor, next_reference, now, session
from foundation.trail import record

NOT_A_PARTY = "not_a_party"


def receive_contact(
    actor: Actor,
    *,
    source_kind: str,
    child_id: int,
    source_reference: str | None = None,
    other_child_ids: Collection[int] = (),
    other_words: Sequence[str] = (),
    setting_id: int | None = None,
    agency: str = "",
    summary: str = "",
) -> Contact:
    """Put an incident into the Education MASH queue; whoever sets it off need not be able to read it.

    The same source (kind and reference) makes no second contact: a resubmitted referral adds what it names
    anew to the one that waits. Once that one is answered, only a child it did not name makes a new one.
    """
    if source_kind not in SOURCES:
        raise ValueError(f"no contact comes from {source_kind!r}")
    with out_of_sight(actor):
        earlier = _of_the_same_source(source_kind, source_reference)
        named = {child for contact in earlier for child in contact.child_ids()}
        new = [child for child in dict.fromkeys(other_child_ids) if child not in named and child != child_id]
        waiting = next((contact for contact in earlier if contact.status == "waiting"), None)
        if waiting is not None:
            waiting.others += [ContactChild(child_id=child) for child in new]
            session().flush()
            return waiting
        if earlier and not new:
            return earlier[-1]
        others = [ContactChild(child_id=child) for child in new]
        others += [ContactChild(words=words) for words in other_words if words.strip()]
        made = Contact(
            reference=next_reference(session(), "CON"),
            source_kind=source_kind,
            source_reference=source_reference,
            agency=agency.strip(),
            received_at=now(),
            setting_id=setting_id,
            child_id=child_id,
            summary=summary.strip() or None,
            others=others,
        )
        session().add(made)
        session().flush()
        record(ContactReceived(subject=made, source=SOURCES[source_kind]))
        return made


def link_contact(actor: Actor, contact: Contact, case: Case, roles: Mapping[int, str] | None = None) -> None:
    """The incident belongs to this case. Each child of the contact is a party to it by then, or somebody
    said that it is not: `roles` maps child id to a role or to NOT_A_PARTY. Raises ValueError otherwise.
    """
    demand(actor, Permission.WRITE_CASES)
    given = dict(roles or {})
    missing = [child for child in contact.child_ids() if child not in case.child_ids()]
    if any(not given.get(child) for child in missing):
        raise ValueError("Say for each child what part it had in the case, or that it is not part of it")
    if contact.child_id in missing and given[contact.child_id] == NOT_A_PARTY:
        raise ValueError("The child the contact is about must be part of the case it is linked to")
    for child in missing:
        if given[child] != NOT_A_PARTY:
            place = contact.setting_id if child == contact.child_id else None
            add_party(actor, case, child, given[child], place)
    contact.case_id, contact.answered_at = case.id, now()
    record(ContactLinked(subject=contact, case_reference=case.known_as))


def no_case_needed(actor: Actor, contact: Contact, reason: str) -> None:
    """No case comes of it; the reason is kept."""
    demand(actor, Permission.WRITE_CASES)
    words = reason_of(reason)
    contact.reason, contact.answered_at = words, now()
    record(ContactNeedsNoCase(subject=contact, reason=words))


def _of_the_same_source(kind: str, reference: str | None) -> list[Contact]:
    if not reference:
        return []
    same = select(Contact).where(Contact.source_kind == kind, Contact.source_reference == reference)
    return list(session().scalars(same.order_by(Contact.id)))
