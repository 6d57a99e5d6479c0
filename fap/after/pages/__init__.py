"""Pages: places after a decision, and each step that is recorded."""

from __future__ import annotations

from fap.after.pages import disputes, places, schools, trials
from fap.after.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "disputes", "places", "schools", "trials"]
