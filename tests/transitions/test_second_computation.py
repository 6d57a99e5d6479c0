"""The rules and the comparison against a computation that is made another way, over generated histories."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from roll.stays_core import SettingValue, Stay
from tests.transitions.day_by_day import BEGIN, HORIZON, Row, World, expected_findings
from tests.transitions.stays import separation, weekdays
from transitions.comparing import Stored, compare
from transitions.detecting import Picture, detect
from transitions.rules.findings import AsOf, Finding
from transitions.rules.spans import OPEN_END

GROUPS: dict[int, int | None] = {10: 7, 11: 7, 20: None, 30: 8}
NUMBERS = st.integers(0, HORIZON - 40)


def date(number: int) -> dt.date:
    return BEGIN + dt.timedelta(days=number)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    first = draw(NUMBERS)
    length = draw(st.none() | st.integers(0, 35))
    return Row(
        child=draw(st.sampled_from([1, 2])),
        setting=draw(st.sampled_from(list(GROUPS))),
        first=first,
        last=None if length is None else first + length,
        expected=draw(st.integers(0, 3)) == 0,
        accepted=draw(st.booleans()),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    since = draw(NUMBERS)
    return World(
        rows=draw(st.lists(rows(), max_size=9)),
        since=since,
        until=draw(st.none() | st.integers(since, HORIZON - 1)),
        today=draw(NUMBERS),
        previous=draw(st.none() | NUMBERS),
        groups=GROUPS,
        incident=frozenset(draw(st.lists(st.sampled_from(list(GROUPS)), max_size=2))),
    )


def as_stay(row: Row) -> Stay:
    return Stay(
        row.child,
        row.setting,
        date(row.first),
        OPEN_END if row.last is None else date(row.last),
        expected=row.expected,
        certainty=("accepted" if row.accepted else "proposed") if row.expected else "",
    )


def detected(world: World) -> dict[str, Finding]:
    live = replace(
        separation(),
        from_date=date(world.since),
        until_date=None if world.until is None else date(world.until),
        incident_setting_ids=world.incident,
    )
    stays: dict[int, list[Stay]] = {}
    for row in world.rows:
        stays.setdefault(row.child, []).append(as_stay(row))
    places = {k: SettingValue(k, str(k), "", group, None, None, "1", None) for k, group in GROUPS.items()}
    as_of = AsOf(date(world.today), None if world.previous is None else date(world.previous))
    return detect(Picture(as_of, [live], [], stays, places, {}), weekdays)


@settings(max_examples=600)
@given(worlds())
def test_both_computations_find_the_same(world: World) -> None:
    found = {key: (str(finding.kind), finding.raises) for key, finding in detected(world).items()}
    assert found == expected_findings(world)


@settings(max_examples=100)
@given(worlds(), st.randoms())
def test_the_order_and_repetition_of_rows_change_nothing(world: World, chance) -> None:
    again = list(world.rows) * 2
    chance.shuffle(again)
    assert {k: (f.kind, f.raises, f.last) for k, f in detected(world).items()} == {
        k: (f.kind, f.raises, f.last) for k, f in detected(replace(world, rows=again)).items()
    }


def apply(alerts: dict[int, Stored], findings: dict[str, Finding]) -> int:
    """Do what `compare` says to plain alerts; the number of alerts it told somebody about."""
    changes = compare(findings, alerts.values())
    for finding in changes.raise_new:
        number = len(alerts) + 1
        alerts[number] = stored(number, finding, "raised")
    for alert, finding in (*changes.becomes, *changes.again):
        alerts[alert.id] = stored(alert.id, finding, "raised")
    for alert, finding in changes.refresh:
        alerts[alert.id] = stored(alert.id, finding, alert.status)
    for alert in changes.gone:
        alerts[alert.id] = replace(alert, status="no_longer_applies")
    return len(changes.raise_new) + len(changes.becomes) + len(changes.again) + len(changes.gone)


def stored(number: int, finding: Finding, status: str) -> Stored:
    return Stored(
        number,
        finding.key,
        str(finding.kind),
        status,
        finding.separation_id,
        finding.child_id,
        finding.other_child_id,
        finding.setting_id,
        finding.other_setting_id,
        finding.first,
        finding.last,
        finding.past,
    )


@settings(max_examples=150)
@given(worlds(), st.lists(st.lists(rows(), max_size=4), min_size=1, max_size=4), st.lists(st.integers(1, 12)))
def test_night_after_night_every_overlap_has_one_alert_and_a_second_run_does_nothing(
    world: World, more: list[list[Row]], steps: list[int]
) -> None:
    alerts: dict[int, Stored] = {}
    today, previous = 30, None
    for extra, step in zip(more, [*steps, 1, 1, 1, 1], strict=False):
        world = replace(world, rows=[*world.rows, *extra], today=today, previous=previous)
        findings = detected(world)
        apply(alerts, findings)
        assert apply(alerts, findings) == 0
        open_keys = sorted(alert.key for alert in alerts.values() if alert.is_open)
        assert len(open_keys) == len(set(open_keys))
        due = {key for key, (_, raises) in expected_findings(world).items() if raises}
        assert due <= set(open_keys)
        assert set(open_keys) <= set(expected_findings(world))
        today, previous = today + step, today
