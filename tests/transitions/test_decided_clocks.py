"""Clocks of alerts and moves that the council changed: they hold for what starts from their day on."""

from __future__ import annotations

import datetime as dt

import pytest

from foundation.store.dated import Dated
from tests.deciding import decided
from tests.transitions.conftest import on
from tests.transitions.stays import NORTH, SOUTH, A, separation, stay, weekdays
from transitions import self_check
from transitions.clocks import due_from, letter_due, plan_due
from transitions.rules.findings import AsOf, Clocks
from transitions.rules.moves import Watched, left_no_destination
from transitions.rules.overlaps import in_force

LEFT = stay(A, NORTH, "2025-09-01", "2026-10-09")


def found_on(day: str, clocks: Clocks, *more: object) -> list[object]:
    live = separation()
    watched = Watched(A, in_force(live), separation_id=live.id)
    return left_no_destination(watched, [LEFT, *more], AsOf(on(day), clocks=clocks), weekdays)  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("since", "day", "raised"),
    [
        ("2026-10-09", "2026-10-13", False),
        ("2026-10-09", "2026-10-14", True),
        ("2026-10-10", "2026-10-14", False),
        ("2026-10-10", "2026-10-23", False),
        ("2026-10-10", "2026-10-24", True),
    ],
)
def test_a_child_who_left_has_the_days_that_held_on_the_day_of_leaving(since, day, raised) -> None:
    clocks = Clocks(find_a_place=Dated(10, ((on(since), 2),)))
    assert bool(found_on(day, clocks)) is raised


@pytest.mark.parametrize(("since", "known"), [("2026-10-12", False), ("2026-10-13", True)])
def test_an_accepted_place_waits_as_long_as_held_on_its_first_day(since, known) -> None:
    waiting = stay(A, SOUTH, "2026-10-12", expected=True, certainty="accepted")
    clocks = Clocks(find_a_place=Dated(10, ((on(since), 1),)))
    assert bool(found_on("2026-10-26", clocks, waiting)) is not known


def test_due_dates_that_were_given_stay_and_later_ones_follow(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2026-10-05")
    county.separate()
    assert county.alert(kind="moved").due_on == on("2026-11-13")
    decided("alert-acknowledge", 1)
    county.sweep("2026-11-11")
    assert county.alert(kind="moved").due_on == on("2026-11-13")
    assert due_from("moved", on("2026-11-09")) == on("2026-11-12")
    assert due_from("moved", on("2026-11-10")) == on("2026-11-11")


def test_a_letter_and_its_plan_take_the_days_of_its_release(county) -> None:
    decided("alert-acknowledge-same-setting", 2, on("2026-11-16"))
    decided("plan-after-letter-together", 4, on("2026-11-16"))
    place = county.setting("corvin").id
    before, after = on("2026-11-09"), on("2026-11-16")
    assert letter_due("same_setting", place, before) == on("2026-11-10")
    assert letter_due("same_setting", place, after) == on("2026-11-18")
    assert plan_due("same_site", place, before) == on("2026-11-11")
    assert plan_due("same_site", place, after) == on("2026-11-20")


def test_both_computations_agree_on_a_changed_clock_and_a_second_sweep_does_nothing(county, clock) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2023-09-01", "2026-11-12")
    county.separate()
    decided("move-destination", 2, on("2026-11-12"))
    raised = {}
    for day in ("2026-11-13", "2026-11-16", "2026-11-17"):
        clock.move_to(on(day))
        county.sweep(day)
        assert county.sweep(day).raised == ()
        raised[day] = len(county.alerts(kind="left_no_destination"))
        assert self_check.run().status == "agrees"
    assert raised == {"2026-11-13": 0, "2026-11-16": 0, "2026-11-17": 1}


def test_the_month_from_which_phases_are_watched_is_decided_too(county) -> None:
    from transitions.decided import from_june

    decided("phase-transfer-from", "yes", dt.date(2027, 1, 1))
    assert [from_june(dt.date(2026, 12, 31)), from_june(dt.date(2027, 1, 1))] == [False, True]
