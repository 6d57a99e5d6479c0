"""The only writers of cases, separations and contacts: one verb, one function, the actor first."""

from __future__ import annotations

from cases.actions.case import (
    IncidentValues,
    PartyValues,
    add_incident,
    add_party,
    close_case,
    describe_incident,
    open_case,
    reopen_case,
    take_case,
)
from cases.actions.contact import (
    Came,
    letter_sent,
    link_contact,
    no_case_needed,
    receive_contact,
    write_letter,
)
from cases.actions.entry import add_entry, basis_changed, change_entry, end_entry, mark_recorded
from cases.actions.load import LoadResult, load_cases
from cases.actions.rights import NotAllowed
from cases.actions.separation import (
    amend_separation,
    confirm_separation,
    end_separation,
    provisional_separation,
    review_separation,
)

__all__ = [
    "Came",
    "IncidentValues",
    "LoadResult",
    "NotAllowed",
    "PartyValues",
    "add_entry",
    "add_incident",
    "add_party",
    "amend_separation",
    "basis_changed",
    "change_entry",
    "close_case",
    "confirm_separation",
    "describe_incident",
    "end_entry",
    "end_separation",
    "letter_sent",
    "link_contact",
    "load_cases",
    "mark_recorded",
    "no_case_needed",
    "open_case",
    "provisional_separation",
    "receive_contact",
    "reopen_case",
    "review_separation",
    "take_case",
    "write_letter",
]
