"""The reviews of a plan: set, moved, held line by line, dropped (safety-plan specification, section 12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from foundation.access.acting import tell_setting
from foundation.access.permissions import Permission
from foundation.answers import answers_of, write_answers
from foundation.store import Actor, acting_as, now, session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from foundation.trail import record
from roll.actions import widened
from safetyplans import events, lists
from safetyplans.actions.rights import Refused, open_plan, said, school_only
from safetyplans.decided import TOGETHER_WITHIN
from safetyplans.form import FORM
from safetyplans.models import PlanReview, SafetyPlan
from safetyplans.reviews import CHANGES, DECISIONS, review_lines
from safetyplans.times import FIRST_REVIEWS, REVIEW_KINDS, SET_BY_HAND
from safetyplans.twins_core import told_of


@dataclass(frozen=True)
class Held:
    """What a review came to; `lines` is {path of a line: (decision, note)}."""

    held_on: dt.date
    attended: str
    absent: str = ""
    child_said: str = ""
    outcome: str = ""
    next_on: dt.date | None = None
    lines: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class ReviewIncomplete(Refused):
    """Lines without a decision, or without the note it needs; `lines` are their paths."""

    def __init__(self, words: str, lines: list[str]) -> None:
        """What is wanted, and of which lines."""
        super().__init__(words)
        self.lines = lines


def set_first_reviews(actor: Actor, plan: SafetyPlan) -> None:
    """On the day a plan is signed: that day, twice after some school days, and the day the form says."""
    calendar = calendar_for(plan.setting_id)
    for kind, days in FIRST_REVIEWS.items():
        _set(actor, plan, kind, calendar.add(today(), days.value()) if days else today())
    if plan.review_on:
        set_regular_review(actor, plan, plan.review_on)


def set_regular_review(actor: Actor, plan: SafetyPlan, due_on: dt.date) -> None:
    """The regular review that is open moves to this day; without one, it is set."""
    review = lists.open_review(plan, "regular")
    if review is None:
        _set(actor, plan, "regular", due_on)
    elif review.due_on != due_on:
        review.due_on = due_on
        _say(plan, review)


def call_review(actor: Actor, plan: SafetyPlan, kind: str, due_on: dt.date, why: str) -> PlanReview:
    """Set a review because something happened or will: by the school, or by an officer. Raises Refused."""
    if not actor.may(Permission.REVIEW_PLANS):
        school_only(actor, plan.setting_id)
    if plan.status != "in_force":
        raise Refused("Only a plan in force is reviewed. Nothing was set")
    if kind not in SET_BY_HAND or due_on < today():
        raise Refused("Choose why, and a day from today on. Nothing was set")
    made = _set(actor, plan, kind, due_on, said(why, "Say what brings the review forward. Nothing was set"))
    _say(plan, made)
    if plan.setting_id not in actor.settings:
        _tell(plan, made)
    return made


def hold_review(actor: Actor, review: PlanReview, held: Held) -> None:
    """Keep what a review came to: who was there, each line kept, changed or ended, the next day.

    Raises ReviewIncomplete for a line without a decision, Refused for what cannot be.
    """
    plan = review.plan
    school_only(actor, plan.setting_id)
    open_plan(plan)
    if review.status != "due":
        raise Refused("This review was held or dropped already. Nothing was changed")
    if held.held_on > today():
        raise Refused("A review cannot be held in the future. Nothing was changed")
    if held.next_on is not None and held.next_on <= held.held_on:
        raise Refused("The next review comes after this one. Nothing was changed")
    answers = answers_of(plan, FORM)
    review.lines = _decided(review_lines(answers), held.lines)
    review.attended = said(held.attended, "Say who was there. Nothing was changed")
    review.absent, review.child_said = held.absent or None, held.child_said or None
    review.outcome, review.next_on = held.outcome or None, held.next_on
    review.held_on, review.held_by = held.held_on, actor.account_id
    record(
        events.ReviewHeld(
            subject=review,
            children=(plan.child_id,),
            changed=sum(line["decision"] in CHANGES for line in review.lines),
        )
    )
    if held.next_on is not None:
        plan.review_on = held.next_on
        write_answers(actor, plan, FORM, {"review_on": held.next_on.isoformat(), "why_version": "review"})
        set_regular_review(actor, plan, held.next_on)
    _together(actor, plan, held.held_on)


def drop_reviews(plan: SafetyPlan) -> None:
    """No review is due any more: the plan has ended."""
    for review in lists.open_reviews_of(plan):
        record(events.ReviewDropped(subject=review))


def _decided(lines: list[dict[str, str]], decisions: Mapping[str, tuple[str, str]]) -> list[dict[str, str]]:
    kept, missing, silent = [], [], []
    for line in lines:
        decision, note = decisions.get(line["path"], ("", ""))
        if decision not in DECISIONS:
            missing.append(line["path"])
        elif decision in CHANGES and not note.strip():
            silent.append(line["path"])
        kept.append({**line, "decision": decision, "note": note.strip()})
    if missing or silent:
        words = "Decide each line: keep, change or end" if missing else "Say what changes, or why it ends"
        raise ReviewIncomplete(words, missing or silent)
    return kept


def _set(actor: Actor, plan: SafetyPlan, kind: str, due_on: dt.date, why: str = "") -> PlanReview:
    made = PlanReview(
        plan_id=plan.id, kind=kind, due_on=due_on, why=why or None, made_by=actor.account_id, made_at=now()
    )
    session().add(made)
    session().flush()
    return made


def _say(plan: SafetyPlan, review: PlanReview) -> None:
    """Into the history: a review that was called, or moved. Those that every plan has need no words."""
    record(events.ReviewSet(subject=plan, kind=REVIEW_KINDS[review.kind], day=day_words(review.due_on)))


def _together(actor: Actor, plan: SafetyPlan, held_on: dt.date) -> None:
    """Linked plans are reviewed together: each that was not lately gets a review of its own, soon.

    Not where one school alone names the other child: its word sets no clock at another school.
    """
    with acting_as(widened(actor)):
        for twin_id in sorted(told_of(session().connection(), plan.id)):
            twin = lists.plan_by_id(twin_id)
            if twin is None or twin.status != "in_force" or lists.open_review(twin, "together"):
                continue
            calendar = calendar_for(twin.setting_id)
            newest, within = lists.last_held(twin), TOGETHER_WITHIN.value(held_on)
            if newest is not None and calendar.between(newest, max(held_on, newest)) <= within:
                continue
            review = _set(actor, twin, "together", calendar.add(held_on, within))
            _say(twin, review)
            _tell(twin, review)


def _tell(plan: SafetyPlan, review: PlanReview) -> None:
    page = f"/plans/reviews/{review.public_id}"
    tell_setting(plan.setting_id, "plan_review_due", page, f"review-{review.id}")
