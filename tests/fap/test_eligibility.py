"""Eligibility first: ordinary admission is shown to have been tried, and what else to do is an outcome."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from fap import actions
from fap.clocks import within
from fap.desk.lists import attempts_of
from fap.models import AdmissionAttempt
from foundation.store import session, today
from tests.client import CheckingClient
from tests.tried import refused


@pytest.fixture
def enter(app, people) -> Callable[[Any], CheckingClient]:
    return lambda account: CheckingClient(app).sign_in(account)


def test_nothing_is_accepted_before_ordinary_admission_was_tried(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="ordinary admission was tried"):
            actions.accept(actor, made, "f", "The carer’s assessment of 2 October.")
        actions.note_attempt(actor, made, refused())
        actions.accept(actor, made, "f", "The carer’s assessment of 2 October.")
    assert made.status == "accepted"


@pytest.mark.parametrize(
    ("category", "answer", "words"),
    [
        ("l", "offer_not_taken", "does not hold"),
        ("j", "no_places", "needs the school that refused"),
        ("f", "not_for_a_place", "No place was asked for"),
        ("f", "nothing of the list", "Choose what came of it"),
    ],
)
def test_a_category_falls_with_what_came_of_ordinary_admission(
    make_referral, people, as_, category: str, answer: str, words: str
) -> None:
    made = make_referral("submitted")
    made.other_route = None
    with as_(people.coordinator) as actor, pytest.raises(ValueError, match=words):
        actions.accept(actor, made, category, "Evidence", refused(answer=answer))
    assert made.status == "submitted"
    assert session().scalars(select(AdmissionAttempt)).all() == [], "what is refused leaves nothing behind"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"asked_on": dt.date(2026, 11, 11)}, "in the past"),
        ({"answered_on": dt.date(2026, 10, 1)}, "before the question"),
        ({"told_on": dt.date(2026, 10, 14)}, "before the school answered"),
        ({"school": " "}, "Name the school"),
    ],
)
def test_an_attempt_that_cannot_be_is_refused(make_referral, people, as_, values: Any, words: str) -> None:
    made = make_referral("submitted")
    with as_(people.coordinator) as actor, pytest.raises(ValueError, match=words):
        actions.note_attempt(actor, made, refused(**values))


def test_an_attempt_is_taken_back_before_acceptance_and_never_after(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    with as_(people.coordinator) as actor:
        noted = actions.note_attempt(actor, made, refused())
        actions.take_back_attempt(actor, made, noted)
        session().flush()
        assert attempts_of(made) == []
        actions.accept(actor, made, "f", "Evidence", refused())
        [kept] = attempts_of(made)
        with pytest.raises(ValueError, match="accepted on it"):
            actions.take_back_attempt(actor, made, kept)


def test_nobody_but_the_coordinator_notes_what_was_tried(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    for who in (people.dsl, people.officer):
        with as_(who) as actor, pytest.raises(actions.NotAllowed):
            actions.note_attempt(actor, made, refused())


def test_the_authority_is_to_be_told_within_two_school_days(db_session) -> None:
    friday = dt.date(2026, 11, 6)
    assert within(2, friday, dt.date(2026, 11, 10)) == ("after 2 school days", False)
    assert within(2, dt.date(2026, 11, 5), dt.date(2026, 11, 10)) == ("after 3 school days", True)
    assert within(2, today(), today()) == ("on the same day", False)
    assert within(2, friday, None) == ("Due today", False)


def test_the_page_keeps_what_was_typed_and_names_the_question(make_referral, people, enter) -> None:
    made = make_referral("submitted")
    desk = enter(people.coordinator)
    desk.get(f"/fair-access/{made.public_id}/accept")
    said = {"category": "j", "evidence": "The letter of 2 October.", "answer": "no_places"}
    days = {"asked_on-day": "1", "asked_on-month": "10", "asked_on-year": "2026"}
    page = desk.submit("Accept the referral", {**said, **days}, status=422)
    assert "Category (j) needs the school that refused, and the date" in page.errors
    assert "The letter of 2 October." in page
    page = desk.submit("Accept the referral", {"category": "f"})
    assert "No places, the authority confirms it" in page


def test_not_eligible_says_why_and_what_to_do_instead(make_referral, people, enter) -> None:
    made = make_referral("submitted")
    desk = enter(people.coordinator)
    desk.get(f"/fair-access/{made.public_id}/not-eligible")
    desk.submit("Not a fair access case", status=422)
    desk.submit("Not a fair access case", {"because": "not_tried", "reason": "Apply to Aldermere by Friday."})
    page = enter(people.dsl).get(f"/referrals/{made.public_id}")
    assert "Ordinary in-year admission was not tried" in page
    assert "right of appeal" in page
    assert "Apply to Aldermere by Friday." in page
