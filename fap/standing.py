"""What follows from a form for the desk's list: what is missing and why, the other route, what cannot wait.

Kept on the referral when it is sent, and while a returned one is mended, so that no list reads a form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fap.form.documents import CHECKLIST
from fap.models import Referral
from foundation.questions import Answers, Problem

MOST_LINES = 12
EHC_PLAN, LOOKED_AFTER = "ehc_plan", "looked_after"


def keep_standing(referral: Referral, answers: Answers, missing: Sequence[Problem]) -> None:
    """Bring the desk's columns of a referral to what its answers say. `missing` is of `problems_of`."""
    lines = [*(one.words for one in missing), *documents_not_there(answers)]
    referral.incomplete = len(lines)
    referral.incomplete_words = "\n".join(lines[:MOST_LINES]) or None
    referral.cannot_wait = answers.get("cannot_wait") == "yes"
    referral.other_route = other_route_of(answers)
    referral.other_route_for = answers.get("other_route_for") if referral.other_route else None
    last = answers.get("last_attended")
    referral.last_attended_on = dt.date.fromisoformat(last) if last else None


def documents_not_there(answers: Answers) -> list[str]:
    """A sentence for each required document without which the form was sent, with the school's reason."""
    given = answers.get("documents") or {}
    found = []
    for kind in CHECKLIST:
        said = given.get(kind.key) or {}
        if kind.must and not said.get("files") and said.get("missing_because"):
            found.append(f"{kind.title}: {said['missing_because']}")
    return found


def other_route_of(answers: Answers) -> str | None:
    """Whether a *place* for this child takes another route (School Admissions Code, 3.12 and 3.18)."""
    if answers.get("sen_provision") == "E":
        return EHC_PLAN
    if "looked_after" in (answers.get("groups") or []) or answers.get("care_status") == "looked_after":
        return LOOKED_AFTER
    return None
