"""The only writers of plans and of what belongs to them: one verb, one function, actor first."""

from __future__ import annotations

from cases.actions import NotAllowed
from safetyplans.actions.adopting import adopt_plan
from safetyplans.actions.asking import (
    agree_to_declining,
    ask_again,
    ask_for_plan,
    decline_request,
    reopen_for_overlap,
)
from safetyplans.actions.assuring import (
    FeedbackIncomplete,
    accept,
    answer_feedback,
    begin_review,
    give_feedback,
    save_points,
)
from safetyplans.actions.ending import Ending, agree_end, propose_end, refuse_end
from safetyplans.actions.findings import NamesACase, share_finding, withdraw_finding, write_finding
from safetyplans.actions.helping import answer_help, ask_for_help, note_finding, set_follow_up
from safetyplans.actions.others import keep_others_in_view
from safetyplans.actions.reviewing import Held, ReviewIncomplete, call_review, hold_review
from safetyplans.actions.rights import Refused
from safetyplans.actions.whole_setting import begin_setting_record, join_case
from safetyplans.actions.wishes import keep_what_was_sent
from safetyplans.actions.writing import (
    CannotSign,
    NotComplete,
    close_draft,
    note_review_date,
    sign_plan,
    start_plan,
    start_plan_by_name,
    submit_plan,
)

__all__ = [
    "CannotSign",
    "Ending",
    "FeedbackIncomplete",
    "Held",
    "NamesACase",
    "NotAllowed",
    "NotComplete",
    "Refused",
    "ReviewIncomplete",
    "accept",
    "adopt_plan",
    "agree_end",
    "agree_to_declining",
    "answer_feedback",
    "answer_help",
    "ask_again",
    "ask_for_help",
    "ask_for_plan",
    "begin_review",
    "begin_setting_record",
    "call_review",
    "close_draft",
    "decline_request",
    "give_feedback",
    "hold_review",
    "join_case",
    "keep_others_in_view",
    "keep_what_was_sent",
    "note_finding",
    "note_review_date",
    "propose_end",
    "refuse_end",
    "reopen_for_overlap",
    "save_points",
    "set_follow_up",
    "share_finding",
    "sign_plan",
    "start_plan",
    "start_plan_by_name",
    "submit_plan",
    "withdraw_finding",
    "write_finding",
]
