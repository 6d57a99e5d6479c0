"""What this room puts on the home page."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for

from cases import lists, showing
from cases.models import Contact, Separation
from cases.words import SOURCES
from foundation.access.permissions import Permission
from foundation.access.work import Start, Tag, WorkList, WorkRow
from foundation.store import Actor

MOST = 8


def cards(actor: Actor) -> list[WorkList]:
    """Contacts that wait with hours left of 48, separations to confirm, separations due for review."""
    if not actor.may(Permission.READ_CASES):
        return []
    made = [_reported(), _due()]
    return [_waiting(), *made] if actor.may(Permission.WRITE_CASES) else made


def starts(actor: Actor) -> list[Start]:
    """The button that opens a case."""
    if not actor.may(Permission.WRITE_CASES):
        return []
    return [Start("Open a case", url_for("cases.new_case"), order=40)]


def _waiting() -> WorkList:
    found = lists.contacts_waiting()
    named = showing.people_of_contacts(found[:MOST])
    rows = [_contact_row(contact, named) for contact in found[:MOST]]
    late = sum(showing.answer_clock(contact).state == "over" for contact in found)
    words = f"{len(found)}{f', {late} overdue' if late else ''}" if found else ""
    return WorkList(
        "contacts",
        "Contacts waiting for a decision",
        rows,
        words,
        empty="None waits. They come from referrals with a peer-on-peer flag and from plans a school starts.",
        link=("The whole queue", url_for("cases.queue")),
        order=20,
    )


def _contact_row(contact: Contact, named: showing.People) -> WorkRow:
    source = contact.agency or SOURCES[contact.source_kind]
    title = f"{source} {contact.source_reference or contact.reference}"
    others = len(contact.others)
    line = f"Names {others} other {'child' if others == 1 else 'children'}." if others else ""
    href = url_for("cases.contact", contact=contact.reference)
    return WorkRow(title, href, line, named.name(contact.child_id), showing.answer_clock(contact))


def _reported() -> WorkList:
    found = lists.separations_reported()
    rows = _separation_rows(found[:MOST])
    return WorkList(
        "reported",
        "Separations to confirm",
        rows,
        str(len(found)) if found else "",
        empty="None. A school that names another child in its own plan makes one.",
        link=("All of them", url_for("cases.separations", show="reported")),
        order=30,
    )


def _due() -> WorkList:
    found = lists.separations_due()
    late = sum(showing.review_clock(separation).state == "over" for separation in found)
    words = f"{len(found)}{f', {late} overdue' if late else ''}" if found else ""
    return WorkList(
        "reviews",
        "Separations due for review",
        _separation_rows(found[:MOST]),
        words,
        empty="None in the next two weeks.",
        link=("All of them", url_for("cases.separations", show="due")),
        order=35,
    )


def _separation_rows(found: Sequence[Separation]) -> list[WorkRow]:
    named = showing.people_of_separations(found)
    return [
        WorkRow(
            f"{named.name(separation.child_a_id)} and {named.name(separation.child_b_id)}",
            url_for("cases.separation", separation=separation.public_id),
            f"Now at {named.now_at(separation.child_a_id)}; {named.now_at(separation.child_b_id)}.",
            clock=showing.review_clock(separation),
            tag=Tag("Reported", "amber") if separation.certainty == "reported" else None,
        )
        for separation in found
    ]
