"""What this room offers on the case page, its notices, and what it does each night."""

from __future__ import annotations

from flask import url_for

from cases import slots
from cases.models import Case
from cases.peer_groups import nights
from cases.peer_groups.cards import request_rows
from cases.peer_groups.lists import requests_of_case
from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList
from foundation.store import Actor


def ask_button(case: Case, actor: Actor) -> list[Start]:
    """On the case page: ask for peer group information."""
    if not actor.may(Permission.WRITE_CASES):
        return []
    return [Start("Ask for peer group information", url_for("peer_groups.ask", case=case.reference), 35)]


def requests_on_case(case: Case, actor: Actor) -> WorkList | None:
    """On the case page: that it was asked and stands at; never what was answered."""
    if not actor.may(Permission.READ_CASES):
        return None
    found = requests_of_case(case)
    rows = request_rows(found)
    return WorkList("peers", "Peer group information", rows, empty="Nobody was asked.", order=27)


def listen() -> None:
    """Fasten the offers."""
    slots.case_actions(ask_button)
    slots.case_sections(requests_on_case)
    assert nights
