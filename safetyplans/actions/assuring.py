"""Quality assurance: the officer judges, the school answers, the officer looks again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from foundation.access.acting import tell_role, tell_setting
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session, today
from foundation.store.calendar import calendar_for
from foundation.trail import record
from safetyplans import events, lists
from safetyplans.actions.rights import LONGEST, Refused, authority_only, open_plan, school_only
from safetyplans.decided import ANSWER_WITHIN, JUDGE_WITHIN
from safetyplans.models import PlanVersion, QualityPoint
from safetyplans.rubric import ANSWER_WORDS, CODES, COMMENT_NEEDED, CRITERION_WORDS, LEVEL_WORDS

JUDGED = frozenset({"submitted", "being_reviewed", "answered"})


class FeedbackIncomplete(Refused):
    """A criterion lacks its level, its comment or its answer; `criteria` are its keys."""

    def __init__(self, words: str, criteria: list[str]) -> None:
        """What is wanted, and of which criteria."""
        super().__init__(words + ": " + "; ".join(CRITERION_WORDS[key] for key in criteria))
        self.criteria = criteria


def begin_review(actor: Actor, version: PlanVersion) -> None:
    """An officer takes the version up."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if version.status == "submitted":
        version.reviewer_id = actor.account_id
        record(events.ReviewBegun(subject=version))


def save_points(
    actor: Actor,
    version: PlanVersion,
    levels: Mapping[str, str],
    comments: Mapping[str, str],
    summary: str,
    *,
    codes: Mapping[str, Collection[str]] | None = None,
    reviewed_with: str = "",
) -> list[QualityPoint]:
    """Keep levels, codes and comments as they are; nothing is sent yet. A comment may stand before its level.

    `reviewed_with` names a reviewer of social care who shares the review, and their agency.
    """
    _judging(actor, version)
    begin_review(actor, version)
    version.summary = _short(summary) or None
    version.reviewed_with = _short(reviewed_with) or None
    held = {point.criterion: point for point in version.points}
    for criterion in CRITERION_WORDS:
        level, comment = levels.get(criterion) or "", _short(comments.get(criterion) or "")
        point = held.get(criterion)
        coded = [code for code, _ in CODES[criterion] if code in (codes or {}).get(criterion, ())]
        if point is None and not (comment or coded) and level not in LEVEL_WORDS:
            continue
        if point is None:
            point = QualityPoint(version_id=version.id, criterion=criterion, level="")
            session().add(point)
        point.level = level if level in LEVEL_WORDS else point.level
        point.comment, point.codes = comment or None, coded
    session().flush()
    session().expire(version, ["points"])
    return list(version.points)


def give_feedback(actor: Actor, version: PlanVersion) -> None:
    """Send the feedback to the school. Raises FeedbackIncomplete when a level or a comment is missing."""
    _judging(actor, version)
    _all_judged(version)
    silent = [p.criterion for p in version.points if p.level in COMMENT_NEEDED and not (p.comment or p.codes)]
    if silent:
        raise FeedbackIncomplete("Say what is needed for", silent)
    open_points = sum(point.level in COMMENT_NEEDED for point in version.points)
    if not open_points:
        raise Refused("Every criterion is at the top two levels: accept the version instead")
    version.answer_by = calendar_for(version.plan.setting_id).add(today(), ANSWER_WITHIN.value())
    record(events.FeedbackGiven(subject=version, points=open_points))
    page = f"/plans/versions/{version.public_id}/answer"
    tell_setting(version.plan.setting_id, "plan_feedback", page, f"fb-{version.id}-{now():%Y%m%d%H%M%S}")


def answer_feedback(
    actor: Actor, version: PlanVersion, answers: Mapping[str, str], texts: Mapping[str, str]
) -> None:
    """The school answers point by point: changed, or not changed because. Raises FeedbackIncomplete.

    What was entered is kept on a refusal too (the caller's transaction decides).
    """
    school_only(actor, version.plan.setting_id)
    open_plan(version.plan)
    if version.status != "feedback_given":
        raise Refused("There is no feedback to answer on this version. Nothing was changed")
    missing = []
    for point in version.points:
        if point.level not in COMMENT_NEEDED:
            continue
        answer = answers.get(point.criterion) or ""
        point.answer = answer if answer in ANSWER_WORDS else None
        point.answer_text = _short(texts.get(point.criterion) or "") or None
        if point.answer is None or (point.answer == "not_changed" and not point.answer_text):
            missing.append(point.criterion)
    session().flush()
    if missing:
        raise FeedbackIncomplete("Answer each point", missing)
    version.judge_by = calendar_for(None).add(today(), JUDGE_WITHIN.value())
    record(events.FeedbackAnswered(subject=version))
    page = f"/plans/versions/{version.public_id}"
    tell_role(Role.MASH_OFFICER, "plan_answered", page, f"plan-answer-{version.id}-{now():%Y%m%d%H%M%S}")


def accept(actor: Actor, version: PlanVersion) -> None:
    """Accept the version: everything judged, nothing unsafe, and every lower point answered by the school.

    Raises FeedbackIncomplete. An officer who is content with an answer raises the level, or leaves it.
    """
    _judging(actor, version)
    _all_judged(version)
    unsafe = [point.criterion for point in version.points if point.level == "unsafe"]
    if unsafe:
        raise FeedbackIncomplete("A version with a point marked unsafe cannot be accepted", unsafe)
    unanswered = [p.criterion for p in version.points if p.level in COMMENT_NEEDED and not p.answer]
    if unanswered:
        raise FeedbackIncomplete("Send these points to the school first, or judge them again", unanswered)
    record(events.PlanAccepted(subject=version))
    plan = version.plan
    tell_setting(plan.setting_id, "plan_accepted", f"/plans/{plan.public_id}", f"accepted-{version.id}")


def _judging(actor: Actor, version: PlanVersion) -> None:
    authority_only(actor, Permission.REVIEW_PLANS)
    open_plan(version.plan)
    newest = lists.latest_version(version.plan)
    if newest is not None and newest.number > version.number:
        raise Refused(f"The school has sent version {newest.number} since. Judge that one")
    if version.status not in JUDGED:
        raise Refused("This version is not waiting for you. Nothing was changed")


def _all_judged(version: PlanVersion) -> None:
    held = {point.criterion for point in version.points if point.level}
    missing = [key for key in CRITERION_WORDS if key not in held]
    if missing:
        raise FeedbackIncomplete("Choose a level for", missing)


def _short(text: str) -> str:
    words = text.strip()
    if len(words) > LONGEST:
        raise Refused(f"Use {LONGEST} characters or fewer in each text. Nothing was changed")
    return words
