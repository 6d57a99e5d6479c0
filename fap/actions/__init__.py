"""The only writers of this room: one verb, one function, the actor first."""

from __future__ import annotations

from fap.actions.agenda import put_on_agenda, take_off_agenda
from fap.actions.clock import mark_desk_seen, pause_clock, resume_clock
from fap.actions.decisions import (
    CheckNotClear,
    DecisionValues,
    SignatureRefused,
    draft_decision,
    sign_decision,
)
from fap.actions.desk import accept, declare_not_eligible, return_for_information
from fap.actions.eligibility import Attempt, note_attempt, take_back_attempt
from fap.actions.meetings import (
    close_meeting,
    make_panel,
    plan_meeting,
    publish_meeting,
)
from fap.actions.placements import (
    add_flag_heard,
    close_after_check,
    record_break_down,
    record_first_attendance,
)
from fap.actions.referral import (
    NotComplete,
    start_referral,
    submit_referral,
    typed_from_paper,
    withdraw_referral,
)
from fap.documents import add_document, remove_document
from fap.rights import NotAllowed

__all__ = [
    "Attempt",
    "CheckNotClear",
    "DecisionValues",
    "NotAllowed",
    "NotComplete",
    "SignatureRefused",
    "accept",
    "add_document",
    "add_flag_heard",
    "close_after_check",
    "close_meeting",
    "declare_not_eligible",
    "draft_decision",
    "make_panel",
    "mark_desk_seen",
    "note_attempt",
    "pause_clock",
    "plan_meeting",
    "publish_meeting",
    "put_on_agenda",
    "record_break_down",
    "record_first_attendance",
    "remove_document",
    "resume_clock",
    "return_for_information",
    "sign_decision",
    "start_referral",
    "submit_referral",
    "take_back_attempt",
    "take_off_agenda",
    "typed_from_paper",
    "withdraw_referral",
]
