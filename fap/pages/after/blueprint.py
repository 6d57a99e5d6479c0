"""The blueprint of places after a decision."""

from __future__ import annotations

from foundation.access.pages import Pages

pages = Pages("fap_after", __name__, url_prefix="/places")
