"""The rules of meetings alone: quorum, factors without intervention, what shifted, figures told outside."""

from __future__ import annotations

import datetime as dt

import pytest

from cases.meetings.quorum import expected, quorum
from cases.meetings.table import SMALLEST, compare, factors, trends, without_intervention
from portal.pictures.drawn import drawn


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        (["social_care", "social_care", "police", "nursing"], ()),
        (["social_care", "social_care", "police", "camhs", "school"], ()),
        (["social_care", "social_care", "police"], ("Health",)),
        (["social_care", "police", "gp"], ("Social worker and manager",)),
        ([], ("Social worker and manager", "Police", "Health")),
    ],
)
def test_a_strategy_meeting_needs_social_care_twice_police_and_health(present, missing):
    found = quorum("strategy", present)
    assert (found.quorate, found.missing) == (not missing, missing)


@pytest.mark.parametrize(
    ("role", "age", "asked"),
    [
        ("alleged_perpetrator", 10, True),
        ("both", 14, True),
        ("alleged_perpetrator", 9, False),
        ("alleged_perpetrator", None, True),
        ("alleged_victim", 15, False),
        ("", None, False),
    ],
)
def test_youth_justice_is_expected_from_ten_where_harm_is_alleged_of_the_child(role, age, asked):
    assert any("youth_justice" in one.agencies for one in expected("strategy", role, age)) is asked


BEFORE = {"peer_risk": ["gang", "recruiting"], "home": "no question", "family_situation": "At home."}
AFTER = {
    "peer_risk": ["gang"],
    "peer_risk_more": "Waits at the shelter\n\n  waits  at the SHELTER ",
    "school_resilience": ["one_adult"],
    "family_situation": "With an aunt.",
    "peer_barriers": "Nobody knows them.",
}


def words(code: str) -> str:
    return code.upper()


def test_risk_and_vulnerability_need_an_intervention_and_resilience_does_not():
    found = factors(AFTER, words)
    bare = without_intervention(found, {"peer.risk.gang"})
    assert [one.words for one in bare] == ["Waits at the shelter"]
    assert without_intervention(found, {one.key for one in found}) == []


def test_the_comparison_says_what_is_new_gone_and_rewritten():
    found = compare(BEFORE, AFTER, words)
    assert [one.words for one in found.new] == ["Waits at the shelter", "ONE_ADULT"]
    assert [one.words for one in found.gone] == ["RECRUITING"]
    assert found.words == "Factors: 2 new, 1 no longer seen, 1 as before."
    assert found.cells == (
        "Family and home: current situation was rewritten.",
        "Peer groups: challenges and barriers to intervention is new.",
    )


def test_nothing_below_five_meetings_is_told_and_nothing_that_was_written():
    many = [{"peer_risk": ["gang"], "peer_risk_more": "The Ridge Road boys"}] * SMALLEST
    few = [{"school_risk": ["recruiting"]}] * (SMALLEST - 1)
    assert trends([*many, *few]) == [("peer", "risk", "gang", SMALLEST)]


def test_a_single_day_is_a_dot_in_both_drawings_and_a_line_in_words():
    day, today = dt.date(2026, 11, 20), dt.date(2026, 11, 23)
    point = {"label": "Strategy meeting", "from": day, "until": day, "note": "MTG-1"}
    lane = {"name": "What was done", "note": "", "bars": [], "plans": [], "points": [point]}
    made = drawn({"today": today, "lanes": [lane], "overlaps": [], "separations": []})
    for drawing in (made.wide, made.narrow):
        assert any(mark.tag == "circle" and mark.hint == "Strategy meeting" for mark in drawing.marks)
    assert made.rows == [["What was done", "Strategy meeting", "Fri 20 Nov 2026", "that day", "MTG-1"]]
    assert "What was done: Strategy meeting, Fri 20 Nov 2026." in made.words
