"""The blueprints of the room: what names children, and what never does."""

from __future__ import annotations

from foundation.access.pages import Pages

children_pages = Pages("roll", __name__)
settings_pages = Pages("roll_settings", __name__)


def page_number(text: str | None) -> int:
    """The number of a page as an address or a form has it; 1 for anything strange."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
