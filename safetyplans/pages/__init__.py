"""The pages of safety plans, one module for each journey."""

from __future__ import annotations

from safetyplans.pages.asking import pages as asking
from safetyplans.pages.assuring import pages as assuring
from safetyplans.pages.documents import pages as documents
from safetyplans.pages.writing import pages as writing

BLUEPRINTS = [writing, asking, assuring, documents]
