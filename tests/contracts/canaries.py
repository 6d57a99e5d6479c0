"""Canaries in documents: whom each printed or exported document may name, whoever asks for it.

The documents are found in the application itself (every page that prints or exports), so that a new one
cannot be forgotten: without a line here it is judged as a professional's document, and one that tells a
school of two children must be listed. The world of the access table holds the canaries: names, numbers and
birth dates that stand nowhere else; the friend's also in every answer that no family's copy holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask

from foundation.access.rules import rules_of
from tests.contracts.access_cells import Cell
from tests.contracts.access_walk import Walk
from tests.contracts.access_world import CANARIES, TOLD, Canary

# About one child and for that child's side: nobody else may be recognised in it.
ONE_CHILD = frozenset(
    {
        "plan_documents.family",
        "plan_documents.family_pdf",
        "plan_documents.child_pdf",
        "plan_documents.cards_pdf",
        "cases.child",
        "cases.child_chronology",
        "cases.child_chronology_pdf",
        "cases.letter_pdf",
        "fap_letters.letter",
        "fap_letters.pdf",
    }
)
# About nobody: figures, what is done for a whole school, what a school is told about its writing.
NOBODY_AT_ALL = frozenset(
    {
        "plan_documents.setting_record_print",
        "plan_documents.feedback",
        "plan_findings.findings",
    }
)
# Documents for a school's professionals in which both children of its own case stand, and why.
BOTH_FOR_A_SCHOOL = {
    "plan_documents.professionals": "the whole plan, for those who work with the child",
    "plan_documents.review_record": "who was there may name both; for those who work with the child",
    "fap.pdf": "the referral as the school wrote it",
}
FILES = re.compile(r"\.(pdf|csv|xlsx|docx|txt|xml|ics|zip)$")
WITHOUT_CHILDREN = frozenset({"analyst", "admin"})


@dataclass(frozen=True)
class Hit:
    """A document that named whom it must not: the cell, and the surname of the canary."""

    cell: Cell
    child: str

    def __str__(self) -> str:
        """For the report of the test."""
        return f"{self.cell}: gives {self.child} away"


@dataclass(frozen=True)
class Run:
    """What was looked at: documents, roles, answers asked for, answers that held something to read, hits."""

    documents: int
    roles: int
    asked: int
    read: int
    hits: list[Hit]

    @property
    def words(self) -> str:
        """The figures, for the summary."""
        what = f"{self.documents} documents x {self.roles} roles"
        return f"{what}, {self.asked} answers, {self.read} of them read, hits = {len(self.hits)}"


def documents_of(app: Flask) -> set[str]:
    """Every endpoint that prints or exports, and the pages that lead to what a family is handed."""
    kinds = {name for name, rule in rules_of(app).items() if rule.kind in {"print", "export"}}
    files = {rule.endpoint for rule in app.url_map.iter_rules() if FILES.search(rule.rule)}
    return kinds | files | ONE_CHILD | NOBODY_AT_ALL


def run(walk: Walk) -> Run:
    """Look through every document that the walk was sent, as each role and in each relation."""
    documents = documents_of(walk.world.app)
    cells = [cell for cell in walk.answers if cell.row.endpoint in documents and cell.row.method == "GET"]
    read = [cell for cell in cells if walk.answers[cell].status == 200]
    hits = [hit for cell in read for hit in hits_in(cell, walk.answers[cell].text)]
    return Run(len(documents), len({cell.role for cell in cells}), len(cells), len(read), hits)


def hits_in(cell: Cell, text: str) -> Iterator[Hit]:
    """Everybody whom this document must not name and names."""
    for relation in TOLD:
        for number, child in enumerate(CANARIES[relation]):
            if _allowed(cell, relation, is_friend=number == 1):
                continue
            if any(word.casefold() in text.casefold() for word in _words(cell, child)):
                yield Hit(cell, child.surname)


def _words(cell: Cell, child: Canary) -> tuple[str, ...]:
    initials = f"{child.forename[0]}.{child.surname[0]}."
    return (*child.all_words, initials) if cell.row.endpoint in ONE_CHILD else (*child.names, child.upn)


def _allowed(cell: Cell, relation: str, *, is_friend: bool) -> bool:
    endpoint = cell.row.endpoint
    if endpoint in NOBODY_AT_ALL or cell.role in WITHOUT_CHILDREN:
        return False
    if cell.row.record and relation != cell.relation:
        return False  # a document about a record names the children of that record alone
    if endpoint in ONE_CHILD:
        return not is_friend
    if cell.role == "dsl":
        return relation != "other" and (not is_friend or endpoint in BOTH_FOR_A_SCHOOL)
    return not (cell.barred and relation == "barred" and not is_friend)
