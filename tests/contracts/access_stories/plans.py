"""What belongs to a plan, in each story: a review held and one due, help, the whole setting, a finding."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from foundation.answers import answers_of, write_answers
from foundation.questions import LongText
from foundation.store import acting_as, session, today
from safetyplans import actions, lists
from safetyplans.family import FOR_FAMILIES
from safetyplans.form import FORM, WHOLE_SETTING
from safetyplans.models import SafetyPlan
from safetyplans.reviews import review_lines


def tell(story: Any) -> None:
    """Records of the school, and a general finding that is about nobody."""
    with acting_as(story.dsl):
        plan = session().scalars(select(SafetyPlan).where(SafetyPlan.child_id == story.child.id)).one()
        _names_where_no_family_reads(story, plan)
        _reviews(story, plan)
        help_ = actions.ask_for_help(story.dsl, plan, story.prose)
        story.put("follow_up", help_.public_id)
        record = actions.begin_setting_record(story.dsl, plan)
        lines = [{"_id": "r0000000001", "topic": story.prose, "action": story.prose, "owner": "Mr Pike"}]
        write_answers(story.dsl, record, WHOLE_SETTING, {"more_lines": lines, "affected": 12})
        story.put("setting_record", record.public_id)
    with acting_as(story.officer):
        if story.relation == "own":
            words = "Name the adult and say who covers."
            made = actions.write_finding(story.officer, "adults", "Who covers?", words)
            story.put("plan_finding", made.public_id)


def _names_where_no_family_reads(story: Any, plan: SafetyPlan) -> None:
    """The other child, by name and number, in every text that is left out of what a family is handed."""
    friend = story.friend
    initials = f"{friend.forename[0]}.{friend.surname[0]}."
    planted = f"{friend.forename} {friend.surname} ({friend.upn}), {initials}"
    professional = [
        question.key
        for question in FORM.questions
        if isinstance(question, LongText) and question.key not in FOR_FAMILIES | {"script"}
    ]
    assert len(professional) > 20
    write_answers(story.dsl, plan, FORM, dict.fromkeys(professional, planted))


def _reviews(story: Any, plan: SafetyPlan) -> None:
    due = lists.open_reviews_of(plan)
    lines = {line["path"]: ("keep", "") for line in review_lines(answers_of(plan, FORM))}
    held = actions.Held(
        today(), story.prose, child_said=story.prose, next_on=today() + dt.timedelta(days=30), lines=lines
    )
    actions.hold_review(story.dsl, due[0], held)
    story.put("review_held", due[0].public_id)
    story.put("review", due[1].public_id)
