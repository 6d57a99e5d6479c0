"""News of other rooms is looked at in its own transaction; and of two at once, the second sees both."""

from __future__ import annotations

import threading

from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.store import acting_as, current_actor, session
from tests.people import make_account
from tests.transitions.conftest import SINCE, on


def test_two_changes_at_once_that_only_together_make_an_overlap_are_not_missed(app, county) -> None:
    from cases.actions import open_case

    county.put("leona", "corvin", "2023-09-01")
    pair = [county.child("leona").id, county.child("devin").id]
    county.save()
    county.put("devin", "corvin", "2026-11-02")
    county.sweep()

    def open_the_case() -> None:
        with app.app_context(), acting_as(operator()):
            roles = ("alleged_victim", "alleged_perpetrator")
            parties = [(child, role, None) for child, role in zip(pair, roles, strict=True)]
            open_case(current_actor(), parties=parties, opened_on=SINCE)
            session().commit()

    other = threading.Thread(target=open_the_case)
    other.start()
    other.join(0.7)
    assert other.is_alive(), "it waits until the first has committed"
    county.save()
    other.join(20)
    assert not other.is_alive()
    county.session.expire_all()
    assert county.alert(kind="same_setting").overlap_from == on("2026-11-02")


def test_what_is_rolled_back_was_never_raised(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.save()
    county.separate()
    assert county.alerts()
    county.session.rollback()
    assert county.alerts() == []


def test_settings_that_come_to_share_a_site_are_looked_at_at_once(county) -> None:
    from roll.actions import make_site_group, put_into_group, take_out_of_group

    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2023-09-01")
    county.separate()
    assert county.alerts(kind="same_site") == []
    group = make_site_group(current_actor(), name="Corvin and Kiln", shares="a bus")
    for name in ("corvin", "kiln"):
        put_into_group(current_actor(), group, county.setting(name))
    alert = county.alert(kind="same_site")
    assert set(alert.setting_ids) == {county.setting("corvin").id, county.setting("kiln").id}
    take_out_of_group(current_actor(), group, county.setting("kiln"))
    assert alert.status == "no_longer_applies"


def test_a_place_that_is_withdrawn_takes_its_alert_along(county) -> None:
    from roll.actions import expect, withdraw_expectation

    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    expected = expect(
        current_actor(),
        child_id=county.child("devin").id,
        setting_id=county.setting("corvin").id,
        start=on("2027-01-05"),
        certainty="proposed",
        source="panel",
    )
    alert = county.alert(kind="same_setting_planned")
    withdraw_expectation(current_actor(), expected, "Another school was found")
    assert alert.status == "no_longer_applies"


def test_a_school_whose_act_raises_an_alert_does_not_see_it(app, county) -> None:
    from sqlalchemy import select

    from cases.actions import provisional_separation
    from foundation.access.lists import actor_of
    from transitions.models import Alert

    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    account = make_account(Role.DSL, setting=county.setting("corvin"))
    with acting_as(actor_of(account)) as actor:
        provisional_separation(
            actor, county.child("leona").id, county.child("devin").id, "SP-2026-000009", on("2026-11-10")
        )
        assert session().scalars(select(Alert)).all() == []
    alert = county.alert(kind="same_setting")
    assert alert.case_reference is None
    assert alert.overlap_from == on("2026-11-10")


def test_a_roll_for_an_earlier_day_than_was_looked_at_is_looked_at_for_both(county) -> None:
    from foundation.store import now
    from foundation.trail import record
    from roll.events import RollApplied
    from roll.models import ImportRun

    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    county.sweep("2026-11-10")
    county.put("devin", "corvin", "2026-11-10")
    run = ImportRun(kind="roll", as_of=on("2026-11-08"), started_at=now(), status="previewed")
    county.session.add(run)
    county.session.flush()
    record(RollApplied(subject=run))
    assert county.alert(kind="same_setting").raised_on == on("2026-11-08")
