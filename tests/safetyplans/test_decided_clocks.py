"""Clocks of safety plans that the council changed: dates that a school was given stay."""

from __future__ import annotations

import datetime as dt

import pytest

from foundation.store import today
from foundation.store.calendar import calendar_for
from safetyplans import lists
from tests.deciding import decided


@pytest.mark.usefixtures("writable")
def test_reviews_that_were_set_stay_and_the_next_plan_has_the_new_days(new_plan, new_child, school) -> None:
    calendar = calendar_for(school.id)
    first = new_plan("in_force")
    decided("plan-second-review", 4)
    second = new_plan("in_force", new_child("Later", school))
    due = [lists.open_review(plan, "two_days").due_on for plan in (first, second)]
    assert due == [calendar.add(today(), 2), calendar.add(today(), 4)]


@pytest.mark.usefixtures("writable")
def test_a_change_that_lies_ahead_moves_nothing_yet(new_plan, school) -> None:
    decided("plan-judge", 3, today() + dt.timedelta(days=1))
    plan = new_plan("submitted")
    assert lists.latest_version(plan).judge_by == calendar_for(None).add(today(), 10)
