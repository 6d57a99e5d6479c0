"""The only writers of plans, requests, versions and quality points: one verb, one function, actor first."""

from __future__ import annotations

from cases.actions import NotAllowed
from safetyplans.actions.asking import ask_again, ask_for_plan, decline_request
from safetyplans.actions.assuring import (
    FeedbackIncomplete,
    accept,
    answer_feedback,
    begin_review,
    give_feedback,
    save_points,
)
from safetyplans.actions.others import keep_others_in_view
from safetyplans.actions.rights import Refused
from safetyplans.actions.writing import (
    CannotSign,
    NotComplete,
    end_plan,
    note_review_date,
    sign_plan,
    start_plan,
    submit_plan,
)

__all__ = [
    "CannotSign",
    "FeedbackIncomplete",
    "NotAllowed",
    "NotComplete",
    "Refused",
    "accept",
    "answer_feedback",
    "ask_again",
    "ask_for_plan",
    "begin_review",
    "decline_request",
    "end_plan",
    "give_feedback",
    "keep_others_in_view",
    "note_review_date",
    "save_points",
    "sign_plan",
    "start_plan",
    "submit_plan",
]
