"""What this room offers on the pages of others, and what it does each night."""

from __future__ import annotations

from cases import slots
from cases.meetings import nights
from cases.meetings.lists import strategy_met
from cases.meetings.rows import (
    buttons_on_case,
    in_chronology,
    meetings_of_child_on_case,
    meetings_on_case,
)


def listen() -> None:
    """Fasten the offers."""
    slots.case_actions(buttons_on_case)
    slots.case_sections(meetings_on_case)
    slots.child_sections(meetings_of_child_on_case)
    slots.strategy_meetings(strategy_met)
    slots.chronologies(in_chronology)
    assert nights
