"""The rules against the second computation, for all nine kinds, over generated counties."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.separations_core import Live
from foundation.store.dated import Dated
from roll.stays_core import SettingValue, Stay
from safetyplans.plans_core import LivePlan
from tests.transitions.second_opinions import as_county, what_of
from tests.transitions.stays import separation, weekdays
from transitions.detecting import Picture, detect
from transitions.rules.findings import AsOf, Clocks, Kind
from transitions.rules.identities import Undecided
from transitions.rules.spans import OPEN_END
from transitions.second_opinion import opinion

BEGIN = dt.date(2026, 5, 4)
CHILDREN, SETTINGS = [1, 2, 3], [10, 11, 20, 30]
GROUPS = {10: 7, 11: 7, 20: None, 30: 8}
HIGH = {10: 16, 11: 18, 20: None, 30: 16}
EXAMPLES = 1500

numbers = st.integers(0, 130)
days = numbers.map(lambda number: BEGIN + dt.timedelta(days=number))
children, places = st.sampled_from(CHILDREN), st.sampled_from(SETTINGS)


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    first = draw(days)
    length = draw(st.none() | st.integers(-1, 60))
    expected = draw(st.integers(0, 3)) == 0
    return Stay(
        draw(children),
        draw(places),
        first,
        OPEN_END if length is None else first + dt.timedelta(days=length),
        expected=expected,
        certainty=draw(st.sampled_from(["accepted", "proposed"])) if expected else "",
    )


@st.composite
def separations(draw: st.DrawFn) -> list[Live]:
    made = []
    pairs = st.tuples(children, children).filter(lambda pair: pair[0] < pair[1])
    for number, (a, b) in enumerate(draw(st.lists(pairs, max_size=3, unique=True)), 5):
        since = draw(days)
        until = draw(st.none() | st.integers(0, 90))
        made.append(
            separation(
                id=number,
                child_a=a,
                child_b=b,
                from_date=since,
                until_date=None if until is None else since + dt.timedelta(days=until),
                incident_setting_ids=frozenset(draw(st.lists(places, max_size=2))),
            )
        )
    return made


@st.composite
def dated(draw: st.DrawFn) -> Dated[int]:
    steps = draw(st.lists(st.tuples(days, st.integers(1, 20)), max_size=2, unique_by=lambda step: step[0]))
    return Dated(draw(st.integers(1, 20)), tuple(sorted(steps)))


clocks = st.just(Clocks()) | st.builds(Clocks, dated(), dated())


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    today = BEGIN + dt.timedelta(days=draw(st.integers(60, 130)))
    gap = draw(st.none() | st.integers(1, 30))
    found: dict[int, list[Stay]] = {}
    for stay in draw(st.lists(stays(), min_size=1, max_size=12)):
        found.setdefault(stay.child_id, []).append(stay)
    plans = [
        LivePlan(number, "p", "SP", child, place, signed, 1)
        for number, (child, place, signed) in enumerate(
            draw(st.lists(st.tuples(children, places, days), max_size=3)), 9
        )
    ]
    doubts = draw(
        st.lists(
            st.tuples(children, children).filter(lambda p: p[0] != p[1]), max_size=2, unique_by=frozenset
        )
    )
    told = st.tuples(st.sampled_from([9, 10, 11]), places)
    return Picture(
        as_of=AsOf(today, None if gap is None else today - dt.timedelta(days=gap), draw(clocks)),
        separations=draw(separations()),
        plans=plans,
        stays=found,
        settings={k: SettingValue(k, str(k), "", GROUPS[k], None, HIGH[k], "1", None) for k in SETTINGS},
        born={child: dt.date(2010, 8, 25) + dt.timedelta(days=5 * child) for child in CHILDREN},
        questions=[Undecided(*pair) for pair in doubts],
        acknowledged=frozenset(draw(st.lists(told, max_size=2))),
        from_june=draw(st.booleans()),
    )


seen: Counter[str] = Counter()


@settings(max_examples=EXAMPLES)
@given(pictures())
def _both_find_the_same(picture: Picture) -> None:
    found = detect(picture, weekdays)
    assert len(found) == len({what_of(finding) for finding in found.values()})
    theirs = {what_of(finding): (str(finding.kind), finding.raises) for finding in found.values()}
    assert theirs == opinion(as_county(picture, weekdays))
    seen["counties"] += 1
    seen.update(kind for kind, raises in theirs.values() if raises)


def test_the_sweep_and_the_second_computation_agree_on_every_kind(record_property) -> None:
    seen.clear()
    _both_find_the_same()
    assert set(seen) - {"counties"} == {str(kind) for kind in Kind}, "every kind was met"
    counts = ", ".join(f"{kind} {seen[kind]:,}" for kind in map(str, Kind))
    record_property("summary", f"Second computation: {seen['counties']:,} counties agree; raised: {counts}")
