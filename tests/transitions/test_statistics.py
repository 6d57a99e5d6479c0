"""Figures about alerts: by kind and month, each leading to a list of that length; the list's filters."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from foundation.access.permissions import Role
from foundation.store import current_actor
from tests.people import make_account
from transitions import actions


@pytest.fixture
def told(county, clock):
    """Two alerts in November of which one was taken a school day later, and one that was another child."""
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "saltbeck", "2026-11-10")
    county.put("third", "kiln", "2026-11-09")
    county.separate()
    county.separate("leona", "third")
    county.save()
    clock.forward(days=1)
    actions.take(current_actor(), county.alert(kind="same_setting"))
    other = next(a for a in county.alerts(kind="moved") if a.child_id == county.child("third").id)
    actions.record_action(current_actor(), other, "not_the_same_child", "Another child of that name")
    county.save()
    return county


def test_the_figures_of_a_kind_are_those_of_its_alerts(told) -> None:
    from transitions.statistics import statistics

    found = statistics(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    line = next(line for line in found.by_kind if line.code == "same_setting")
    assert (line.raised, line.acknowledged, line.in_time, line.days) == (1, 1, 1, 1)
    assert found.whole.raised == len(told.alerts())
    assert found.whole.raised == sum(line.raised for line in found.by_kind)
    assert found.whole.raised == sum(line.raised for line in found.by_month)
    assert found.whole.not_the_same == 1
    assert statistics(dt.date(2026, 10, 1), dt.date(2026, 10, 31)).whole.raised == 0


def test_each_figure_leads_to_a_list_of_that_length(client, told) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/alerts/figures?since=2026-11-01&until=30/11/2026")
    assert page.h1 == "Figures about alerts"
    links = {
        (a.text, a.get("href")) for a in page.root.iter("a") if a.text and a.text.isdigit() and a.get("href")
    }
    assert len(links) > 6
    for number, href in links:
        listed = client.get(href)
        assert f"{number} alert" in listed, href


def test_the_file_has_the_same_figures_and_no_child(client, told) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/alerts/figures.csv?since=2026-11-01&until=2026-11-30")
    rows = list(csv.reader(io.StringIO(page.data.decode("utf-8-sig"))))
    kinds = {row[0]: row[1] for row in rows if len(row) == 8}
    assert kinds["Same setting"] == "1"
    assert kinds["All"] == str(len(told.alerts()))
    assert "Praed" not in page.data.decode()


def test_a_period_that_ends_before_it_begins_is_refused(client, told) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/alerts/figures?since=2026-12-01&until=2026-11-01", status=422)
    assert page.errors == ["The period must begin on or before its last day"]


def test_the_list_is_narrowed_by_its_address(client, told, clock) -> None:
    clock.forward(days=20)
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    kiln = told.setting("kiln").id
    assert "Kiln Lane Centre" in client.get(f"/alerts?setting={kiln}")
    page = client.get(f"/alerts?late=yes&setting={kiln}")
    assert "No alert matches" in page
    page = client.get("/alerts?late=yes")
    assert "Red: not acknowledged" in page
    assert "Overdue by" in page
    assert "hours" not in page.words
    assert "No alert matches" in client.get("/alerts?until=2026-01-01&state=all")
