"""The blueprint of restorative work."""

from __future__ import annotations

from foundation.access.pages import Pages

pages = Pages("fap_restorative", __name__, url_prefix="/restorative-work")
