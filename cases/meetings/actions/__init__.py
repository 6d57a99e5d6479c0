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
from cases.meetings.actions.receiving import confirm_receipt, receipts_open

__all__ = [
    "ActionValues",
    "Asked",
    "CallValues",
    "agree_action",
    "agree_minutes",
    "call_meeting",
    "cancel_meeting",
    "carry_over",
    "confirm_receipt",
    "hold_meeting",
    "invite",
    "rate_action",
    "receipts_open",
    "record_not_held",
    "write_minutes",
]
