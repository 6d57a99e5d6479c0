"""The only writers of this room: one verb, one function, the actor first."""

from __future__ import annotations

from fap.actions.advice import ask_advice, give_advice, note_advice
from fap.actions.agenda import put_on_agenda, take_off_agenda
from fap.actions.clock import mark_desk_seen, pause_clock, resume_clock
from fap.actions.decision_values import Contradiction, DecisionValues
from fap.actions.decisions import draft_decision, sign_decision
from fap.actions.desk import accept, declare_not_eligible, return_for_information
from fap.actions.drafting import AdviceNeeded, CheckNotClear, SignatureRefused
from fap.actions.eligibility import Attempt, note_attempt, take_back_attempt
from fap.actions.meetings import (
    close_meeting,
    make_panel,
    plan_meeting,
    publish_meeting,
)
from fap.actions.outside import OPEN as OUTSIDE_OF
from fap.actions.outside import draft_outside, drop_outside, sign_outside
from fap.actions.placements import (
    add_flag_heard,
    close_after_check,
    record_break_down,
    record_first_attendance,
)
from fap.actions.ratifying import ratify
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
    "OUTSIDE_OF",
    "AdviceNeeded",
    "Attempt",
    "CheckNotClear",
    "Contradiction",
    "DecisionValues",
    "NotAllowed",
    "NotComplete",
    "SignatureRefused",
    "accept",
    "add_document",
    "add_flag_heard",
    "ask_advice",
    "close_after_check",
    "close_meeting",
    "declare_not_eligible",
    "draft_decision",
    "draft_outside",
    "drop_outside",
    "give_advice",
    "make_panel",
    "mark_desk_seen",
    "note_advice",
    "note_attempt",
    "pause_clock",
    "plan_meeting",
    "publish_meeting",
    "put_on_agenda",
    "ratify",
    "record_break_down",
    "record_first_attendance",
    "remove_document",
    "resume_clock",
    "return_for_information",
    "sign_decision",
    "sign_outside",
    "start_referral",
    "submit_referral",
    "take_back_attempt",
    "take_off_agenda",
    "typed_from_paper",
    "withdraw_referral",
]
