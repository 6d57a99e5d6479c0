"""Plans that stay behind, children about to leave, and rows that may be somebody."""

from __future__ import annotations

import pytest

from tests.transitions.stays import GROUPS, NORTH, SOUTH, A, B, on, plan, separation, stay, weekdays
from transitions.rules.findings import AsOf, Kind
from transitions.rules.identities import Undecided, identity_uncertain
from transitions.rules.overlaps import overlaps
from transitions.rules.phases import age_on, phase_transfer_due
from transitions.rules.plans import plan_not_travelled

# plan_not_travelled: started on Monday 2 November, five school days later is Monday 9 November --------


def not_travelled(stays, day, acknowledged=(), own=(), previous=None):
    as_of = AsOf(on(day), on(previous) if previous else None)
    return plan_not_travelled(plan(), stays, acknowledged, own, as_of, weekdays)


@pytest.mark.parametrize(("day", "counts"), [("2026-11-09", False), ("2026-11-10", True)])
def test_the_new_setting_has_five_school_days(day: str, counts: bool) -> None:
    found = not_travelled([stay(A, SOUTH, "2026-11-02")], day)
    assert [f.key for f in found if f.raises] == (["plan_not_travelled:9:20"] if counts else [])


def test_an_acknowledged_plan_has_travelled() -> None:
    assert not_travelled([stay(A, SOUTH, "2026-11-02")], "2026-11-20", acknowledged={(9, SOUTH)}) == []


def test_a_setting_with_a_plan_of_its_own_has_one() -> None:
    assert not_travelled([stay(A, SOUTH, "2026-11-02")], "2026-11-20", own={SOUTH}) == []


def test_the_setting_that_wrote_it_and_one_from_before_it_are_not_new() -> None:
    stays = [stay(A, NORTH, "2026-11-02"), stay(A, SOUTH, "2026-03-02")]
    assert not_travelled(stays, "2026-11-20") == []


def test_a_stay_of_less_than_five_school_days_raises_nothing() -> None:
    assert (
        not_travelled([stay(A, SOUTH, "2026-11-02", "2026-11-09")], "2026-11-20", previous="2026-11-01") == []
    )


def test_a_plan_is_looked_at_for_its_own_child_at_an_actual_setting() -> None:
    assert not_travelled([stay(A, SOUTH, "2026-11-02", expected=True)], "2026-11-20") == []


# phase_transfer_due -------------------------------------------------------------------------------


def due(born: str, day: str, *, high: int | None = 11, from_june: bool = False):
    stays = [stay(A, NORTH, "2020-09-01")]
    return phase_transfer_due(A, on(born), stays, {NORTH: high}, AsOf(on(day)), from_june=from_june)


@pytest.mark.parametrize(
    ("born", "counts"),
    [("2015-09-01", True), ("2016-08-31", True), ("2016-09-01", False), ("2015-08-31", True)],
)
def test_the_last_year_is_by_the_age_on_31_august(born: str, counts: bool) -> None:
    assert bool(due(born, "2026-11-10")) is counts


@pytest.mark.parametrize(
    ("day", "from_june", "years"),
    [
        ("2026-08-31", False, []),
        ("2026-09-01", False, [2026]),
        ("2027-08-31", False, [2026]),
        ("2026-05-31", True, []),
        ("2026-06-01", True, [2026]),
        ("2026-06-01", False, []),
    ],
)
def test_it_is_due_from_september_or_from_june_where_the_authority_says_so(day, from_june, years) -> None:
    found = due("2016-01-01", day, from_june=from_june)
    assert [f.key for f in found] == [f"phase_transfer_due:1:{year}" for year in years]


def test_a_setting_without_an_upper_age_says_nothing() -> None:
    assert due("2016-01-01", "2026-11-10", high=None) == []


def test_one_alert_per_child_and_year_however_many_settings() -> None:
    stays = [stay(A, NORTH, "2020-09-01"), stay(A, SOUTH, "2020-09-01")]
    found = phase_transfer_due(A, on("2016-01-01"), stays, {NORTH: 11, SOUTH: 11}, AsOf(on("2026-11-10")))
    assert len(found) == 1


def test_age_is_in_completed_years() -> None:
    assert [age_on(on("2016-02-29"), on(day)) for day in ("2027-02-28", "2027-03-01")] == [10, 11]


# identity_uncertain: record 3 stands on a roll row at NORTH and may be A -----------------------------


def uncertain(stays):
    def stays_of(child: int):
        return tuple(found for found in stays if found.child_id == child)

    def findings_if(child: int, given):
        as_of = AsOf(on("2026-11-10"))
        return overlaps(separation(), given, stays_of(B), GROUPS, as_of) if child == A else []

    return identity_uncertain(Undecided(3, A), stays_of, findings_if, on("2026-11-10"))


def test_a_row_that_would_meet_the_other_child_is_shown_as_possible() -> None:
    found = uncertain(
        [
            stay(A, SOUTH, "2026-01-05", "2026-10-30"),
            stay(B, NORTH, "2026-09-01"),
            stay(3, NORTH, "2026-11-02"),
        ]
    )
    assert found is not None
    assert (found.kind, found.key) == (Kind.IDENTITY_UNCERTAIN, "identity_uncertain:3:1")
    assert (found.separation_id, found.setting_id) == (5, NORTH)


def test_a_row_that_would_raise_nothing_new_is_left_to_the_register() -> None:
    assert uncertain([stay(B, NORTH, "2026-09-01"), stay(3, SOUTH, "2026-11-02")]) is None
    together = [stay(A, NORTH, "2026-09-01"), stay(B, NORTH, "2026-09-01"), stay(3, NORTH, "2026-09-01")]
    assert uncertain(together) is None
