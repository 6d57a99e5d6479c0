"""One child moves, leaves, comes back: dates at the edges."""

from __future__ import annotations

import pytest

from tests.transitions.stays import GROUPS, NORTH, SOUTH, A, B, on, plan, separation, stay, weekdays
from transitions.rules.findings import AsOf, Kind
from transitions.rules.moves import Watched, left_no_destination, moved, returned
from transitions.rules.overlaps import in_force, overlaps

TUESDAY = "2026-11-10"


def as_of(day: str = TUESDAY, previous: str | None = None) -> AsOf:
    return AsOf(on(day), on(previous) if previous else None)


def pair(since: str = "2026-01-01", until: str = "") -> Watched:
    live = separation(since, until)
    return Watched(A, in_force(live), B, separation_id=live.id)


# moved --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "counts"), [("2025-12-31", False), ("2026-01-01", True), (TUESDAY, True), ("2026-11-11", False)]
)
def test_a_start_while_the_separation_holds_is_a_move_from_its_day_on(start: str, counts: bool) -> None:
    assert bool(moved(pair(), [stay(A, NORTH, start)], as_of())) is counts


def test_a_move_is_one_alert_per_separation_child_setting_and_day() -> None:
    [only] = moved(pair(), [stay(A, NORTH, "2026-09-02")], as_of())
    assert only.key == "moved:s5:1:10:2026-09-02"
    assert (only.kind, only.raises, only.child_id, only.other_child_id) == (Kind.MOVED, True, A, B)
    assert only.first is None


def test_a_start_told_late_still_raises_while_the_child_is_there() -> None:
    [only] = moved(pair(), [stay(A, NORTH, "2026-09-02")], as_of(previous="2026-11-09"))
    assert only.raises


@pytest.mark.parametrize(("previous", "raises"), [("2026-09-01", True), ("2026-09-02", False), (None, False)])
def test_a_stay_that_is_over_raises_only_if_it_began_after_the_previous_sweep(previous, raises) -> None:
    [only] = moved(pair(), [stay(A, NORTH, "2026-09-02", "2026-09-30")], as_of(previous=previous))
    assert only.raises is raises
    assert only.past


def test_a_new_status_at_the_same_setting_is_no_move() -> None:
    stays = [stay(A, NORTH, "2025-09-01", "2026-09-30"), stay(A, NORTH, "2026-10-01")]
    assert moved(pair(), stays, as_of()) == []


def test_what_is_only_expected_is_no_move_yet() -> None:
    assert moved(pair(), [stay(A, NORTH, "2026-09-01", expected=True)], as_of()) == []


def test_a_start_after_the_separation_ended_is_no_move() -> None:
    assert moved(pair(until="2026-09-01"), [stay(A, NORTH, "2026-09-02")], as_of()) == []


def test_a_plan_raises_where_there_is_no_separation_but_not_for_the_setting_that_wrote_it() -> None:
    found = plan()
    watched = Watched(A, in_force(separation("2026-03-02")), plan_id=found.id, own_setting_id=NORTH)
    stays = [stay(A, NORTH, "2026-09-02"), stay(A, SOUTH, "2026-10-05")]
    assert [f.key for f in moved(watched, stays, as_of())] == ["moved:p9:1:20:2026-10-05"]


# left_no_destination: left on Friday 9 October, ten school days later is Friday 23 October ------------

LEFT = stay(A, NORTH, "2025-09-01", "2026-10-09")


@pytest.mark.parametrize(
    ("day", "counts"), [("2026-10-23", False), ("2026-10-24", True), ("2026-12-01", True)]
)
def test_it_is_raised_when_ten_school_days_are_over(day: str, counts: bool) -> None:
    found = left_no_destination(pair(), [LEFT], as_of(day), weekdays)
    assert [f.key for f in found if f.raises] == (
        ["left_no_destination:s5:1:10:2026-10-09"] if counts else []
    )


@pytest.mark.parametrize(
    ("start", "known"), [("2026-10-10", True), ("2026-10-23", True), ("2026-10-24", False)]
)
def test_a_stay_that_starts_within_ten_school_days_is_a_destination(start: str, known: bool) -> None:
    found = left_no_destination(pair(), [LEFT, stay(A, SOUTH, start)], as_of("2026-10-24"), weekdays)
    assert bool(found) is not known


def test_a_child_who_is_still_at_another_setting_has_not_gone_missing() -> None:
    assert left_no_destination(pair(), [LEFT, stay(A, SOUTH, "2025-09-01")], as_of(), weekdays) == []


def test_who_leaves_both_settings_is_reported_for_each() -> None:
    stays = [LEFT, stay(A, SOUTH, "2026-02-01", "2026-10-09")]
    assert len(left_no_destination(pair(), stays, as_of(), weekdays)) == 2


@pytest.mark.parametrize(("certainty", "known"), [("accepted", True), ("proposed", False)])
def test_only_an_accepted_place_is_a_destination(certainty: str, known: bool) -> None:
    waiting = stay(A, SOUTH, "2026-10-20", expected=True, certainty=certainty)
    assert bool(left_no_destination(pair(), [LEFT, waiting], as_of("2026-10-26"), weekdays)) is not known


@pytest.mark.parametrize(("day", "known"), [("2026-11-03", True), ("2026-11-04", False)])
def test_who_does_not_arrive_where_expected_has_no_destination_after_ten_school_days(
    day: str, known: bool
) -> None:
    waiting = stay(A, SOUTH, "2026-10-20", expected=True, certainty="accepted")
    assert bool(left_no_destination(pair(), [LEFT, waiting], as_of(day), weekdays)) is not known


@pytest.mark.parametrize(("previous", "raises"), [("2026-10-23", True), ("2026-10-24", False), (None, False)])
def test_a_gap_that_is_over_raises_only_if_it_was_due_after_the_previous_sweep(previous, raises) -> None:
    stays = [LEFT, stay(A, SOUTH, "2026-11-02")]
    [only] = left_no_destination(pair(), stays, as_of(previous=previous), weekdays)
    assert only.past
    assert only.raises is raises


def test_who_left_before_the_separation_began_is_not_reported() -> None:
    assert left_no_destination(pair("2026-10-10"), [LEFT], as_of(), weekdays) == []


# returned -----------------------------------------------------------------------------------------


def come_back(stays, others=(), incident=frozenset(), day=TUESDAY, since="2026-01-01"):
    live = separation(since, incident_setting_ids=incident)
    together = overlaps(live, stays, others, GROUPS, as_of(day))
    return returned(live, A, stays, together, as_of(day)), together


AWAY_AND_BACK = [stay(A, NORTH, "2025-09-01", "2026-03-01"), stay(A, NORTH, "2026-10-05")]


def test_coming_back_to_the_other_child_adds_a_line_and_raises_nothing_beside_it() -> None:
    (found, lines), together = come_back(AWAY_AND_BACK, [stay(B, NORTH, "2026-09-01")])
    assert [f.raises for f in found] == [False]
    assert lines == {
        together[-1].key: "Came back on Mon 5 Oct 2026 to the setting where the child was before"
    }


def test_coming_back_to_where_it_happened_stands_alone() -> None:
    (found, lines), _ = come_back(AWAY_AND_BACK, incident=frozenset({NORTH}))
    assert [(f.key, f.raises) for f in found] == [("returned:s5:1:10:2026-10-05", True)]
    assert lines == {}


def test_a_start_at_the_place_of_the_incident_is_a_return_without_an_earlier_stay() -> None:
    (found, _), _ = come_back([stay(A, NORTH, "2026-10-05")], incident=frozenset({NORTH}))
    assert len(found) == 1


def test_who_was_there_when_it_began_has_not_come_back() -> None:
    (found, _), _ = come_back([stay(A, NORTH, "2026-01-01")], incident=frozenset({NORTH}))
    assert found == []


def test_coming_back_to_an_ordinary_setting_without_the_other_is_nothing() -> None:
    (found, lines), _ = come_back(AWAY_AND_BACK)
    assert (found, lines) == ([], {})


def test_a_return_on_a_later_day_is_not_yet_one() -> None:
    (found, _), _ = come_back(AWAY_AND_BACK, incident=frozenset({NORTH}), day="2026-10-04")
    assert found == []
