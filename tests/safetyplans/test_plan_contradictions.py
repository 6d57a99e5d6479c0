"""Linked plans are compared: what contradicts is found, what is agreed is not, a school learns no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from safetyplans.contradictions import Side, contradictions, same

HERE, THERE = 1, 2


def day(**places: dict[str, Any]) -> dict[str, Any]:
    return {"school_day": places}


def rules(mine: dict[str, Any], theirs: dict[str, Any], other_school: bool = False, **more: Any) -> list[str]:
    one = Side(mine, HERE, reviewed_on=more.get("mine_on"), in_force=more.get("mine_in_force", True))
    two = Side(
        theirs,
        THERE if other_school else HERE,
        reviewed_on=more.get("theirs_on"),
        in_force=more.get("theirs_in_force", True),
    )
    return [found.rule for found in contradictions(one, two)]


TOILETS = {"where": "Block A toilets", "control": "Ms Odell stands outside"}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (TOILETS, {"where": "block  a toilets."}, ["same_place"]),
        (TOILETS, {"where": "Block B toilets"}, []),
        ({**TOILETS, "at_time": "10:40"}, {**TOILETS, "at_time": "11:10"}, []),
        ({**TOILETS, "at_time": "10:40"}, {**TOILETS, "at_time": "10:40"}, ["same_place"]),
        ({"at_time": "10:40"}, {"at_time": "10:40"}, ["same_time"]),
        ({**TOILETS, "apart": "watched"}, {**TOILETS, "apart": "watched"}, []),
        ({**TOILETS, "apart": "place"}, {**TOILETS, "apart": "watched"}, ["same_place", "arrangement"]),
        ({"apart": "place"}, {"apart": "time"}, ["arrangement"]),
        ({"apart": "away"}, {"apart": "place"}, []),
        ({"apart": "away"}, {"apart": "watched"}, ["arrangement"]),
        (TOILETS, {"not_relevant": "She goes home for lunch"}, []),
        (TOILETS, {}, []),
        (
            {"where": "East door", "adult": "Ms Odell"},
            {"where": "West door", "adult": "ms odell"},
            ["same_adult"],
        ),
        (
            {"where": "East door", "adult": "Ms Odell", "at_time": "08:30"},
            {"where": "West door", "adult": "Ms Odell", "at_time": "08:50"},
            [],
        ),
    ],
)
def test_the_same_row_of_the_day(mine, theirs, expected):
    assert rules(day(toilets=mine), day(toilets=theirs)) == expected


def test_two_schools_do_not_share_a_room_but_they_share_a_bus():
    assert rules(day(toilets=TOILETS), day(toilets=TOILETS), other_school=True) == []
    bus = {"where": "Bus 14"}
    assert rules(day(transport=bus), day(transport=bus), other_school=True) == ["same_place"]


def test_one_room_at_one_time_in_different_rows():
    lunch = day(lunch={"where": "Hall", "at_time": "12:10"})
    room = day(intervention={"where": "hall", "at_time": "12:10"})
    assert rules(lunch, room) == ["same_place"]
    assert rules(lunch, day(intervention={"where": "Hall", "at_time": "13:10"})) == []


def test_key_adult_classes_conditions_and_answers():
    assert rules({"key_adult": "Mr Imre"}, {"key_adult": "mr imre"}) == ["key_adult"]
    kept = {"shared_classes": [{"_id": "r1", "class_name": "9B English", "decision": "kept"}]}
    gone = {"shared_classes": [{"_id": "r2", "class_name": "9b english", "decision": "removed"}]}
    assert rules(kept, gone) == ["class_decision"]
    assert rules(kept, {}) == ["one_list"]
    assert rules(kept, kept) == []
    bail = {"conditions": [{"_id": "r1", "exact": "No contact", "ends": "2026-12-01"}]}
    assert rules(bail, {}) == ["conditions"]
    later = {"conditions": [{"_id": "r1", "exact": "No contact", "ends": "2027-01-01"}]}
    assert rules(bail, later) == ["conditions"]
    assert rules(bail, bail) == []
    assert rules({"serious": "yes"}, {"serious": "no"}) == ["serious"]
    assert rules({"harmed_agreed": "yes"}, {"harmed_agreed": "no"}) == ["harmed_agreed"]


def test_one_in_force_or_reviewed_and_the_other_not():
    assert rules({}, {}, theirs_in_force=False) == ["not_in_force"]
    first, later = dt.date(2026, 11, 2), dt.date(2026, 11, 16)
    assert rules({}, {}, mine_on=first, theirs_on=later) == ["reviewed_apart"]
    assert rules({}, {}, mine_on=first) == ["reviewed_apart"]
    assert rules({}, {}, mine_on=first, theirs_on=first + dt.timedelta(days=3)) == []


def test_what_a_school_is_told_repeats_nothing_of_the_other_plan():
    mine = {
        "key_adult": "Mr Imre",
        "conditions": [{"_id": "r1", "exact": "No contact with her", "ends": "2026-12-01"}],
        "shared_classes": [{"_id": "r1", "class_name": "9B English", "decision": "removed"}],
        **day(
            toilets={**TOILETS, "apart": "place", "at_time": "10:40"},
            corridors={"where": "East stairs", "adult": "Ms Odell"},
        ),
    }
    theirs = {
        "key_adult": "MR IMRE",
        "shared_classes": [{"_id": "r9", "class_name": "9b ENGLISH", "decision": "kept"}],
        **day(
            toilets={"where": "BLOCK A TOILETS", "apart": "watched", "at_time": "10:40"},
            corridors={"where": "Canary steps", "adult": "ms ODELL"},
        ),
    }
    found = contradictions(Side(mine, HERE), Side(theirs, HERE))
    assert {one.rule for one in found} == {
        "same_place",
        "arrangement",
        "key_adult",
        "same_adult",
        "class_decision",
        "conditions",
    }
    for one in found:
        for theirs_alone in ("Canary", "BLOCK", "MR IMRE", "ODELL", "ENGLISH", "both may be", "Both stay"):
            assert theirs_alone not in one.own
    assert any("Canary steps" in one.both for one in found)


def test_same_is_blind_to_case_spaces_and_marks_and_says_no_to_nothing():
    assert same("Block A – toilets", "block a toilets")
    assert not same("", "")
    assert not same(None, "x")
