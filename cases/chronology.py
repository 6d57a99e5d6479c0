"""The chronology of a case: whole, for those who may read the case, and of one child without any other child.

Source: safeguarding, "A case"; no name of one child on any page or document meant for the other child's
family or school. In a child's own chronology what concerns the whole case stands without its words, and
words that would name another child are held back, visibly.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cases import lists, showing, slots
from cases.entry_lists import entries_of
from cases.entry_showing import every_answer, shown
from cases.letters import people_told_of
from cases.models import Case, CaseEntry, Contact
from cases.names import Person, find_names, names_for_certain
from cases.words import CONTACT_STATES, OUTCOMES
from foundation.paper import Sheet, render_pdf, workbook
from foundation.store import Actor, now
from foundation.store.clock import local
from roll.models import Child

HELD_BACK = "Held back: it would name another child."
HEADINGS = ("Date", "What", "Words", "Child", "Recorded in the authority's system on", "By")


@dataclass(frozen=True)
class ChronologyLine:
    """One dated line. `child_id`: whom it is about alone; None for the whole case."""

    on: dt.date
    what: str
    words: str = ""
    child_id: int | None = None
    mark: dt.date | None = None
    mark_by: str = ""


def whole(case: Case) -> list[ChronologyLine]:
    """Every dated fact of the case, oldest first."""
    lines = [
        *_of_case(case),
        *(line for contact in lists.contacts_of(case) for line in _of_contact(contact)),
        *(line for entry in entries_of(case) for line in _of_entry(entry)),
        *_of_separations(case),
        *(ChronologyLine(*line) for line in slots.chronology_of(case)),
    ]
    return sorted(lines, key=lambda line: line.on)


def of_child(case: Case, child: Child) -> list[ChronologyLine]:
    """What may be read by those who work for this child: nothing that names another child of the case."""
    others, own = people_told_of(lists.contacts_of(case), case.id, child.id)
    lines = []
    for line in whole(case):
        if line.child_id not in (None, child.id):
            continue
        kept = line if line.child_id == child.id else replace(line, words="")
        if names_for_certain([kept.what], others, own):
            kept = replace(kept, what=_without_names(kept.what, others, own))
        if names_for_certain([kept.words], others, own):
            kept = replace(kept, words=HELD_BACK)
        lines.append(kept)
    return lines


def _without_names(what: str, others: list[Person], own: Person) -> str:
    """The first words of a title, where the name stands after them; else nothing of it."""
    first = what.split(",")[0].split(":")[0]
    return HELD_BACK if names_for_certain([first], others, own) else first


def whole_pdf(actor: Actor, case: Case) -> bytes:
    """The whole chronology on paper, for professionals who may read the case."""
    named = showing.people_of_case(case)
    rows = [[showing.day(line.on), line.what, line.words, _about(line, named)] for line in whole(case)]
    return _pdf(actor.name, case, "Chronology of the case", rows, None)


def child_pdf(actor: Actor, case: Case, child: Child) -> bytes:
    """The chronology of one child on paper, without the printer's name where another child bears it."""
    rows = [[showing.day(line.on), line.what, line.words, ""] for line in of_child(case, child)]
    others, own = people_told_of(lists.contacts_of(case), case.id, child.id)
    bears = find_names([("", actor.name)], others, own)
    printed_by = "the Education MASH" if bears else actor.name
    return _pdf(printed_by, case, "Chronology of one child", rows, child)


def whole_sheet(case: Case) -> bytes:
    """Every dated entry as a workbook, with the mark of the authority's system, to be taken over there."""
    named = showing.people_of_case(case)
    rows = [
        (line.on, line.what, line.words, _about(line, named), line.mark or "", line.mark_by)
        for line in whole(case)
    ]
    return workbook([Sheet("Chronology", HEADINGS, rows)])


def _about(line: ChronologyLine, named: showing.People) -> str:
    return named.name(line.child_id) if line.child_id is not None else ""


def _pdf(printed_by: str, case: Case, title: str, rows: list[list[str]], child: Child | None) -> bytes:
    return render_pdf(
        "paper/chronology.html",
        {"title": title, "rows": rows, "child": child, "case": case.reference},
        reference=case.reference,
        version="1",
        printed_by=printed_by,
        printed_at=now(),
    )


def _of_case(case: Case) -> Iterator[ChronologyLine]:
    if case.came_to_light_on:
        yield ChronologyLine(case.came_to_light_on, "Came to light", case.how_known or "")
    yield ChronologyLine(case.opened_on, "Case opened", "" if case.came_to_light_on else case.how_known or "")
    for incident in case.incidents:
        first = incident.happened_from or incident.happened_until
        if first is not None:
            title = showing.incident_title(incident)
            yield ChronologyLine(first, f"Incident, {title[:1].lower()}{title[1:]}", incident.words or "")
    if case.closed_on:
        yield ChronologyLine(case.closed_on, "Case closed")


def _of_contact(contact: Contact) -> Iterator[ChronologyLine]:
    mark, by, child = contact.authority_on, contact.authority_by or "", contact.child_id
    received = local(contact.received_at).date()
    what = f"Contact received, {showing.came_from(contact)}"
    yield ChronologyLine(received, what, contact.summary or "", child, mark, by)
    if contact.answered_at:
        decided = f"Contact {contact.reference}: {CONTACT_STATES[contact.status].lower()}"
        yield ChronologyLine(
            local(contact.answered_at).date(), decided, contact.reason or "", child, mark, by
        )
    if contact.replied_at:
        told = f"Contact {contact.reference}: the referrer was told"
        yield ChronologyLine(local(contact.replied_at).date(), told, "", child, mark, by)


def _of_entry(entry: CaseEntry) -> Iterator[ChronologyLine]:
    found = shown(entry)
    mark, by = entry.authority_on, entry.authority_by or ""
    words = "\n".join(f"{_label(line['question'])} {line['answer']}" for line in every_answer(entry))
    yield ChronologyLine(entry.happened_on, found.title, words, entry.child_id, mark, by)
    if entry.done_on is not None and found.kind.ending:
        ended = (
            f"{_label(found.kind.ending_title)} {found.tag.words}" if found.tag else found.kind.ending_title
        )
        yield ChronologyLine(entry.done_on, ended, found.title, entry.child_id, mark, by)


def _label(question: str) -> str:
    return question if question.endswith("?") else f"{question}:"


def _of_separations(case: Case) -> Iterator[ChronologyLine]:
    for separation in lists.separations_of(case):
        yield ChronologyLine(separation.from_date, "A separation began")
        if separation.ended_on:
            outcome = OUTCOMES.get(separation.outcome or "", ("", ""))[0]
            yield ChronologyLine(separation.ended_on, "A separation ended", outcome)
