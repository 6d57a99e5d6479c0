"""Pages: places after a decision, and each step that is recorded."""

from __future__ import annotations

from fap.pages.after import disputes, places, schools, trials
from fap.pages.after.blueprint import pages

__all__ = ["disputes", "pages", "places", "schools", "trials"]
