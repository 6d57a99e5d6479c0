"""Pages of letters."""

from __future__ import annotations

from fap.pages.letters import letters, sending
from fap.pages.letters.blueprint import pages

__all__ = ["letters", "pages", "sending"]
