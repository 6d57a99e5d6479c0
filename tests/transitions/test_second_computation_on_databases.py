"""Generated histories, written to a database night by night and swept, against the day-by-day computation."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.store import current_actor
from tests.transitions.day_by_day import Row, World, expected_findings
from tests.transitions.stays import weekdays
from tests.transitions.test_second_computation import GROUPS, as_stay, date, rows
from transitions.rules.findings import TOGETHER
from transitions.sweep import sweep
from transitions.words import OPEN_STATES

PLACES = {10: "saltbeck", 11: "sixth", 20: "corvin", 30: "kiln"}
CHILDREN = {1: "leona", 2: "devin"}
NIGHTS = st.lists(st.lists(rows(), max_size=4), min_size=2, max_size=4)


def told_once(found: list[Row]) -> list[Row]:
    """As the roll keeps it: one row for a child, setting and first day; what is fulfilled is dropped."""
    kept = {(r.child, r.setting, r.first): r for r in found if not r.expected}
    expected = [
        r
        for r in found
        if r.expected
        and not any(
            (e.child, e.setting) == (r.child, r.setting) and abs(e.first - r.first) <= 30
            for e in kept.values()
        )
    ]
    return [*kept.values(), *expected]


def write(county, row: Row) -> None:
    from roll.models import ExpectedEnrolment

    stay = as_stay(row)
    last = stay.leaving.isoformat() if row.last is not None else ""
    child, setting = CHILDREN[row.child], PLACES[row.setting]
    if not row.expected:
        county.put(child, setting, stay.start.isoformat(), last)
        return
    county.session.add(
        ExpectedEnrolment(
            child_id=county.child(child).id,
            setting_id=county.setting(setting).id,
            start=stay.start,
            until=stay.leaving if row.last is not None else None,
            certainty=stay.certainty,
            source="person",
        )
    )


def key_of(alert, county) -> str:
    """The alert's key with the ids of the other computation."""
    child = {county.child(name).id: number for number, name in CHILDREN.items()}
    place = {county.setting(name).id: number for number, name in PLACES.items()}
    where = sorted(place[found] for found in alert.setting_ids)
    if alert.kind in TOGETHER:
        return f"together:5:{'+'.join(map(str, where))}:{alert.day.isoformat()}"
    return f"{alert.kind}:s5:{child[alert.child_id]}:{where[0]}:{alert.day.isoformat()}"


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nights=NIGHTS, since=st.integers(0, 60), steps=st.lists(st.integers(1, 15), min_size=4, max_size=4))
def test_night_after_night_the_alerts_are_those_of_the_other_computation(
    county, monkeypatch, nights: list[list[Row]], since: int, steps: list[int]
) -> None:
    monkeypatch.setattr("transitions.sweep.add_school_days", lambda: weekdays)
    county.session.rollback()
    county.separate(since=date(since))
    known: list[Row] = []
    today, previous = 45, None
    for night, step in zip(nights, steps, strict=False):
        for row in night:
            write(county, row)
        known += night
        sweep(current_actor(), date(today))
        assert sweep(current_actor(), date(today)).raised == ()
        world = World(told_once(known), since, None, today, previous, GROUPS)
        stands = expected_findings(world)
        alerts = {key_of(alert, county): alert for alert in county.alerts() if alert.status in OPEN_STATES}
        due = {key: kind for key, (kind, raises) in stands.items() if raises}
        assert due.items() <= {key: alert.kind for key, alert in alerts.items()}.items()
        assert set(alerts) <= set(stands)
        today, previous = today + step, today
    county.session.rollback()
