"""The nightly self-check: it agrees after every night, and finds what was planted."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import current_actor, now, session
from roll.models import ExpectedEnrolment, IdentityQuestion
from safetyplans.models import SafetyPlan
from tests.people import make_account
from tests.transitions.conftest import on
from transitions import self_check
from transitions.models import Alert
from transitions.sweep import sweep
from transitions.words import KINDS

BEGIN = dt.date(2026, 8, 3)
PLACES = ["saltbeck", "sixth", "saltbeck", "sixth", "corvin", "kiln"]
NAMES = ["leona", "devin", "third"]
days = st.integers(0, 120).map(lambda number: BEGIN + dt.timedelta(days=number))
counted: Counter[str] = Counter()


def make_plan(county, child: str, place: str, signed: dt.date, number: int = 1) -> SafetyPlan:
    plan = SafetyPlan(
        reference=f"SP-2026-{number:06d}",
        child_id=county.child(child).id,
        setting_id=county.setting(place).id,
        status="in_force",
        started_by=current_actor().account_id,
        started_at=now(),
        signed_on=signed,
    )
    session().add(plan)
    session().flush()
    return plan


def together(county) -> Alert:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2026-10-05")
    county.separate()
    county.sweep()
    return county.alert(kind="same_setting")


def test_before_anybody_was_looked_at_there_is_nothing_to_compare(county) -> None:
    check = self_check.run()
    assert (check.as_of, check.status, check.counts) == (None, "agrees", {})


def test_it_agrees_with_a_sweep_and_says_how_much_it_compared(county) -> None:
    together(county)
    check = self_check.run()
    assert (check.status, check.counts["separations"], check.counts["differences"]) == ("agrees", 1, 0)
    assert check.counts["raises"] == len(county.alerts())
    assert self_check.alarm() is None


def test_an_alert_that_was_lost_is_found_and_the_officers_are_told_without_a_name(county) -> None:
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    alert = together(county)
    session().execute(
        update(Alert.__table__).where(Alert.id == alert.id).values(overlap_from=on("2020-01-01"))
    )
    check = self_check.run()
    found = self_check.found_in(check)
    assert check.status == "differs"
    assert [(one.what, one.kind) for one in found] == [
        ("missing", "same_setting"),
        ("unfounded", "same_setting"),
    ]
    assert found[0].separation_id == alert.separation_id
    [told] = session().scalars(select(OutboxMessage).where(OutboxMessage.notice == "watch_differs"))
    assert (told.account_id, told.path) == (officer.id, "/alerts/self-check")
    assert "Praed" not in str(check.found)


@pytest.mark.parametrize(
    ("values", "what"),
    [({"status": "no_longer_applies"}, "missing"), ({"kind": "same_setting_planned"}, "other_kind")],
    ids=["settled by mistake", "of another kind"],
)
def test_an_alert_in_a_wrong_state_is_found(county, values: dict[str, str], what: str) -> None:
    alert = together(county)
    session().execute(update(Alert.__table__).where(Alert.id == alert.id).values(**values))
    check = self_check.run()
    assert [(one.what, one.reference) for one in self_check.found_in(check)] == [(what, alert.reference)]


def test_what_a_person_closed_is_no_difference(county) -> None:
    from transitions import actions

    alert = together(county)
    actions.record_action(current_actor(), alert, "arrangement_agreed", "")
    actions.close(current_actor(), alert)
    assert self_check.run().status == "agrees"


def test_the_alarm_stands_first_on_the_officers_home_page_until_the_two_agree(county, signed_in) -> None:
    alert = together(county)
    table = Alert.__table__
    session().execute(update(table).where(table.c.id == alert.id).values(kind="same_site"))
    self_check.run()
    county.save()
    officer = signed_in(Role.SAFEGUARDING_OFFICER)
    assert "The alerts and their nightly check differ" in officer.get("/")
    assert "The self-check differs" in officer.get("/alerts")
    page = officer.click("The self-check differs")
    assert page.h1 == "Nightly self-check"
    assert "should be of another kind" in page
    assert alert.reference in page.words
    session().execute(update(table).where(table.c.id == alert.id).values(kind="same_setting"))
    self_check.run()
    county.save()
    assert "The alerts and their check agree" in officer.get("/alerts/self-check")
    assert "nightly check differ" not in officer.get("/")


def test_readiness_says_what_the_watch_says(county, client) -> None:
    alert = together(county)
    county.save()
    assert client.get("/readyz").status == 200
    session().execute(update(Alert.__table__).where(Alert.id == alert.id).values(kind="same_site"))
    self_check.run()
    county.save()
    answer = client.get("/readyz")
    assert answer.status == 200
    assert b'"watch":"differs"' in answer.data.replace(b" ", b"")


@pytest.mark.parametrize("first", ["2026-09-01", "2026-10-30"], ids=["after the summer", "much later"])
def test_a_school_that_became_an_academy_is_one_place_for_the_check_too(county, first: str) -> None:
    from roll.models import SettingPlace

    old, new = county.setting("kiln").id, county.setting("corvin").id
    session().add(SettingPlace(setting_id=new, place_id=old, follows_id=old))
    county.put("leona", "kiln", "2023-09-01", "2026-07-21")
    county.put("leona", "corvin", first)
    county.put("devin", "kiln", "2023-09-01")
    county.put("devin", "corvin", "2026-09-01")
    county.separate()
    county.sweep()
    check = self_check.run()
    assert county.alerts(kind="same_setting")
    assert (check.status, self_check.found_in(check)) == ("agrees", [])


# Night after night --------------------------------------------------------------------------------

moves = st.tuples(st.sampled_from(NAMES), st.sampled_from(PLACES), days, st.none() | st.integers(0, 60))
nights = st.lists(
    st.fixed_dictionaries(
        {
            "put": st.lists(moves, max_size=4),
            "take": st.integers(0, 3),
            "expect": st.lists(
                st.tuples(
                    st.sampled_from(NAMES),
                    st.sampled_from(PLACES),
                    days,
                    st.sampled_from(["accepted", "proposed"]),
                ),
                max_size=1,
            ),
            "plan": st.none() | st.tuples(st.sampled_from(NAMES), st.sampled_from(PLACES), days),
            "end": st.booleans(),
            "ask": st.booleans(),
            "step": st.integers(-3, 20),
        }
    ),
    min_size=2,
    max_size=5,
)


def one_night(county, night, number: int) -> None:
    """Write what one night brings: moves, corrections, places expected, plans, doubts and ends."""
    from roll.models import Enrolment

    there = list(session().scalars(select(Enrolment).order_by(Enrolment.start, Enrolment.child_id)))
    for wrong in there[: night["take"]]:
        session().delete(wrong)
    session().flush()
    for child, place, start, length in night["put"]:
        last = "" if length is None else (start + dt.timedelta(days=length)).isoformat()
        county.put(child, place, start.isoformat(), last)
    for child, place, start, certainty in night["expect"]:
        session().add(
            ExpectedEnrolment(
                child_id=county.child(child).id,
                setting_id=county.setting(place).id,
                start=start,
                certainty=certainty,
                source="person",
            )
        )
    if night["plan"]:
        make_plan(county, *night["plan"], number=number)
    if night["ask"] and not session().scalars(select(IdentityQuestion)).first():
        asked = (county.child("third").id, county.child("devin").id)
        session().add(IdentityQuestion(child_id=asked[0], candidate_id=asked[1], reasons=[]))
    session().flush()


def _check_nights(county, found) -> None:
    county.session.rollback()
    county.put("leona", "saltbeck", "2023-09-01")
    county.put("devin", "sixth", "2023-09-01", "2026-10-02")
    separation = county.separate(since=dt.date(2026, 8, 20), at="kiln")
    today, newest = dt.date(2026, 9, 7), None
    for number, night in enumerate(found, 1):
        one_night(county, night, number)
        if night["end"] and number > 2 and separation.ended_on is None:
            separation.ended_on = today
            session().flush()
        sweep(current_actor(), today)
        newest = max(today, newest or today)
        if today < newest:
            sweep(current_actor(), newest)
        assert sweep(current_actor(), newest).raised == ()
        check = self_check.run()
        assert (check.as_of, self_check.found_in(check)) == (newest, [])
        counted["nights"] += 1
        counted.update(alert.kind for alert in county.alerts())
        today += dt.timedelta(days=night["step"])
    counted["histories"] += 1
    county.session.rollback()


def test_after_any_nights_the_check_agrees_for_every_kind(county, clock, record_property, database) -> None:
    counted.clear()
    clock.move_to(dt.date(2026, 12, 18))
    county.child("devin").date_of_birth = dt.date(2011, 1, 5)
    county.save()
    quick = settings(max_examples=30, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    quick(given(nights)(lambda found: _check_nights(county, found)))()
    assert set(KINDS) <= set(counted), "every kind was met"
    words = f"{counted['histories']} histories, {counted['nights']} nights"
    record_property("summary", f"Self-check on {database.engine}: {words} agree, for all nine kinds")
