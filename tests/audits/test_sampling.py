"""The draw: the same from the same seed, spread over strata, with the always-in rules."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits import periods
from audits.sampling import Candidate, by_stratum, draw, shares


def candidate(number: int, phase: str = "Secondary", always: str = "") -> Candidate:
    reference = f"CASE-2026-{number:06d}"
    return Candidate("case", reference, reference, (number,), None, phase, "open", "severe", always)


MANY = [candidate(n, ("Secondary", "Primary", "16 plus")[n % 3 if n % 10 else 0]) for n in range(200)]


def references(drawn) -> list[str]:
    return [one.candidate.reference for one in drawn]


def test_the_same_seed_draws_the_same_in_whatever_order_the_records_come():
    shuffled = MANY[:]
    random.Random(3).shuffle(shuffled)
    assert references(draw(MANY, "20261031", 12)) == references(draw(shuffled, "20261031", 12))


def test_another_seed_draws_another_sample():
    assert references(draw(MANY, "a", 12)) != references(draw(MANY, "b", 12))


def test_overdue_and_overridden_records_are_always_in_and_come_first():
    always = [candidate(900 + n, always="override") for n in range(3)]
    drawn = draw([*MANY, *always], "a", 12)
    assert len(drawn) == 12
    assert {one.candidate.always for one in drawn[:3]} == {"override"}
    assert all(not one.candidate.always for one in drawn[3:])


def test_more_always_in_than_places_are_all_in():
    assert len(draw([candidate(n, always="plan_overdue") for n in range(20)], "a", 12)) == 20


def test_a_tenth_and_at_least_one_is_marked_twice():
    assert sum(one.second for one in draw(MANY, "a", 12)) == 2
    assert sum(one.second for one in draw(MANY[:3], "a", 12)) == 1
    assert draw([], "a", 12) == []


def test_every_kind_of_setting_is_in_while_there_are_places():
    few = [candidate(500, "Pupil referral unit")]
    counted = by_stratum([*MANY, *few], draw([*MANY, *few], "a", 12))
    assert counted["Pupil referral unit, open, severe"] == [1, 1]
    assert sum(taken for _there, taken in counted.values()) == 12


@given(
    sizes=st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 40), max_size=8),
    places=st.integers(0, 60),
)
def test_shares_fill_the_places_and_never_more_than_there_are(sizes, places):
    given_ = shares(sizes, places)
    assert sum(given_.values()) == min(places, sum(sizes.values()))
    assert all(0 <= given_[name] <= sizes[name] for name in sizes)


@pytest.mark.parametrize(
    ("period", "first", "last", "due"),
    [
        (periods.month("2026-10"), (2026, 10, 1), (2026, 10, 31), (2026, 11, 30)),
        (periods.month("2026-12"), (2026, 12, 1), (2026, 12, 31), (2027, 1, 31)),
        (periods.month("2028-02"), (2028, 2, 1), (2028, 2, 29), (2028, 3, 31)),
        (periods.quarter(dt.date(2026, 11, 23)), (2026, 10, 1), (2026, 12, 31), (2027, 1, 31)),
        (periods.quarter(dt.date(2026, 2, 1)), (2026, 1, 1), (2026, 3, 31), (2026, 4, 30)),
        (
            periods.theme(dt.date(2026, 9, 1), dt.date(2026, 11, 1)),
            (2026, 9, 1),
            (2026, 11, 30),
            (2026, 12, 31),
        ),
    ],
)
def test_periods_end_where_their_months_end(period, first, last, due):
    found = (period.first, period.last, period.due_on)
    assert found == tuple(dt.date(*parts) for parts in (first, last, due))


@pytest.mark.parametrize("text", ["", "October", "2026-13", "2026-00", "26-10", "2026-10-01"])
def test_a_strange_month_is_refused_in_words(text):
    with pytest.raises(ValueError, match="Enter a month like 2026-10"):
        periods.month(text)
