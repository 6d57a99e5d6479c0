"""What a reader is shown beside the answers: patterns, other routes, differences to the roll."""

from __future__ import annotations

import datetime as dt

import pytest

from fap.comparing import differences, is_rising, pattern_of
from fap.standing import other_route_of
from tests.fap.conftest import known_answers, make_child


def earlier(*days: str) -> dict:
    return {"context": {"school": {"earlier": [{"_id": day, "happened_on": day} for day in days]}}}


def test_three_related_incidents_are_shown_with_their_days() -> None:
    said = pattern_of(earlier("2026-06-12", "2026-10-02", "2026-11-06"))
    assert said.startswith("The school names 3 since Fri 12 Jun 2026")
    assert said.endswith("Rising.")
    assert pattern_of(earlier("2026-06-12", "2026-10-02")) == ""
    assert pattern_of({}) == ""


@pytest.mark.parametrize(
    ("days", "rising"),
    [((1, 2, 30), False), ((1, 28, 30), True), ((1, 15, 30), False), ((1, 30), False)],
)
def test_rising_means_more_in_the_later_half(days: tuple[int, ...], rising: bool) -> None:
    assert is_rising([dt.date(2026, 11, day) for day in days]) is rising


def test_a_child_with_a_plan_or_in_care_takes_another_route() -> None:
    assert other_route_of({"sen_provision": "E"}) == "ehc_plan"
    assert other_route_of({"groups": ["looked_after"]}) == "looked_after"
    assert other_route_of({"sen_provision": "K", "groups": ["fsm"]}) is None


def test_what_form_and_roll_say_differently_is_shown_and_neither_is_changed(
    people, make_referral, as_
) -> None:
    child = make_child(people.school, source="roll")
    answers = known_answers(child) | {"surname": "Otherwise", "home_postcode": "LS2 9JT"}
    made = make_referral("submitted", child=child, **answers)
    with as_(people.coordinator):
        found = {one.label: (one.form, one.roll) for one in differences(made)}
    assert found["Surname"] == ("Otherwise", child.surname)
    assert found["Home postcode"] == ("LS2 9JT", "LS1 4AP")
    assert child.postcode == "LS1 4AP"
