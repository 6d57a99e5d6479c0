"""The letter that tells a referrer the outcome: its first draft, the check for other children, the PDF.

Source: safeguarding, "What went wrong there is the requirement here": outcome with rationale goes to each
referrer in time. A person checks and sends it; the portal keeps how and when.
"""

from __future__ import annotations

from collections.abc import Iterable

from cases.models import Case, Contact
from cases.names import Found, NamesAnotherChild, Person, find_names
from cases.names_core import linked_children, people_on_roll
from cases.words import AGENCY_KINDS, SOURCES
from foundation.paper import render_pdf
from foundation.store import Actor, now, session, today
from foundation.store.clock import local
from roll.lists import child_by_id
from roll.same_child_core import joined_records


def people_but(child_ids: set[int], own_id: int) -> tuple[list[Person], Person]:
    """The other children by every name they go by, and the child the document is about."""
    connection = session().connection()
    own = people_on_roll(connection, {own_id})
    names = (
        tuple(name for one in own for name in one.forenames),
        tuple(name for one in own for name in one.surnames),
        tuple(number for one in own for number in one.upns),
    )
    return people_on_roll(connection, child_ids - joined_records(connection, own_id)), Person(*names)


def people_told_of(
    contacts: Iterable[Contact], case_id: int | None, own_id: int
) -> tuple[list[Person], Person]:
    """Whom a document about one child must not name, and that child.

    The other children of its contacts, on record or in words, of its case, and whoever is kept apart from it.
    """
    found = list(contacts)
    ids = linked_children(session().connection(), own_id, case_id, today())
    others, own = people_but(ids.union(*(contact.child_ids() for contact in found)), own_id)
    told = [
        other.words for contact in found for other in contact.others if other.words and not other.child_id
    ]
    return [*others, *map(_described, told)], own


def names_in_letter(contact: Contact, text: str) -> list[Found]:
    """Every place where the text would name a child other than the one the contact is about."""
    others, own = people_told_of([contact], contact.case_id, contact.child_id)
    return find_names([("The letter", text)], others, own)


def _described(words: str) -> Person:
    """Who is told of in words: "A boy called Kit" names Kit; without a capital the first two words count."""
    all_words = words.split()
    named = [word for word in all_words if word[:1].isupper() and len(word) > 1] or all_words[:2]
    return Person(tuple(named[:1]), tuple(named[1:]))


def to_whom(contact: Contact) -> str:
    """The referrer as the letter calls them."""
    known = contact.referrer or contact.agency
    return known or AGENCY_KINDS.get(contact.agency_kind) or SOURCES[contact.source_kind]


def draft(contact: Contact, case: Case | None) -> str:
    """The letter as it is put before the person who checks and sends it."""
    child = child_by_id(contact.child_id)
    name = child.name if child else "the child"
    received = local(contact.received_at)
    taken = "has been taken into a case" if case is not None else "needs no case of its own"
    disagree = "If you do not agree, or have questions, please tell us."
    if contact.agency_kind != "parent":
        disagree = (
            "If you do not agree, talk to your safeguarding lead and raise it with us under the professional "
            "differences policy."
        )
    return (
        f"To {to_whom(contact)}\n\n"
        f"About {name}\n\n"
        f"Thank you for telling the Education MASH on {received:%A} {received.day} {received:%B %Y}. "
        f"What you told us {taken}.\n\n"
        f"The reason: {contact.reason or ''}\n\n"
        f"{disagree} If a child is in immediate danger call 999.\n\n"
        "Please keep this letter within the people who need it."
    )


def letter_pdf(actor: Actor, contact: Contact) -> bytes:
    """The checked letter on paper. Raises NamesAnotherChild, should it name one by now."""
    text = contact.letter or ""
    if any(hit.sure for hit in names_in_letter(contact, text)):
        raise NamesAnotherChild("The letter would give another child away")
    return render_pdf(
        "paper/contact_letter.html",
        {"text": text, "on": today(), "reference": contact.reference},
        reference=contact.reference,
        version="1",
        printed_by=actor.name,
        printed_at=now(),
    )
