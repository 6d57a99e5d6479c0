"""The blueprint of this room."""

from __future__ import annotations

from foundation.access.pages import Pages

pages = Pages("needs", __name__, url_prefix="/needs")
