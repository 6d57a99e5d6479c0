"""Pages: the audits, a record of a sample, what follows, the report, and what schools read."""

from __future__ import annotations

from audits.pages import audit, following, record, report, schools
from audits.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "audit", "following", "record", "report", "schools"]
