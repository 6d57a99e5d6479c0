"""Pages: asking a provider, the provider's answer, feedback, and whom the names mean."""

from __future__ import annotations

from cases.peer_groups.pages import answering, asking, within
from cases.peer_groups.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "answering", "asking", "within"]
