"""Being together: each kind with dates at the edges."""

from __future__ import annotations

import pytest

from tests.transitions.stays import ANNEX, FAR, GROUPS, NORTH, SOUTH, A, B, on, separation, stay
from transitions.rules.findings import AsOf, Kind
from transitions.rules.overlaps import overlaps

DAY = "2026-11-10"


def found(a, b, live=None, day=DAY, previous=None):
    as_of = AsOf(on(day), on(previous) if previous else None)
    return overlaps(live or separation(), a, b, GROUPS, as_of)


def raised(*args, **kwargs):
    return [f for f in found(*args, **kwargs) if f.raises]


def test_one_common_day_is_enough_and_both_ends_count() -> None:
    [only] = raised([stay(A, NORTH, "2026-09-01", DAY)], [stay(B, NORTH, DAY)])
    assert only.kind == Kind.SAME_SETTING
    assert (only.first, only.last) == (on(DAY), on(DAY))
    assert only.key == "together:5:10:2026-11-10"
    assert not only.past


def test_one_who_leaves_on_the_day_before_does_not_meet() -> None:
    assert found([stay(A, NORTH, "2026-09-01", "2026-11-09")], [stay(B, NORTH, DAY)]) == []


def test_different_settings_do_not_meet() -> None:
    assert found([stay(A, NORTH, "2026-09-01")], [stay(B, SOUTH, "2026-09-01")]) == []


def test_two_who_are_together_when_the_separation_starts_raise_at_once_from_its_first_day() -> None:
    live = separation(since=DAY)
    [only] = raised([stay(A, NORTH, "2024-09-01")], [stay(B, NORTH, "2025-09-01")], live)
    assert only.first == on(DAY)
    assert only.last is None


def test_days_before_the_separation_never_raise() -> None:
    live = separation(since=DAY)
    a, b = [stay(A, NORTH, "2024-09-01", "2026-11-09")], [stay(B, NORTH, "2025-09-01")]
    assert found(a, b, live, previous="2020-01-01") == []


@pytest.mark.parametrize(("until", "meets"), [("2026-11-09", False), (DAY, True), ("2026-11-11", True)])
def test_the_last_day_of_a_separation_counts(until: str, meets: bool) -> None:
    live = separation(until=until)
    assert bool(found([stay(A, NORTH, DAY)], [stay(B, NORTH, DAY)], live)) is meets


@pytest.mark.parametrize(
    ("first", "previous", "raises"),
    [
        ("2026-11-02", "2026-11-01", True),
        ("2026-11-01", "2026-11-01", False),
        ("2026-10-31", "2026-11-01", False),
        ("2026-11-02", None, False),
    ],
)
def test_an_overlap_that_is_over_raises_only_if_it_began_after_the_previous_sweep(
    first, previous, raises
) -> None:
    [only] = found([stay(A, NORTH, first, "2026-11-05")], [stay(B, NORTH, "2026-09-01")], previous=previous)
    assert only.past
    assert only.raises is raises


def test_an_overlap_that_ends_today_is_not_past() -> None:
    [only] = found([stay(A, NORTH, "2026-09-01", DAY)], [stay(B, NORTH, "2026-09-01")])
    assert only.raises
    assert not only.past


def test_two_settings_of_one_site_group_are_one_site() -> None:
    [only] = raised([stay(A, NORTH, "2026-09-01")], [stay(B, ANNEX, "2026-10-01")])
    assert only.kind == Kind.SAME_SITE
    assert only.key == "together:5:10+11:2026-10-01"
    assert (only.setting_id, only.other_setting_id) == (NORTH, ANNEX)


def test_settings_in_no_group_are_no_site() -> None:
    assert found([stay(A, SOUTH, "2026-09-01")], [stay(B, FAR, "2026-09-01")]) == []


def test_a_site_shared_both_ways_is_one_alert() -> None:
    a = [stay(A, NORTH, "2026-09-01", "2026-10-01"), stay(A, ANNEX, "2026-10-02")]
    b = [stay(B, ANNEX, "2026-09-01", "2026-10-01"), stay(B, NORTH, "2026-10-02")]
    [only] = raised(a, b)
    assert only.kind == Kind.SAME_SITE
    assert only.first == on("2026-09-01")


@pytest.mark.parametrize(("start", "kind"), [(DAY, "same_setting"), ("2026-11-11", "same_setting_planned")])
def test_an_overlap_that_lies_wholly_in_the_future_is_planned(start: str, kind: str) -> None:
    [only] = raised([stay(A, NORTH, "2026-09-01")], [stay(B, NORTH, start)])
    assert only.kind == kind


def test_a_planned_overlap_keeps_its_key_when_it_becomes_actual() -> None:
    a, b = [stay(A, NORTH, "2026-09-01")], [stay(B, NORTH, "2026-11-16", expected=True, certainty="accepted")]
    [before] = raised(a, b)
    [after] = raised(a, b, day="2026-11-16")
    assert (before.kind, after.kind) == (Kind.SAME_SETTING_PLANNED, Kind.SAME_SETTING)
    assert before.key == after.key


def test_a_planned_overlap_at_one_site_names_both_settings() -> None:
    [only] = raised([stay(A, NORTH, "2026-09-01")], [stay(B, ANNEX, "2027-01-05")])
    assert only.kind == Kind.SAME_SETTING_PLANNED
    assert only.other_setting_id == ANNEX


def test_a_change_of_status_on_the_next_day_is_the_same_overlap() -> None:
    b = [stay(B, NORTH, "2026-09-01", "2026-10-09", status="G"), stay(B, NORTH, "2026-10-10", status="C")]
    [only] = raised([stay(A, NORTH, "2026-09-01")], b)
    assert only.first == on("2026-09-01")


def test_an_overlap_that_ends_and_starts_again_is_a_new_one() -> None:
    b = [stay(B, NORTH, "2026-09-01", "2026-10-09"), stay(B, NORTH, "2026-10-11")]
    keys = [f.key for f in found([stay(A, NORTH, "2026-09-01")], b)]
    assert keys == ["together:5:10:2026-09-01", "together:5:10:2026-10-11"]


def test_two_stays_at_once_raise_one_alert_for_each_setting() -> None:
    both = lambda child: [stay(child, NORTH, "2026-09-01"), stay(child, SOUTH, "2026-09-01")]  # noqa: E731
    assert sorted(f.setting_id for f in raised(both(A), both(B))) == [NORTH, SOUTH]


def test_the_order_of_stays_changes_nothing() -> None:
    a = [stay(A, NORTH, "2026-01-05", "2026-03-01"), stay(A, NORTH, "2026-04-01")]
    b = [stay(B, NORTH, "2026-02-01", "2026-05-01"), stay(B, ANNEX, "2026-06-01")]
    keys = [f.key for f in found(a, b)]
    assert keys == [f.key for f in found(a[::-1], b[::-1])]


def test_the_one_who_came_later_is_named_first() -> None:
    [only] = raised([stay(A, NORTH, "2026-10-01")], [stay(B, NORTH, "2026-09-01")])
    assert (only.child_id, only.other_child_id) == (A, B)


def test_a_stay_that_ends_before_it_starts_is_no_day() -> None:
    assert found([stay(A, NORTH, "2026-11-12", "2026-11-01")], [stay(B, NORTH, "2026-09-01")]) == []
