"""The documents of plans as PDFs. What goes to families, children or staff names no other child."""

from __future__ import annotations

from typing import Any

from cases.names import NOBODY, Found, find_names, refuse_names
from cases.names_core import people_on_roll
from foundation.answers import answers_of
from foundation.paper import render_pdf
from foundation.questions import reading
from foundation.store import Actor, acting_as, current_actor, now, session
from roll.actions import widened
from safetyplans import lists
from safetyplans.copies import COPIES, found_in
from safetyplans.form import WHOLE_SETTING
from safetyplans.long_form import given
from safetyplans.models import PlanReview, PlanVersion, SafetyPlan, SettingRecord
from safetyplans.people import people_of
from safetyplans.printing import plan_pdf, printed_by, texts_of
from safetyplans.reviews import DECISIONS
from safetyplans.rubric import CODE_WORDS, COMMENT_NEEDED, CRITERIA, LEVEL_WORDS
from safetyplans.showing import setting_name
from safetyplans.times import REVIEW_KINDS


def copy_pdf(actor: Actor, plan: SafetyPlan, key: str) -> bytes:
    """The family's copy, the child's page or the cards. Raises NamesAnotherChild."""
    copy = COPIES[key](actor, plan)
    refuse_names(found_in(copy, plan))
    return plan_pdf(plan, copy.template, copy.context, printed_by(actor, plan))


def review_pdf(actor: Actor, review: PlanReview) -> bytes:
    """What a review came to, for the professionals who were there."""
    lines = [{**line, "decision": DECISIONS[line["decision"]]} for line in review.lines or ()]
    told = {"review": review, "kind": REVIEW_KINDS[review.kind], "decided": lines}
    return plan_pdf(review.plan, "paper/plan_review.html", told, actor.name)


def feedback_pdf(actor: Actor, version: PlanVersion) -> bytes:
    """The feedback of quality assurance, as a letter to the school."""
    held = {point.criterion: point for point in version.points if point.level}
    points = [
        {
            "title": words,
            "level": LEVEL_WORDS[held[key].level],
            "codes": [CODE_WORDS.get(code, code) for code in held[key].codes or ()],
            "comment": held[key].comment or "",
            "answer_wanted": held[key].level in COMMENT_NEEDED,
        }
        for key, words in CRITERIA
        if key in held
    ]
    plan = lists.plan_of(version)
    return render_pdf(
        "paper/plan_feedback.html",
        {"plan": plan, "version": version, "points": points, "setting": setting_name(plan.setting_id)},
        reference=plan.reference,
        version=str(version.number),
        printed_by=actor.name,
        printed_at=now(),
    )


def names_in_setting_record(record: SettingRecord) -> list[Found]:
    """Every place in the record of the whole setting that names a child of its plans, either of them."""
    with acting_as(widened(current_actor())):
        answers = answers_of(record, WHOLE_SETTING)
        found: list[Found] = []
        for plan in lists.plans_of_setting_record(record):
            others, _own = people_of(plan)
            everybody = [*others, *people_on_roll(session().connection(), [plan.child_id])]
            texts = list(texts_of(reading(WHOLE_SETTING, answers, _Everything(), given()).said()))
            found += find_names(texts, everybody, NOBODY)
    return list(dict.fromkeys(found))


class _Everything:
    """The check reads every answer."""

    def may(self, _permission: Any, /) -> bool:
        return True


def setting_record_pdf(actor: Actor, record: SettingRecord) -> bytes:
    """The record of the whole setting. Raises NamesAnotherChild when a child stands in it."""
    refuse_names(names_in_setting_record(record))
    lines = reading(WHOLE_SETTING, answers_of(record, WHOLE_SETTING), actor, given()).said()
    return render_pdf(
        "paper/plan_setting.html",
        {"setting": setting_name(record.setting_id), "lines": lines},
        reference=record.reference,
        version=f"{now():%Y-%m-%d}",
        printed_by=actor.name,
        printed_at=now(),
    )
