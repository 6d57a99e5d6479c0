"""How far drafts have come: the answers of many plans in one query."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from foundation.answers.lists import answers_in, malformed_in, section_states
from foundation.answers.models import AnswerSection
from foundation.questions import Answers, problems
from foundation.store import session
from safetyplans.form import FORM
from safetyplans.long_form import given
from safetyplans.models import SafetyPlan


@dataclass(frozen=True)
class Progress:
    """What is missing in a draft (how much, the first thing), sections done, when it was saved last."""

    missing: int
    first: str
    done: int
    sections: int
    saved_at: dt.datetime | None


def progress_of(plans: Sequence[SafetyPlan]) -> dict[int, Progress]:
    """Plan row id to its progress."""
    rows: dict[int, list[AnswerSection]] = defaultdict(list)
    wanted = (
        AnswerSection.record_type == SafetyPlan.__tablename__,
        AnswerSection.record_id.in_([plan.id for plan in plans]),
    )
    for row in session().scalars(select(AnswerSection).where(*wanted)) if plans else ():
        rows[row.record_id].append(row)
    return {plan.id: _progress(rows[plan.id]) for plan in plans}


def _progress(rows: Sequence[AnswerSection]) -> Progress:
    answers: Answers = {}
    for row in rows:
        answers |= answers_in(FORM, row)
    found = problems(FORM, answers, given(), [wrong for row in rows for wrong in malformed_in(row)])
    states = section_states(FORM, answers, found)
    return Progress(
        len(found),
        found[0].label if found else "",
        sum(state.state == "Completed" for state in states),
        len(states),
        max((row.saved_at for row in rows), default=None),
    )
