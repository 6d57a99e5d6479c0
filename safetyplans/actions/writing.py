"""A school starts a plan, signs it, sends versions of it, closes a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cases.actions import NotAllowed
from foundation.access.acting import tell_role
from foundation.access.permissions import Role
from foundation.answers import answers_of, problems_of, write_answers
from foundation.questions import Problem
from foundation.store import Actor, next_reference, now, session, today
from foundation.store.calendar import calendar_for
from foundation.trail import record
from roll.actions import child_named_on_form
from roll.lists import child_by_id
from safetyplans import events, lists
from safetyplans.actions.others import keep_others_in_view, tell_of_plan_without_case
from safetyplans.actions.reviewing import set_first_reviews, set_regular_review
from safetyplans.actions.rights import Refused, open_plan, said, school_only
from safetyplans.decided import JUDGE_WITHIN
from safetyplans.form import FORM
from safetyplans.long_form import LONG_FORM
from safetyplans.models import PlanRequest, PlanVersion, SafetyPlan

NEEDED_TO_SIGN = {
    "child_role": "in what role the child is",
    "dsl": "the designated safeguarding lead",
    "key_adult": "the key adult",
    "review_on": "the next review date",
}


class CannotSign(Refused):
    """The plan lacks what must stand in it before anybody relies on it; the message names it."""


class NotComplete(Refused):
    """Something required is missing; `problems` says what and where."""

    def __init__(self, problems: list[Problem]) -> None:
        """With everything that is missing."""
        things = "1 thing is" if len(problems) == 1 else f"{len(problems)} things are"
        super().__init__(f"{things} missing. Nothing was sent")
        self.problems = problems


def start_plan(
    actor: Actor,
    *,
    child_id: int,
    setting_id: int,
    request: PlanRequest | None = None,
    prefill: Mapping[str, Any],
) -> SafetyPlan:
    """Open a draft, asked for or not; `prefill` are answers that are already known.

    Raises NotAllowed for another setting, and for a child whom the actor may not see.
    """
    school_only(actor, setting_id)
    asked_for = request is not None and (request.child_id, request.setting_id) == (child_id, setting_id)
    if child_by_id(child_id) is None or (request is not None and not asked_for):
        raise NotAllowed("a plan is written by the child's own setting")
    plan = blank_plan(actor, child_id, setting_id)
    if request is not None:
        plan.case_id, plan.request_id = request.case_id, request.id
    session().add(plan)
    session().flush()
    record(events.PlanStarted(subject=plan))
    if request is not None:
        record(events.RequestStarted(subject=request))
    write_answers(actor, plan, FORM, dict(prefill))
    return plan


def start_plan_by_name(
    actor: Actor,
    setting_id: int,
    *,
    surname: str,
    forename: str,
    date_of_birth: dt.date,
    postcode: str | None,
    prefill: Mapping[str, Any],
) -> SafetyPlan:
    """Open a draft for a pupil without a number; whether anybody knows the child is not told.

    Raises NotAllowed for another setting.
    """
    school_only(actor, setting_id)
    named = child_named_on_form(
        actor, upn=None, surname=surname, forename=forename, date_of_birth=date_of_birth, postcode=postcode
    )
    plan = blank_plan(actor, named.id, setting_id)
    plan.named = f"{forename.strip()} {surname.strip()}"
    session().add(plan)
    session().flush()
    record(events.PlanStarted(subject=plan))
    write_answers(actor, plan, FORM, dict(prefill))
    return plan


def blank_plan(actor: Actor, child_id: int, setting_id: int) -> SafetyPlan:
    """A draft of a child's plan at a setting, not written down yet."""
    return SafetyPlan(
        reference=next_reference(session(), "SP"),
        child_id=child_id,
        setting_id=setting_id,
        form_version=FORM.version,
        started_by=actor.account_id,
        started_at=now(),
    )


def note_review_date(actor: Actor, plan: SafetyPlan) -> None:
    """A plan in force is reviewed on the day that its form says; a day that was cleared stays as it was."""
    school_only(actor, plan.setting_id)
    answered = _date(answers_of(plan, FORM).get("review_on"))
    if plan.status == "in_force" and answered and answered != plan.review_on:
        plan.review_on = answered
        set_regular_review(actor, plan, answered)
        session().flush()


def sign_plan(actor: Actor, plan: SafetyPlan) -> None:
    """The safeguarding lead signs: the plan is in force from today, gaps or not.

    Gaps do not block a plan on the day of the report (mock-up 06a); what is needed to rely on it does.
    Raises CannotSign.
    """
    school_only(actor, plan.setting_id)
    open_plan(plan)
    answers = answers_of(plan, FORM)
    missing = [words for key, words in NEEDED_TO_SIGN.items() if not answers.get(key)]
    if missing:
        raise CannotSign("Before you sign, enter " + "; ".join(missing))
    keep_others_in_view(actor, plan)
    plan.signed_by, plan.signed_at, plan.signed_on = actor.account_id, now(), today()
    plan.review_on = _date(answers["review_on"])
    record(events.PlanSigned(subject=plan, version=len(lists.versions_of(plan)) + 1))
    set_first_reviews(actor, plan)


def submit_plan(actor: Actor, plan: SafetyPlan) -> PlanVersion:
    """Freeze the answers as a version and send it to the Education MASH.

    Raises CannotSign before it is in force, NotComplete with what is missing, and Refused when nothing has
    changed since the version before.
    """
    school_only(actor, plan.setting_id)
    open_plan(plan)
    if plan.status != "in_force":
        raise CannotSign("Sign the plan first: it is in force from then on, whatever the council answers")
    missing = problems_of(plan, LONG_FORM)
    if missing:
        raise NotComplete(missing)
    answers = answers_of(plan, FORM)
    before = lists.latest_version(plan)
    if before is not None and before.answers == answers:
        raise Refused(f"Nothing has changed since version {before.number}. Nothing was sent")
    keep_others_in_view(actor, plan)
    version = PlanVersion(
        plan_id=plan.id,
        number=before.number + 1 if before else 1,
        answers=answers,
        form_version=FORM.version,
        submitted_by=actor.account_id,
        submitted_at=now(),
        judge_by=calendar_for(None).add(today(), JUDGE_WITHIN.value()),
    )
    session().add(version)
    session().flush()
    session().expire(plan, ["versions"])
    record(events.PlanSubmitted(subject=plan, number=version.number))
    tell_of_plan_without_case(actor, plan)
    _meet_request(plan)
    tell_role(
        Role.MASH_OFFICER, "plan_submitted", f"/plans/versions/{version.public_id}", f"plan-{version.id}"
    )
    return version


def _meet_request(plan: SafetyPlan) -> None:
    asked = lists.request_by_id(plan.request_id)
    if asked is not None and asked.status in {"asked", "started", "reopened"}:
        record(events.RequestMet(subject=asked))


def close_draft(actor: Actor, plan: SafetyPlan, reason: str) -> None:
    """Close a draft that was never signed; what was asked for is asked for again. Raises Refused."""
    school_only(actor, plan.setting_id)
    if plan.status != "draft":
        raise Refused("Only a draft that nobody signed can be closed. Nothing was changed")
    plan.closed_why = said(reason, "Say why the draft is closed. Nothing was changed")
    plan.ended_on = today()
    record(events.DraftClosed(subject=plan))
    asked = lists.request_by_id(plan.request_id)
    if asked is not None and asked.status == "started":
        record(events.RequestSetBack(subject=asked))


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
