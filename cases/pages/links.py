"""Links between the pages of one case."""

from __future__ import annotations

from flask import url_for

from cases import showing
from cases.models import Case


def case_pages(case: Case, named: showing.People | None = None) -> list[dict[str, str]]:
    """The children of a case by name, each with the address of its own page in the case."""
    known = (named or showing.people_of_case(case)).children
    return [
        {"name": child.name, "href": url_for("cases.child", case=case.reference, child=child.public_id)}
        for party in case.parties
        if (child := known.get(party.child_id)) is not None
    ]
