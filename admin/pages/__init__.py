"""Pages of the administrator."""

from __future__ import annotations

from admin.pages import accounts, decided, keys, technical
from admin.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "accounts", "decided", "keys", "technical"]
