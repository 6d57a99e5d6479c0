"""Alerts in the browser: the list, the page of one, every step of its life, and who may take it."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role
from foundation.trail import history
from tests.people import make_account


@pytest.fixture
def alert(county):
    """Two children at Saltbeck since 10 November, as the nightly check found them."""
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "kiln", "2026-03-24", "2026-11-09")
    county.put("devin", "saltbeck", "2026-11-10")
    county.separate()
    county.save()
    return county.alert(kind="same_setting")


@pytest.fixture
def officer(client, alert):
    """An education safeguarding officer, signed in."""
    return client.sign_in(make_account(Role.SAFEGUARDING_OFFICER, name="Jo Marrable"))


def test_the_list_has_the_red_ones_first_and_can_be_narrowed(officer, alert) -> None:
    page = officer.get("/alerts")
    assert page.h1 == "Alerts"
    assert "Red: not acknowledged" in page
    assert f"Two children at one setting ({alert.reference})" in page.links
    first = next(words for words in page.links if "(AL-" in words)
    assert alert.reference in first
    assert alert.reference not in officer.get("/alerts?kind=moved")
    assert "No alert matches" in officer.get("/alerts?state=closed")
    assert officer.get("/alerts?kind=nonsense&state=nonsense&page=99").status == 200


def test_the_page_says_what_why_and_on_which_evidence(officer, alert) -> None:
    page = officer.get(f"/alerts/{alert.reference}")
    assert page.h1 == "Two children at one setting"
    assert "Devin Marsh and Leona Praed are both on roll at Saltbeck High School from today" in page
    assert "A separation has been in force since Thu 12 Mar 2026, case CASE-2026-" in page
    assert "Devin Marsh at Saltbeck High School from Tue 10 Nov 2026" in page
    assert "1 school day left" in page
    assert "Where they are" in page
    assert "alleged to have caused harm" in page
    assert "Fair access team and chair" in page
    assert "Praed" not in page.root.find("head/title").text


def test_from_acknowledged_to_closed_and_open_again(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    page = officer.submit("Acknowledge and take this alert")
    assert "Taken" in page
    assert "With Jo Marrable" in page
    page = officer.submit("Save the call", whom="Ms Bell", arranged="Different lunch sittings from today")
    assert "Setting contacted" in page
    page = officer.submit("Save the action", status=422, action="not_needed")
    assert page.errors == ["Give a reason"]
    page = officer.submit("Save the action", action="arrangement_agreed", because="Agreed with the head")
    assert "Action taken" in page
    page = officer.submit("Close this alert")
    assert "Closed" in page
    assert "Save and see the letters" not in page.buttons
    officer.post(f"/alerts/{alert.reference}/letters", status=409)
    page = officer.get(f"/alerts/{alert.reference}")
    assert "Agreed with the head" in page
    page = officer.submit("Open it again", reopen_reason="The arrangement did not hold")
    assert "Red: not acknowledged" in page
    county.session.refresh(alert)
    words = [line.words for line in history(alert)]
    assert words[0] == "reopened it: The arrangement did not hold"
    assert "acknowledged and took it" in words


def test_it_is_given_to_a_colleague_who_is_told(officer, alert, county) -> None:
    from sqlalchemy import select

    from foundation.post.models import OutboxMessage

    other = make_account(Role.SAFEGUARDING_OFFICER, name="Kim Lowe")
    officer.get(f"/alerts/{alert.reference}")
    page = officer.submit("Give it to this colleague", colleague=str(other.id))
    assert "With Kim Lowe" in page
    told = county.session.scalars(select(OutboxMessage).where(OutboxMessage.account_id == other.id)).all()
    assert [message.notice for message in told] == ["alert_assigned"]


def test_what_cannot_be_done_now_is_refused(officer, alert) -> None:
    officer.get(f"/alerts/{alert.reference}")
    assert officer.post(f"/alerts/{alert.reference}/close", status=409)
    officer.post(f"/alerts/{alert.reference}/contacted", {"whom": ""}, status=422)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SAFEGUARDING_OFFICER])
def test_nobody_else_sees_or_touches_an_alert(client, county, alert, role: Role) -> None:
    setting = county.setting("saltbeck") if role is Role.DSL else None
    client.sign_in(make_account(role, setting=setting))
    for path in ("/alerts", f"/alerts/{alert.reference}"):
        assert client.get(path, status=None).status in (403, 404)
    for path in ("take", "close", "action", "reopen", "letters", "release", "give", "contacted"):
        assert client.post(f"/alerts/{alert.reference}/{path}", status=None).status in (403, 404)
    county.session.refresh(alert)
    assert alert.status == "raised"


def test_an_officer_who_is_barred_from_a_child_finds_no_such_alert(client, county, alert) -> None:
    from foundation.access.actions import set_bar
    from foundation.store import current_actor

    account = make_account(Role.SAFEGUARDING_OFFICER)
    set_bar(current_actor(), account, county.child("devin").id, "family")
    county.save()
    client.sign_in(account)
    assert alert.reference not in client.get("/alerts")
    client.get(f"/alerts/{alert.reference}", status=404)
    client.post(f"/alerts/{alert.reference}/take", status=404)


def test_home_shows_open_alerts_first(officer, alert) -> None:
    page = officer.get("/")
    assert "Open alerts" in page
    assert "About Devin Marsh and Leona Praed" in page


def test_an_alert_that_nobody_acknowledges_goes_to_the_next_person_once(app, county, alert, clock) -> None:
    from sqlalchemy import select

    from foundation.post.models import OutboxMessage
    from transitions.nights import escalate

    make_account(Role.SAFEGUARDING_OFFICER)
    escalate()
    assert alert.escalated_at is None
    clock.move_to(alert.due_on)
    escalate()
    assert alert.escalated_at is None
    clock.forward(days=1)
    escalate()
    escalate()
    assert alert.escalated_at is not None
    late = select(OutboxMessage).where(OutboxMessage.notice == "alert_overdue")
    paths = [message.path for message in county.session.scalars(late)]
    assert paths.count(f"/alerts/{alert.reference}") == 1


def test_every_kind_has_a_page(officer, county, alert) -> None:
    for found in county.alerts():
        assert officer.get(f"/alerts/{found.reference}").h1 == found.title
    assert {found.kind for found in county.alerts()} >= {"same_setting", "moved"}


def test_case_and_separation_lead_to_their_alerts(officer, alert, county) -> None:
    officer.get(f"/cases/{alert.case_reference}")
    assert "Two children at one setting" in officer.page
    page = officer.click("Two children at one setting")
    assert page.h1 == "Two children at one setting"
    officer.click("Separation")
    assert officer.page.links["Two children at one setting"] == f"/alerts/{alert.reference}"


def test_a_refused_form_changes_nothing(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    officer.submit("Save the call", whom="M", arranged="x", status=422)
    county.session.refresh(alert)
    assert alert.assigned_to_id is None
    officer.post(f"/alerts/{alert.reference}/release", status=422)


def test_the_plan_in_force_can_be_opened_from_the_alert(officer, alert, county) -> None:
    from foundation.store import now
    from safetyplans.models import SafetyPlan

    plan = SafetyPlan(
        reference="SP-2026-000501",
        child_id=alert.child_id,
        setting_id=alert.setting_id,
        status="in_force",
        signed_on=now().date(),
        started_by=1,
        started_at=now(),
    )
    county.session.add(plan)
    county.save()
    page = officer.get(f"/alerts/{alert.reference}")
    assert page.links["SP-2026-000501, Saltbeck High School"] == f"/plans/{plan.public_id}"
    assert "None in force" in page


def test_the_chronology_of_the_case_says_when_it_was_raised(officer, client, alert) -> None:
    address = f"/cases/{alert.case_reference}/chronology"
    page = officer.get(address)
    assert "Alert raised: same setting" in page
    assert f"{alert.reference}. Not acknowledged." in page
    client.get("/")
    mash = client.sign_in(make_account(Role.MASH_OFFICER, name="Bo Tolland"))
    assert "Alert raised" not in mash.get(address)
