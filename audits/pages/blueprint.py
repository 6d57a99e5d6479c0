"""The blueprint of the room's pages."""

from __future__ import annotations

from foundation.access.pages import Pages

pages = Pages("audits", __name__, url_prefix="/audits")
