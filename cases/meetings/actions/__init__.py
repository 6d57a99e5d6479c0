"""The only writers of meetings: calling, holding, writing up, agreeing what is done."""

from __future__ import annotations

from cases.meetings.actions.calling import (
    Asked,
    CallValues,
    call_meeting,
    cancel_meeting,
    invite,
    record_not_held,
)
from cases.meetings.actions.doing import ActionValues, agree_action, rate_action
from cases.meetings.actions.holding import agree_minutes, carry_over, hold_meeting, write_minutes

__all__ = [
    "ActionValues",
    "Asked",
    "CallValues",
    "agree_action",
    "agree_minutes",
    "call_meeting",
    "cancel_meeting",
    "carry_over",
    "hold_meeting",
    "invite",
    "rate_action",
    "record_not_held",
    "write_minutes",
]
