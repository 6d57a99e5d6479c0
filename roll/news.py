"""What the roll tells the house when it is wired."""

from __future__ import annotations

from foundation.access.lists import settings_reach
from foundation.store import session
from roll import continuing_core


def listen() -> None:
    """Called once for each application: who works at an academy works at the school that it was."""
    settings_reach("roll", known_under)


def known_under(setting_ids: frozenset[int]) -> frozenset[int]:
    """These settings and every other URN under which their places were or are known."""
    return continuing_core.chains(session().connection()).members(setting_ids)
