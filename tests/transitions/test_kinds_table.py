"""All nine kinds in one table: what a history raises on a day, whoever of the two it happens to.

A county of five settings: a school and a sixth form on one site, another school, a pupil referral unit and an
alternative provider. Each line of the table is told twice, with the roles of the two children exchanged.
"""

from __future__ import annotations

import pytest

from roll.stays_core import SettingValue, Stay
from tests.transitions.second_opinions import as_county, what_of
from tests.transitions.stays import A, B, on, plan, separation, weekdays
from transitions.detecting import Picture, detect
from transitions.rules.findings import AsOf
from transitions.rules.identities import Undecided
from transitions.second_opinion import opinion

SCHOOL, SIXTH, OTHER, PRU, AP = 10, 11, 20, 30, 40
GROUPS = {SCHOOL: 7, SIXTH: 7, OTHER: None, PRU: None, AP: 8}
HIGH = {SCHOOL: 16, SIXTH: 19, OTHER: 16, PRU: 16, AP: None}
TODAY, TWIN = "2026-11-10", 3  # a Tuesday
STAYED = (B, SCHOOL, "2023-09-01", "")
BEFORE = (A, OTHER, "2023-09-01", "2026-11-06")  # a Friday
ACCEPTED, PROPOSED = {"expected": True, "certainty": "accepted"}, {"expected": True, "certainty": "proposed"}

TOGETHER = [
    ("one joins on the day", [STAYED, (A, SCHOOL, TODAY, "")], {"same_setting", "moved"}),
    ("one joins tomorrow", [STAYED, (A, SCHOOL, "2026-11-11", "")], {"same_setting_planned"}),
    ("the last day is today", [STAYED, (A, SCHOOL, "2023-09-01", TODAY)], {"same_setting"}),
    ("the last day was yesterday", [STAYED, (A, SCHOOL, "2023-09-01", "2026-11-09")], set()),
    (
        "they change places on one day",
        [(B, SCHOOL, "2023-09-01", TODAY), (A, SCHOOL, TODAY, ""), (B, OTHER, "2026-11-11", "")],
        {"same_setting", "moved"},
    ),
    (
        "they change places from one day to the next",
        [(B, SCHOOL, "2023-09-01", "2026-11-09"), (A, SCHOOL, TODAY, ""), (B, OTHER, TODAY, "")],
        {"moved"},
    ),
    ("a guest", [STAYED, (A, SCHOOL, "2026-11-02", "", {"status": "G"})], {"same_setting", "moved"}),
    (
        "main here, subsidiary there",
        [STAYED, (A, OTHER, "2023-09-01", "", {"status": "M"}), (A, SCHOOL, TODAY, "", {"status": "S"})],
        {"same_setting", "moved"},
    ),
    (
        "both at a unit for a week, their schools apart",
        [
            STAYED,
            (A, OTHER, "2023-09-01", ""),
            (A, PRU, "2026-11-09", "2026-11-13", {"status": "O"}),
            (B, PRU, TODAY, "2026-11-13", {"status": "O"}),
        ],
        {"same_setting", "moved"},
    ),
    (
        "alternative provision on different days",
        [STAYED, (A, OTHER, "2023-09-01", ""), (A, AP, "2026-11-02", "2026-11-09"), (B, AP, TODAY, "")],
        {"moved"},
    ),
    (
        "school and sixth form of one site",
        [STAYED, (A, SIXTH, "2023-09-01", "")],
        {"same_site"},
    ),
    (
        "one site, and one setting of it for both: the first kind for each",
        [STAYED, (A, SIXTH, "2023-09-01", ""), (A, SCHOOL, "2023-09-01", "")],
        {"same_setting", "same_site"},
    ),
    ("an accepted place", [STAYED, (A, SCHOOL, "2027-09-01", "", ACCEPTED)], {"same_setting_planned"}),
    ("a proposed place", [STAYED, (A, SCHOOL, "2027-09-01", "", PROPOSED)], {"same_setting_planned"}),
    ("a place at the site", [STAYED, (A, SIXTH, "2027-09-01", "", ACCEPTED)], {"same_setting_planned"}),
]
MOVES = [
    ("a new school", [STAYED, BEFORE, (A, OTHER + 100, "2026-11-09", "")], {"moved"}),
    (
        "a new status is no move",
        [STAYED, (A, OTHER, "2023-09-01", TODAY), (A, OTHER, "2026-11-11", "")],
        set(),
    ),
    ("left on Friday: ten school days are not over", [STAYED, BEFORE], set()),
    ("left long ago", [STAYED, (A, OTHER, "2023-09-01", "2026-10-23")], {"left_no_destination"}),
    (
        "left, and a place is accepted",
        [STAYED, (A, OTHER, "2023-09-01", "2026-10-23"), (A, PRU, "2026-11-02", "", ACCEPTED)],
        set(),
    ),
    (
        "left one of two settings",
        [STAYED, (A, OTHER, "2023-09-01", "2026-10-23"), (A, PRU, "2023-09-01", "")],
        set(),
    ),
    (
        "back where the other is: a line in that alert, none of its own",
        [
            STAYED,
            (A, SCHOOL, "2023-09-01", "2026-07-17"),
            (A, OTHER, "2026-07-18", "2026-11-08"),
            (A, SCHOOL, "2026-11-09", ""),
        ],
        {"same_setting", "moved"},
    ),
    (
        "back where it happened, the other is elsewhere",
        [
            (B, OTHER, "2023-09-01", ""),
            (A, AP, "2025-09-01", "2026-09-01"),
            (A, AP, "2026-09-02", "2026-10-01"),
            (A, PRU, "2026-10-02", ""),
        ],
        {"moved", "returned"},
    ),
]


def picture(stays, *, day=TODAY, previous="2026-11-09", **more) -> Picture:
    found: dict[int, list[Stay]] = {}
    for child, setting, start, leaving, *rest in stays:
        found.setdefault(child, []).append(
            Stay(child, setting, on(start), on(leaving), **(rest[0] if rest else {}))
        )
    given = {
        "separations": [separation("2026-03-12", incident_setting_ids=frozenset({PRU}))],
        "plans": [],
        **more,
    }
    settings = {
        k: SettingValue(k, str(k), "", GROUPS.get(k), None, HIGH.get(k), "1", None)
        for k in (*GROUPS, OTHER + 100)
    }
    return Picture(
        as_of=AsOf(on(day), on(previous) if previous else None),
        stays=found,
        settings=settings,
        born={},
        **given,
    )


def raised(asked: Picture) -> set[str]:
    """The kinds that raise; both computations must agree on them."""
    found = detect(asked, weekdays)
    both = opinion(as_county(asked, weekdays))
    assert {what_of(f): (str(f.kind), f.raises) for f in found.values()} == both
    return {str(finding.kind) for finding in found.values() if finding.raises}


@pytest.mark.parametrize("exchanged", [False, True], ids=["as told", "roles exchanged"])
@pytest.mark.parametrize(
    ("stays", "kinds"), [line[1:] for line in TOGETHER + MOVES], ids=[line[0] for line in TOGETHER + MOVES]
)
def test_what_a_history_raises(stays, kinds: set[str], exchanged: bool) -> None:
    other = {A: B, B: A}
    told = [(other[s[0]], *s[1:]) for s in stays] if exchanged else stays
    assert raised(picture(told)) == kinds


@pytest.mark.parametrize(
    ("first", "previous", "kinds"),
    [
        ("2026-11-03", "2026-11-02", {"same_setting", "moved"}),
        ("2026-11-03", "2026-11-03", set()),
        ("2026-11-03", "", set()),
    ],
)
def test_what_is_over_is_raised_once_if_it_began_after_the_last_look(first, previous, kinds) -> None:
    stays = [STAYED, (A, OTHER, "2023-09-01", ""), (A, SCHOOL, first, "2026-11-06")]
    assert raised(picture(stays, previous=previous)) == kinds


@pytest.mark.parametrize(
    ("signed", "stays", "kinds"),
    [
        ("2026-03-02", [(A, OTHER, "2026-11-02", "")], {"moved", "plan_not_travelled"}),
        ("2026-03-02", [(A, OTHER, "2026-11-03", "")], {"moved"}),
        ("2026-11-02", [(A, OTHER, "2026-11-02", "")], {"moved"}),
        ("2026-11-03", [(A, OTHER, "2026-11-02", "")], set()),
        ("2026-03-02", [(A, SCHOOL, "2026-11-02", "")], set()),
        ("2026-03-02", [(A, OTHER, "2026-09-02", "2026-10-23")], {"left_no_destination"}),
    ],
    ids=["five days there", "four days there", "signed on the day", "signed after", "its own school", "left"],
)
def test_a_child_with_a_plan_and_no_separation(signed: str, stays, kinds: set[str]) -> None:
    asked = picture(stays, separations=[], plans=[plan(signed, setting=SCHOOL)])
    assert raised(asked) == kinds


def test_a_move_while_a_separation_held_is_that_of_the_separation_and_one_before_it_of_the_plan() -> None:
    stays = [(A, OTHER, "2026-05-04", ""), (A, PRU, "2026-11-09", "")]
    asked = picture(stays, separations=[separation("2026-10-01")], plans=[plan("2026-03-02", setting=SCHOOL)])
    keys = [f.key for f in detect(asked, weekdays).values() if f.kind == "moved"]
    assert sorted(keys) == [f"moved:p9:1:{OTHER}:2026-05-04", f"moved:s5:1:{PRU}:2026-11-09"]


def test_two_records_that_are_kept_apart_are_no_doubt_about_one_child() -> None:
    asked = picture([STAYED, (A, SCHOOL, TODAY, "")], questions=[Undecided(A, B)])
    assert "identity_uncertain" not in raised(asked)
    row = picture([STAYED, BEFORE, (TWIN, SCHOOL, TODAY, "")], questions=[Undecided(TWIN, A)])
    assert raised(row) == {"identity_uncertain"}
