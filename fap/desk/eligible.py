"""What the pages about eligibility show: the other route, and each attempt with its clock."""

from __future__ import annotations

from typing import Any

from fap.clocks import within
from fap.decided import TELL_WITHIN
from fap.desk import lists
from fap.desk.rows import OTHER_ROUTES, USED_FOR
from fap.form import FORM
from fap.models import AdmissionAttempt, Referral
from foundation.answers import answers_of
from foundation.store.reference_data import label
from roll.lists import setting_by_id

Shown = dict[str, Any]
ANSWERS = "admission_answer"
"""The reference set of what came of an attempt."""


def accept_page(referral: Referral) -> Shown:
    """The page on which a referral is accepted."""
    return {**tried_page(referral), "route": route(referral), "accepting": True}


def tried_page(referral: Referral) -> Shown:
    """The attempts that are noted, the first attempt first."""
    kept = lists.attempts_of(referral)
    return {"kept": kept, "attempts": [attempt_shown(row) for row in kept]}


def school_of(attempt: AdmissionAttempt) -> str:
    """The school that was asked, in words."""
    found = setting_by_id(attempt.setting_id)
    return found.name if found else attempt.school or "all schools within a reasonable distance"


def attempt_shown(row: AdmissionAttempt) -> Shown:
    """One attempt, and whether the school told the authority in time."""
    told, late = "", False
    if row.answer == "refused" and row.answered_on is not None:
        told, late = within(TELL_WITHIN.value(row.answered_on), row.answered_on, row.told_on)
    return {
        "school": school_of(row),
        "answer": label(ANSWERS, row.answer),
        "asked_on": row.asked_on,
        "answered_on": row.answered_on,
        "told_on": row.told_on,
        "told": told,
        "late": late,
        "words": row.words,
    }


def route(referral: Referral) -> Shown | None:
    """The other route to a place, what the form is used for all the same, and why, as the school says."""
    if referral.other_route is None:
        return None
    bold, rest = OTHER_ROUTES[referral.other_route]
    return {
        "heading": bold,
        "words": rest,
        "used_for": USED_FOR.get(referral.other_route_for or "", ""),
        "because": answers_of(referral, FORM).get("other_route", ""),
    }
