"""The pages of this room: alerts, letters to settings, the placement check, roll files."""

from __future__ import annotations

from transitions.pages import (
    alerts,
    api,
    assurance,
    coming,
    figures,
    letters,
    pictures,
    placement,
    rolls,
    telling,
    watch,
)
from transitions.pages.blueprint import pages

__all__ = [
    "BLUEPRINTS",
    "alerts",
    "api",
    "assurance",
    "coming",
    "figures",
    "letters",
    "pictures",
    "placement",
    "rolls",
    "telling",
    "watch",
]
BLUEPRINTS = [pages, api.pages]
