"""The pages of the needs matrix."""

from __future__ import annotations

from needs.pages import files, shown
from needs.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "files", "shown"]
