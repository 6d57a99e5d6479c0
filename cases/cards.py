"""What this room puts on the home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from flask import url_for

from cases import due, lists, showing
from cases.decided import ANSWER_WITHIN, TERM, WARN_BEFORE
from cases.models import Contact, Separation
from foundation.access.permissions import Permission
from foundation.access.work import Start, Tag, WorkList, WorkRow
from foundation.store import Actor, today

MOST = 8


def cards(actor: Actor) -> list[WorkList]:
    """Contacts with the hours that are left, what is due in the cases, conditions and separations."""
    if not actor.may(Permission.READ_CASES):
        return []
    made = [_in_the_cases(), _conditions(), _reported(), _due()]
    return [_waiting(), _untold(), *made] if actor.may(Permission.WRITE_CASES) else made


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
        empty=f"None waits. They come from referrals with a {TERM.value()} flag and from plans that start.",
        link=("The whole queue", url_for("cases.queue")),
        order=20,
    )


def _untold() -> WorkList:
    found = lists.contacts_untold()
    named = showing.people_of_contacts(found[:MOST])
    late = sum(showing.answer_clock(contact).state == "over" for contact in found)
    rows = [
        replace(
            _contact_row(contact, named),
            href=url_for("cases.letter", contact=contact.reference),
            line="The letter is written." if contact.letter else "The letter is not written yet.",
        )
        for contact in found[:MOST]
    ]
    return WorkList(
        "untold",
        "Referrers to be told the outcome",
        rows,
        f"{len(found)}{f', {late} overdue' if late else ''}" if found else "",
        empty=f"Everybody was told. Each referrer is told within {ANSWER_WITHIN.in_words()}.",
        link=("The whole queue", url_for("cases.queue")),
        order=22,
    )


def _in_the_cases() -> WorkList:
    """Advice without an answer, decisions to look at again, unowned referrals, dates that come."""
    found = due.due_entries()
    late = sum(one.due_on is not None and one.due_on < today() for one in found)
    return WorkList(
        "in_cases",
        "Due in the cases",
        due.rows_of(found[:MOST]),
        f"{len(found)}{f', {late} overdue' if late else ''}" if found else "",
        empty="No answer is awaited in the next two weeks.",
        link=("All of it", url_for("cases.due")),
        order=26,
    )


def _conditions() -> WorkList:
    found = lists.separations_with_ending_conditions(today() + dt.timedelta(weeks=WARN_BEFORE.value()))
    named = showing.people_of_separations(found)
    rows = [
        WorkRow(
            f"{named.name(separation.child_a_id)} and {named.name(separation.child_b_id)}",
            url_for("cases.separation", separation=separation.public_id),
            f"A condition ends on {showing.day(separation.condition_ends_on)}.",
        )
        for separation in found[:MOST]
    ]
    return WorkList(
        "conditions",
        "Conditions that end soon",
        rows,
        str(len(found)) if found else "",
        empty="None in the next two weeks.",
        link=("All of them", url_for("cases.separations", show="conditions")),
        order=32,
    )


def _contact_row(contact: Contact, named: showing.People) -> WorkRow:
    title = showing.came_from(contact)
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
