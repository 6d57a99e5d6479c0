"""Contacts: received from a referral, a plan or another agency; each ends in its own decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from cases.actions.case import add_party
from cases.actions.rights import demand, out_of_sight, reason_of
from cases.events import (
    ContactLetterWritten,
    ContactLinked,
    ContactNeedsNoCase,
    ContactReceived,
    ContactReplied,
)
from cases.letters import names_in_letter
from cases.models import Case, Contact, ContactChild
from cases.names import NamesAnotherChild
from cases.words import REPLIES, SOURCES
from foundation.access.permissions import Permission
from foundation.store import Actor, next_reference, now, session
from foundation.trail import record

NOT_A_PARTY = "not_a_party"


@dataclass(frozen=True)
class Came:
    """How a contact came, as the person who took it wrote it down: codes of `cases.words`.

    `received_at` is the instant from which the hours to answer run; now unless told.
    """

    agency_kind: str = ""
    asks_for: str = ""
    came_as: str = ""
    level: str = ""
    referrer: str = ""
    reply_to: str = ""
    received_at: dt.datetime | None = None


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
    came: Came | None = None,
) -> Contact:
    """Put an incident into the Education MASH queue; whoever sets it off need not be able to read it.

    The same source (kind and reference) makes no second contact: a resubmitted referral adds what it names
    anew to the one that waits. Once that one is answered, only a child it did not name makes a new one.
    What an agency tells is always a contact of its own, also on an incident that another one told of.
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
        others += [ContactChild(words=words.strip()) for words in other_words if words.strip()]
        details = came or Came()
        made = Contact(
            reference=next_reference(session(), "CON"),
            source_kind=source_kind,
            source_reference=source_reference,
            agency=agency.strip(),
            received_at=details.received_at or now(),
            recorded_at=now(),
            recorded_by_id=actor.account_id or None,
            setting_id=setting_id,
            child_id=child_id,
            summary=summary.strip() or None,
            others=others,
            agency_kind=details.agency_kind,
            asks_for=details.asks_for,
            came_as=details.came_as,
            level=details.level,
            referrer=details.referrer.strip() or None,
            reply_to=details.reply_to.strip() or None,
        )
        session().add(made)
        session().flush()
        record(ContactReceived(subject=made, source=SOURCES[source_kind]))
        return made


def link_contact(
    actor: Actor,
    contact: Contact,
    case: Case,
    roles: Mapping[int, str] | None = None,
    *,
    rationale: str = "",
    considered: str = "",
) -> None:
    """The incident belongs to this case. Each child of the contact is a party to it by then, or somebody
    said that it is not: `roles` maps child id to a role or to NOT_A_PARTY. Raises ValueError otherwise.
    """
    demand(actor, Permission.WRITE_CASES)
    _hold(contact)
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
    contact.case_id = case.id
    _answer(actor, contact, rationale, considered)
    record(ContactLinked(subject=contact, case_reference=case.known_as))


def no_case_needed(actor: Actor, contact: Contact, reason: str, *, considered: str = "") -> None:
    """No case comes of it; the reason is kept."""
    demand(actor, Permission.WRITE_CASES)
    words = reason_of(reason)
    _hold(contact)
    _answer(actor, contact, words, considered)
    record(ContactNeedsNoCase(subject=contact, reason=words))


def write_letter(actor: Actor, contact: Contact, text: str) -> None:
    """What the referrer is told. Raises NamesAnotherChild where it would name one, ValueError otherwise."""
    demand(actor, Permission.WRITE_CASES)
    _hold(contact, "decided")
    words = reason_of(text)
    found = [hit for hit in names_in_letter(contact, words) if hit.sure]
    if found:
        raise NamesAnotherChild("The letter would give another child away. Take the name or number out")
    contact.letter = words
    record(ContactLetterWritten(subject=contact))


def letter_sent(
    actor: Actor, contact: Contact, *, how: str, to: str, sent_at: dt.datetime | None = None
) -> None:
    """A person has sent the letter: how, to whom, when. With it the clock stops."""
    demand(actor, Permission.WRITE_CASES)
    _hold(contact, "decided")
    if not contact.letter:
        raise ValueError("Write and check the letter first")
    if how not in REPLIES:
        raise ValueError("Choose how it was sent")
    instant = sent_at or now()
    decided = (contact.answered_at or contact.received_at).replace(second=0, microsecond=0)
    if not decided <= instant <= now():
        raise ValueError("It was sent after the decision, and not later than now")
    contact.replied_at, contact.replied_how, contact.replied_to = instant, how, reason_of(to)
    contact.replied_by_id = actor.account_id or None
    record(ContactReplied(subject=contact, how=REPLIES[how].lower()))


def _answer(actor: Actor, contact: Contact, rationale: str, considered: str) -> None:
    contact.reason, contact.considered = rationale.strip() or None, considered.strip() or None
    contact.answered_at, contact.answered_by_id = now(), actor.account_id or None


def _hold(contact: Contact, wanted: str = "waiting") -> None:
    """Lock the row and read it again, so that two officers cannot both answer it. Raises ValueError."""
    session().refresh(contact, with_for_update={"of": Contact})
    if wanted == "waiting" and contact.status != "waiting":
        raise ValueError("Somebody else has decided on this contact meanwhile")
    if wanted == "decided" and contact.status == "waiting":
        raise ValueError("Decide on the contact first")
    if wanted == "decided" and contact.replied_at is not None:
        raise ValueError("The referrer has been told already")


def _of_the_same_source(kind: str, reference: str | None) -> list[Contact]:
    if not reference:
        return []
    same = select(Contact).where(Contact.source_kind == kind, Contact.source_reference == reference)
    return list(session().scalars(same.order_by(Contact.id)))
