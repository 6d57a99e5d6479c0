"""Pages of the data protection officer."""

from __future__ import annotations

from records.pages import log
from records.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "log"]
