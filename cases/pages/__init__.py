"""Pages: the Education MASH queue, cases with their entries, separations."""

from __future__ import annotations

from cases.pages import (
    case,
    child,
    chronologies,
    contacts,
    entries,
    missing,
    opening,
    queue,
    separations,
    state,
    whole,
)
from cases.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = [
    "BLUEPRINTS",
    "case",
    "child",
    "chronologies",
    "contacts",
    "entries",
    "missing",
    "opening",
    "queue",
    "separations",
    "state",
    "whole",
]
