"""Pages of restorative work."""

from __future__ import annotations

from fap.pages.restorative import work
from fap.pages.restorative.blueprint import pages

__all__ = ["pages", "work"]
