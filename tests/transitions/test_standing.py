"""Where two children stand on a day, against a plain look at the same stays; no database."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.separations_core import Live
from roll.stays_core import Stay
from transitions.assurance import figures
from transitions.assurance.reading_core import PlanThen
from transitions.assurance.standing import Known, moves_of, pair_of

DAY = dt.date(2026, 11, 10)
GROUPS = {1: 7, 2: 7, 3: None, 4: None}
ONE, TWO = 11, 12
days = st.integers(-40, 40).map(lambda n: DAY + dt.timedelta(days=n))


def live(a: int = ONE, b: int = TWO, since: dt.date = DAY - dt.timedelta(days=30)) -> Live:
    return Live(1, "x", a, b, since, None, "confirmed", None, "not_clear", "not_clear", frozenset())


@st.composite
def stay(draw, child: int) -> Stay:
    first, last = sorted((draw(days), draw(days)))
    expected = draw(st.booleans())
    certainty = draw(st.sampled_from(["accepted", "proposed"])) if expected else ""
    place = draw(st.sampled_from(sorted(GROUPS)))
    return Stay(child, place, first, last, expected=expected, certainty=certainty)


@st.composite
def plan(draw, child: int) -> PlanThen:
    return PlanThen(draw(st.integers(1, 3)), "SP", child, draw(st.sampled_from(sorted(GROUPS))), DAY)


def known(stays, plans=(), acknowledged=(), undecided=()) -> Known:
    return Known(
        day=DAY,
        stays={child: [s for s in stays if s.child_id == child] for child in (ONE, TWO)},
        plans={child: [p for p in plans if p.child_id == child] for child in (ONE, TWO)},
        acknowledged=set(acknowledged),
        undecided=set(undecided),
        site_groups=GROUPS,
        add_school_days=lambda day, number: day + dt.timedelta(days=number),
    )


def here(stays, child: int) -> set[int]:
    return {s.setting_id for s in stays if s.child_id == child and s.start <= DAY <= s.leaving}


@given(
    stays=st.lists(st.one_of(stay(ONE), stay(TWO)), max_size=8),
    plans=st.lists(st.one_of(plan(ONE), plan(TWO)), max_size=4),
    acknowledged=st.sets(st.tuples(st.integers(1, 3), st.sampled_from(sorted(GROUPS)))),
    undecided=st.sets(st.sampled_from([ONE, TWO, 99])),
)
def test_a_plain_look_agrees(stays, plans, acknowledged, undecided) -> None:
    found = pair_of(live(), known(stays, plans, acknowledged, undecided))
    pairs = [
        (a, b)
        for a in here(stays, ONE)
        for b in here(stays, TWO)
        if a == b or (GROUPS[a] is not None and GROUPS[a] == GROUPS[b])
    ]
    assert (found.standing in {figures.WITH_PLAN, figures.WITHOUT_PLAN}) is bool(pairs)
    if pairs:
        where = {
            ONE: {a for a, _ in pairs} | {b for _, b in pairs if b in here(stays, ONE)},
            TWO: {b for _, b in pairs} | {a for a, _ in pairs if a in here(stays, TWO)},
        }
        covered = all(
            any(p.child_id == c and (p.setting_id == s or (p.id, s) in acknowledged) for p in plans)
            for c in (ONE, TWO)
            for s in where[c]
        )
        assert (found.standing == figures.WITH_PLAN) is covered
        assert set(found.settings) == {s for pair in pairs for s in pair}
    elif undecided & {ONE, TWO}:
        assert found.standing == figures.UNDECIDED
    else:
        rolls = [s for s in stays if not s.expected]
        if here(rolls, ONE) and here(rolls, TWO):
            assert found.standing == figures.APART


@pytest.mark.parametrize(
    ("left", "starts", "expected", "certainty", "standing"),
    [
        (-5, 3, False, "", figures.APART),
        (-5, 3, True, "accepted", figures.APART),
        (-5, 3, True, "proposed", figures.UNKNOWN),
        (-5, 6, True, "accepted", figures.UNKNOWN),
        (-11, -3, True, "accepted", figures.UNKNOWN),
    ],
)
def test_between_two_places_within_ten_school_days(left, starts, expected, certainty, standing) -> None:
    at = lambda n: DAY + dt.timedelta(days=n)  # noqa: E731
    stays = [
        Stay(ONE, 3, at(-90), at(left)),
        Stay(ONE, 4, at(starts), at(90), expected=expected, certainty=certainty),
        Stay(TWO, 1, at(-90), at(90)),
    ]
    assert pair_of(live(), known(stays)).standing == standing


def test_two_records_that_were_joined_are_no_pair_that_is_apart() -> None:
    assert pair_of(live(ONE, ONE), known([])).standing == figures.UNDECIDED


def test_a_move_counts_once_whatever_the_number_of_separations() -> None:
    stays = [Stay(ONE, 3, DAY, DAY + dt.timedelta(days=90))]
    pairs = [live(), live(ONE, 13)]
    assert len(moves_of(pairs, known(stays), DAY - dt.timedelta(days=9), [], [])) == 1
    assert not moves_of(pairs, known(stays), DAY + dt.timedelta(days=1), [], [])
