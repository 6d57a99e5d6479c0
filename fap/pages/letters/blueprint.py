"""The blueprint of letters."""

from __future__ import annotations

from foundation.access.pages import Pages

pages = Pages("fap_letters", __name__, url_prefix="/fair-access-letters")
