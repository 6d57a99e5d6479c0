"""The tables of a case.

What is one case is read as one: parties, incidents, bases and a contact's other children are loaded with
the record they belong to and are visible exactly when it is. A bar on any party hides the whole.
"""

from __future__ import annotations

from cases.models.case import Case, Incident, Party, not_in_hidden_case
from cases.models.contact import Contact, ContactChild
from cases.models.entry import CaseEntry
from cases.models.separation import Separation, SeparationBasis

__all__ = [
    "Case",
    "CaseEntry",
    "Contact",
    "ContactChild",
    "Incident",
    "Party",
    "Separation",
    "SeparationBasis",
    "not_in_hidden_case",
]
