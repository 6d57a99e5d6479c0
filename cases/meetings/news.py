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
from foundation.post import Notice, register

LATE = "something is waiting for you and is late"

for _name, _what_to_do in (
    ("action_late", "An action of yours is overdue. Sign in to say how it stands."),
    ("action_late_of_other", "An action that a colleague has is long overdue. Sign in to see to it."),
    ("minutes_late", "Minutes that you are to write are late. Sign in to finish them."),
):
    register(Notice(_name, LATE, _what_to_do))


def listen() -> None:
    """Fasten the offers."""
    slots.case_actions(buttons_on_case)
    slots.case_sections(meetings_on_case)
    slots.child_sections(meetings_of_child_on_case)
    slots.strategy_meetings(strategy_met)
    slots.chronologies(in_chronology)
    assert nights
