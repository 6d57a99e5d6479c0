"""The only writers of cases, separations and contacts: one verb, one function, the actor first."""

from __future__ import annotations

from cases.actions.case import (
    IncidentValues,
    PartyValues,
    add_incident,
    add_party,
    close_case,
    open_case,
    reopen_case,
)
from cases.actions.contact import link_contact, no_case_needed, receive_contact
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
    "IncidentValues",
    "LoadResult",
    "NotAllowed",
    "PartyValues",
    "add_incident",
    "add_party",
    "amend_separation",
    "close_case",
    "confirm_separation",
    "end_separation",
    "link_contact",
    "load_cases",
    "no_case_needed",
    "open_case",
    "provisional_separation",
    "receive_contact",
    "reopen_case",
    "review_separation",
]
