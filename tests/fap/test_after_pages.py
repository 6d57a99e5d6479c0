"""The pages of a place: the coordinator offers, the receiving lead answers, each sees only its own steps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.client import CheckingClient
from tests.fap.places import decide

DAY = {"on-day": "10", "on-month": "11", "on-year": "2026"}


@pytest.fixture
def placed(make_referral, meeting, people) -> Any:
    made = make_referral("on_agenda", meeting=meeting)
    return made, decide(people, made)


@pytest.fixture
def as_page(app, db_session) -> Any:
    def enter(account: Any) -> CheckingClient:
        return CheckingClient(app).sign_in(account)

    return enter


def test_a_coordinator_offers_a_place_and_the_school_admits(placed, people, as_page) -> None:
    made, place = placed
    team = as_page(people.coordinator)
    page = team.get("/")
    assert "Decided, not in school yet" in page
    page = team.get(f"/referrals/{made.public_id}")
    assert "After the decision" in page
    page = team.click("Go on with the place")
    assert page.h1 == "Place after the panel"
    page = team.click("Offer the place")
    assert "Nearest school with a place." in page
    page = team.submit("Offer the place", {})
    assert "The school answers" in page

    school = as_page(people.foreign_dsl)
    assert "Pupils you are asked to admit" in school.get("/")
    page = school.get(f"/places/{place.public_id}")
    assert "A mentor for half a term." in page
    page = school.click("Answer the offer")
    page = school.submit("Answer the offer", {"answer": "no", **DAY, "who": "The head"}, status=422)
    assert page.errors
    page = school.submit("Answer the offer", {"answer": "yes"})
    assert "The school accepts" in page
    assert "Arrange the admission meeting" in page.words
    assert school.get(f"/places/{place.public_id}/offer", status=403)
    assert "Places after the panel" in school.get("/places")


def test_a_school_has_no_way_to_the_steps_of_another_side(placed, people, as_page) -> None:
    _made, place = placed
    other = as_page(people.foreign_dsl)
    assert other.get(f"/places/{place.public_id}", status=404)
    home = as_page(people.dsl)
    page = home.get(f"/places/{place.public_id}/answer")
    assert "cannot be recorded now" in page
    assert other.get("/places").h1 == "Places after the panel"


def test_a_refusal_is_talked_about_and_directed(placed, people, as_page) -> None:
    _made, place = placed
    team = as_page(people.coordinator)
    team.get(f"/places/{place.public_id}/offer")
    team.submit("Offer the place", {})
    team.click("Record the school’s answer")
    refusal = {"answer": "no", "ground": "full", "words": "Year 8 is full.", "who": "The head", **DAY}
    page = team.submit("Record the school’s answer", refusal)
    assert "The year group is full" in page
    assert "Speak with the school" in page
    team.click("Record a talk with the school")
    talk = {"to_whom": "The head", "code": "failed", "words": "They stay with it.", **DAY}
    page = team.submit("Record a talk with the school", talk)
    assert "direction is weighed" in page
    team.click("Begin the direction route")
    begun = {"code": "academy_2026", "to_whom": "The trust", "words": "No other school.", **DAY}
    page = team.submit("Begin the direction route", begun, status=422)
    assert "confirmed" in page.words
    page = team.submit("Begin the direction route", {"who": "A. Lawyer"})
    team.click("The school is directed")
    page = team.submit(
        "The school is directed", {"words": "Admit from 24 November.", "who": "Director", **DAY}
    )
    assert "Schools Adjudicator until" in page
