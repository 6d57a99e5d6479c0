"""Pages: the list, calling, one meeting, its people, minutes, contextual table, actions, papers, trends."""

from __future__ import annotations

from cases.meetings.pages import calling, doing, holding, meeting, papers, trends
from cases.meetings.pages.blueprint import pages

BLUEPRINTS = [pages]

__all__ = ["BLUEPRINTS", "calling", "doing", "holding", "meeting", "papers", "trends"]
