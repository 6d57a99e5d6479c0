"""Pages: the Education MASH queue, cases, separations."""

from __future__ import annotations

from cases.pages import case, contacts, opening, queue, separations
from cases.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "case", "contacts", "opening", "queue", "separations"]
