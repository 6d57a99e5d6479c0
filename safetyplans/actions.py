"""The only writers of plans, requests, versions and quality points: one verb, one function, actor first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cases.actions import provisional_separation, receive_contact
from foundation.access.lists import accounts_with, operator
from foundation.access.permissions import Role
from foundation.answers import answers_of, write_answers
from foundation.post import tell
from foundation.store import Actor, acting_as, next_reference, now, session, today
from foundation.trail import record
from roll.actions import child_named_on_form
from safetyplans import events
from safetyplans.form import FORM
from safetyplans.models import OtherChild, PlanRequest, PlanVersion, QualityPoint, SafetyPlan
from safetyplans.rubric import COMMENT_NEEDED, CRITERION_WORDS, LEVEL_WORDS

HARMED = frozenset({"alleged_victim", "both", "not_clear"})
CAUSED = frozenset({"alleged_perpetrator", "both", "not_clear"})


IDENTITY = ("surname", "forename", "date_of_birth", "role")


class CannotSign(ValueError):
    """The plan lacks what must stand in it before anybody relies on it; the message names it."""


class FeedbackIncomplete(ValueError):
    """A criterion lacks its level, its comment or its answer; the message names it."""


def ask_for_plan(
    actor: Actor,
    *,
    child_id: int,
    setting_id: int,
    due_on: dt.date,
    case_id: int | None = None,
    child_role: str = "",
    note: str | None = None,
) -> PlanRequest:
    """Ask a school for a plan: the clock starts and the school's safeguarding leads are told."""
    asked = PlanRequest(
        child_id=child_id,
        setting_id=setting_id,
        case_id=case_id,
        child_role=child_role,
        asked_by=actor.account_id,
        asked_on=today(),
        due_on=due_on,
        note=note or None,
    )
    session().add(asked)
    session().flush()
    record(events.PlanAsked(subject=asked, due_on=due_on))
    tell_setting(setting_id, "plan_requested", f"/plans/requests/{asked.public_id}", f"plan-asked-{asked.id}")
    return asked


def decline_request(actor: Actor, asked: PlanRequest, reason: str) -> None:
    """The school answers that a plan is not appropriate now; the officer sees the reason."""
    asked.declined_reason = reason
    record(events.RequestDeclined(subject=asked, reason=reason))
    tell_role(
        Role.MASH_OFFICER, "plan_answered", f"/plans/requests/{asked.public_id}", f"declined-{asked.id}"
    )


def ask_again(actor: Actor, asked: PlanRequest, reason: str, due_on: dt.date) -> None:
    """The officer does not agree with the answer: the clock starts again."""
    asked.due_on = due_on
    record(events.RequestReopened(subject=asked, reason=reason))
    key = f"plan-asked-{asked.id}-{due_on.isoformat()}"
    tell_setting(asked.setting_id, "plan_requested", f"/plans/requests/{asked.public_id}", key)


def start_plan(
    actor: Actor,
    *,
    child_id: int,
    setting_id: int,
    request: PlanRequest | None = None,
    prefill: Mapping[str, Any],
) -> SafetyPlan:
    """Open a draft, asked for or not; `prefill` are answers that are already known."""
    plan = SafetyPlan(
        reference=next_reference(session(), "SP"),
        child_id=child_id,
        setting_id=setting_id,
        case_id=request.case_id if request else None,
        request_id=request.id if request else None,
        form_version=FORM.version,
        started_by=actor.account_id,
        started_at=now(),
    )
    session().add(plan)
    session().flush()
    record(events.PlanStarted(subject=plan))
    if request is not None:
        record(events.RequestStarted(subject=request))
    write_answers(actor, plan, FORM, dict(prefill))
    return plan


def keep_others_in_view(actor: Actor, plan: SafetyPlan) -> None:
    """Make the other children of the plan's cover rows of their own, and separations at once.

    Transitions, "Provisional separation": it starts when a school saves the other child's identity;
    detection does not wait. Called after every saving of the cover.
    """
    answers = answers_of(plan, FORM)
    own_role = answers.get("child_role", "not_clear")
    known = {other.row_key: other for other in plan.others}
    for row in answers.get("other_children", []):
        if row["_id"] in known or not all(row.get(key) for key in IDENTITY):
            continue
        with acting_as(operator()):
            child = child_named_on_form(
                actor,
                upn=row.get("upn"),
                surname=row["surname"],
                forename=row["forename"],
                date_of_birth=dt.date.fromisoformat(row["date_of_birth"]),
            )
            if child.id == plan.child_id:
                continue
            _link(actor, plan, row, child.id, own_role)


def _link(actor: Actor, plan: SafetyPlan, row: Mapping[str, Any], child_id: int, own_role: str) -> None:
    first = not session().query(OtherChild).filter_by(plan_id=plan.id).count()
    other = OtherChild(
        plan_id=plan.id,
        child_id=child_id,
        row_key=row["_id"],
        role=row["role"],
        name=f"{row['forename']} {row['surname']}",
        upn=row.get("upn"),
    )
    session().add(other)
    session().flush()
    record(events.OtherChildNamed(subject=plan, children=(plan.child_id, child_id)))
    harm = (own_role in HARMED and row["role"] in CAUSED) or (own_role in CAUSED and row["role"] in HARMED)
    if harm:
        provisional_separation(operator(), plan.child_id, child_id, plan.reference, today())
    if first and plan.case_id is None:
        receive_contact(
            operator(),
            source_kind="plan",
            source_reference=plan.reference,
            child_id=plan.child_id,
            other_child_ids=[child_id],
            setting_id=plan.setting_id,
            agency="school",
            summary="A school started a safety plan of its own accord and named another child.",
        )
    session().flush()


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


NEEDED_TO_SIGN = {
    "child_role": "In what role the child is",
    "dsl": "The designated safeguarding lead",
    "key_adult": "The key adult",
    "review_on": "The next review date",
}


def sign_plan(actor: Actor, plan: SafetyPlan) -> None:
    """The safeguarding lead signs: the plan is in force from today, gaps or not.

    Gaps do not block a plan on the day of the report (mock-up 06a); what is needed to rely on it does.
    Raises CannotSign.
    """
    answers = answers_of(plan, FORM)
    missing = [words for key, words in NEEDED_TO_SIGN.items() if not answers.get(key)]
    if missing:
        raise CannotSign("Before you sign, enter: " + "; ".join(missing))
    plan.signed_by, plan.signed_at, plan.signed_on = actor.account_id, now(), today()
    plan.review_on = _date(answers["review_on"])
    record(events.PlanSigned(subject=plan, version=len(plan.versions) + 1))


def submit_plan(actor: Actor, plan: SafetyPlan) -> PlanVersion:
    """Freeze the answers as a version and send it to the Education MASH.

    The caller has made sure that nothing required is missing. Raises CannotSign before it is in force.
    """
    if plan.status != "in_force":
        raise CannotSign("Sign the plan first: it is in force from then on, whatever the council answers")
    version = PlanVersion(
        plan_id=plan.id,
        number=len(plan.versions) + 1,
        answers=answers_of(plan, FORM),
        form_version=FORM.version,
        submitted_by=actor.account_id,
        submitted_at=now(),
    )
    session().add(version)
    session().flush()
    session().expire(plan, ["versions"])
    record(events.PlanSubmitted(subject=plan, number=version.number))
    if plan.request_id is not None:
        asked = session().get(PlanRequest, plan.request_id)
        if asked is not None and asked.status in {"asked", "started", "reopened"}:
            record(events.RequestMet(subject=asked))
    tell_role(
        Role.MASH_OFFICER, "plan_submitted", f"/plans/versions/{version.public_id}", f"plan-{version.id}"
    )
    return version


def end_plan(actor: Actor, plan: SafetyPlan, reason: str) -> None:
    """End a plan. It ends no separation: that is the safeguarding officer's own decision."""
    plan.ended_on = today()
    record(events.PlanEnded(subject=plan, reason=reason))


def begin_review(actor: Actor, version: PlanVersion) -> None:
    """An officer takes the version up."""
    if version.status == "submitted":
        version.reviewer_id = actor.account_id
        record(events.ReviewBegun(subject=version))


def save_points(
    actor: Actor, version: PlanVersion, levels: Mapping[str, str], comments: Mapping[str, str], summary: str
) -> list[QualityPoint]:
    """Keep levels and comments as they are; nothing is sent yet."""
    begin_review(actor, version)
    version.summary = summary or None
    held = {point.criterion: point for point in version.points}
    for criterion, level in levels.items():
        if criterion not in CRITERION_WORDS or level not in LEVEL_WORDS:
            continue
        point = held.get(criterion)
        if point is None:
            point = held[criterion] = QualityPoint(version_id=version.id, criterion=criterion, level=level)
            session().add(point)
        point.level, point.comment = level, comments.get(criterion) or None
    session().flush()
    session().expire(version, ["points"])
    return list(version.points)


def give_feedback(actor: Actor, version: PlanVersion) -> None:
    """Send the feedback to the school. Raises FeedbackIncomplete when a level or a comment is missing."""
    held = {point.criterion: point for point in version.points}
    missing = [words for key, words in CRITERION_WORDS.items() if key not in held]
    if missing:
        raise FeedbackIncomplete("Choose a level for: " + "; ".join(missing))
    silent = [
        CRITERION_WORDS[p.criterion] for p in version.points if p.level in COMMENT_NEEDED and not p.comment
    ]
    if silent:
        raise FeedbackIncomplete("Say what is needed for: " + "; ".join(silent))
    record(
        events.FeedbackGiven(subject=version, points=sum(p.level in COMMENT_NEEDED for p in version.points))
    )
    tell_setting(
        version.plan.setting_id,
        "plan_feedback",
        f"/plans/versions/{version.public_id}/answer",
        f"fb-{version.id}",
    )


def answer_feedback(
    actor: Actor, version: PlanVersion, answers: Mapping[str, str], texts: Mapping[str, str]
) -> None:
    """The school answers point by point: changed, or not changed because. Raises FeedbackIncomplete."""
    for point in version.points:
        if point.level not in COMMENT_NEEDED:
            continue
        point.answer = answers.get(point.criterion) or None
        point.answer_text = texts.get(point.criterion) or None
        if point.answer is None or (point.answer == "not_changed" and not point.answer_text):
            raise FeedbackIncomplete("Answer the point: " + CRITERION_WORDS[point.criterion])
    record(events.FeedbackAnswered(subject=version))
    tell_role(
        Role.MASH_OFFICER,
        "plan_answered",
        f"/plans/versions/{version.public_id}",
        f"plan-answer-{version.id}",
    )


def accept(actor: Actor, version: PlanVersion) -> None:
    """Accept the version. Every point below the top two must have been answered first."""
    record(events.PlanAccepted(subject=version))
    tell_setting(
        version.plan.setting_id, "plan_accepted", f"/plans/{version.plan.public_id}", f"accepted-{version.id}"
    )


def tell_setting(setting_id: int, notice: str, path: str, key: str) -> None:
    """A mail without names to every safeguarding lead of a setting."""
    for account in accounts_with(Role.DSL, setting_id=setting_id):
        tell(account_id=account.id, notice=notice, path=path, key=f"{key}-{account.id}")


def tell_role(role: Role, notice: str, path: str, key: str) -> None:
    """A mail without names to everybody who holds a role of the authority."""
    for account in accounts_with(role):
        tell(account_id=account.id, notice=notice, path=path, key=f"{key}-{account.id}")
