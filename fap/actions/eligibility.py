"""Eligibility first: what was tried in ordinary admission, and what to do where it is no fair access case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fap.desk.eligible import ANSWERS, school_of
from fap.desk.events import AttemptNoted, AttemptTakenBack
from fap.desk.lists import attempts_of
from fap.models import AdmissionAttempt, Referral
from fap.rights import demand
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.store.reference_data import is_code, label
from foundation.trail import record

NOT_FOR_A_PLACE, NOT_TAKEN, REFUSED = "not_for_a_place", "offer_not_taken", "refused"


class NotShown(ValueError):
    """Something is wrong or missing; `about` is the question that it is about."""

    def __init__(self, words: str, about: str) -> None:
        """Words for people, and the key of the question."""
        super().__init__(words)
        self.about = about


@dataclass(frozen=True)
class Attempt:
    """One school that was asked in the ordinary way, and its answer (a code of the set admission_answer)."""

    answer: str
    asked_on: dt.date
    answered_on: dt.date | None = None
    told_on: dt.date | None = None
    setting_id: int | None = None
    school: str = ""
    words: str = ""


def note_attempt(actor: Actor, referral: Referral, said: Attempt) -> AdmissionAttempt:
    """Keep one attempt at ordinary admission. Raises NotAllowed, ValueError."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    _check(said)
    made = AdmissionAttempt(
        referral_id=referral.id,
        setting_id=said.setting_id,
        school=said.school.strip() or None,
        asked_on=said.asked_on,
        answer=said.answer,
        answered_on=said.answered_on,
        told_on=said.told_on,
        words=said.words.strip() or None,
        noted_by=actor.account_id,
        noted_at=now(),
    )
    session().add(made)
    session().flush()
    record(AttemptNoted(subject=referral, school=school_of(made), answer=label(ANSWERS, said.answer)))
    return made


def take_back_attempt(actor: Actor, referral: Referral, attempt: AdmissionAttempt) -> None:
    """It was noted by mistake; before acceptance only. Raises NotAllowed, ValueError."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if referral.accepted_on is not None:
        raise ValueError("The referral was accepted on it: note what is right beside it")
    record(AttemptTakenBack(subject=referral, school=school_of(attempt)))
    session().delete(attempt)


def demand_eligible(referral: Referral, category: str, more: Attempt | None = None) -> None:
    """Raise ValueError unless the Code lets the referral in under this category.

    `more` is an attempt that is about to be noted, beside those that are.
    Ordinary in-year admission must be shown to have been tried (3.17); a category (l) falls where a suitable
    offer was not taken up, and (j) needs the refusal; a child whose place takes another route comes in for a
    managed move, respite or information alone.
    """
    answers = {attempt.answer for attempt in attempts_of(referral)}
    if more is not None:
        _check(more)
        answers.add(more.answer)
    if not answers:
        raise NotShown("Not shown that ordinary admission was tried: note school, days and answer", "answer")
    if referral.other_route and not referral.other_route_for:
        raise ValueError("A place for this child takes another route: say so to the school instead")
    if answers == {NOT_FOR_A_PLACE} and not referral.other_route:
        raise NotShown("No place was asked for: without an application there is no such case", "answer")
    if category == "l" and NOT_TAKEN in answers:
        raise NotShown("Category (l) does not hold where a suitable offer was not taken up", "category")
    if category == "j" and REFUSED not in answers:
        raise NotShown("Category (j) needs the school that refused, and the date", "category")


def _check(said: Attempt) -> None:
    if not is_code(ANSWERS, said.answer, today()):
        raise NotShown("Choose what came of it", "answer")
    if said.answer in (REFUSED, NOT_TAKEN) and not (said.setting_id or said.school.strip()):
        raise NotShown("Name the school that was asked", "school")
    if said.asked_on > today():
        raise NotShown("The school must have been asked today or in the past", "asked_on")
    if said.answered_on and said.answered_on < said.asked_on:
        raise NotShown("The answer cannot come before the question", "answered_on")
    if said.told_on and said.told_on < (said.answered_on or said.asked_on):
        raise NotShown("The authority cannot be told before the school answered", "told_on")
