"""Clocks of fair access that the council changed; the defaults agree with the dated reference data."""

from __future__ import annotations

import datetime as dt

import pytest

from fap.after.rules import due, rule
from fap.clocks import clock_rules
from fap.decided import AFTER
from foundation.store import today
from tests.deciding import decided


@pytest.mark.parametrize("name", list(AFTER))
def test_without_a_decision_the_reference_data_hold(db_session, name: str) -> None:
    assert rule(name, today()).days == AFTER[name].default()


def test_an_offer_is_answered_in_the_days_of_the_day_on_which_it_was_made(db_session) -> None:
    decided("school-answers", 1, dt.date(2026, 11, 16))
    before, after = dt.date(2026, 11, 13), dt.date(2026, 11, 16)
    assert due("answer", before) == dt.date(2026, 11, 20)
    assert due("answer", after) == dt.date(2026, 11, 17)
    assert rule("answer", before).words.startswith("5 school days of the school")
    assert rule("answer", after).words.startswith("1 school day of the school")


def test_the_desk_says_the_clocks_that_hold(db_session) -> None:
    decided("refusal-told", 4)
    assert clock_rules()[0][0] == "4 school days"
