"""The pages of panels, as the coordinator, the chair, a core member and a school's member use them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from fap import actions
from fap.models import AgendaItem, DeclaredInterest, PanelAgreement, PanelMeeting, ReferralSchool
from foundation.access.permissions import Role
from foundation.store import session
from tests.client import CheckingClient
from tests.fap.conftest import make_child, make_setting
from tests.people import make_account


@pytest.fixture
def enter(app, people):
    """Sign somebody in: `enter(people.chair)`."""
    return lambda account: CheckingClient(app).sign_in(account)


def one(model: Any) -> Any:
    session().expire_all()
    return session().scalars(select(model).order_by(model.id.desc())).first()


@pytest.fixture
def published(make_referral, meeting, people, as_) -> AgendaItem:
    """An item of a published agenda; the family names no other school than the present one."""
    make_referral("on_agenda", meeting=meeting, preferred_school={"code": people.school.urn})
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    return session().scalars(select(AgendaItem)).one()


def test_the_coordinator_sets_up_a_panel_and_plans_its_year(people, enter) -> None:
    client = enter(people.coordinator)
    client.get("/panels")
    client.click("Set up a panel")
    page = client.submit("Set up a panel", {"name": "Primary", "phase": "primary", "district": "East"})
    assert (page.h1, "Primary. Primary, East" in page) == ("Panel and calendar", True)
    assert "No quorum is set for this panel." in page
    client.click("Change how the panel works")
    page = client.submit("Save the changes", {"quorum": "200"}, status=422)
    assert "must be between 1 and 50" in page
    page = client.submit("Save the changes", {"quorum": "3", "quorum_of": "schools", "usual_place": "Room 9"})
    assert "3. Who counts: members who sit for a school" in page
    page = client.click("Plan a year")
    page = client.submit("Show the days", {"every": "2", "weekday": "1", "first": "soon"})
    assert "2026-09-01" in " ".join(page.errors)
    page = client.submit("Show the days", {"first": "2026-12-01", "last": "2027-01-31"})
    assert "Tue 1 Dec 2026" in page
    assert "Papers close Tue 24 Nov 2026" in page
    page = client.submit("Plan these meetings", {"day": ["2026-12-01", "2027-01-12"]})
    assert "2 meetings were planned." in page
    assert "Room 9" in page
    page = client.get(f"{page.path}/year?every=2&weekday=1&first=2026-12-01&last=2027-01-31")
    assert "Planned already" in page
    page = client.post(page.path, {"day": "2026-12-01"}, status=422)
    assert "already" in " ".join(page.errors)


def test_a_meeting_is_changed_cancelled_and_planned_again(people, meeting, enter) -> None:
    client = enter(people.coordinator)
    client.get(f"/panels/meetings/{meeting.public_id}")
    client.click("Change day, time or place")
    page = client.submit("Save the change", {"place": "Town hall"}, status=422)
    assert "Say why it is changed" in page
    page = client.submit("Save the change", {"reason": "The room was taken"})
    assert "Town hall" in page
    client.click("Cancel the meeting")
    page = client.submit("Cancel the meeting", {"reason": "Snow is forecast"})
    assert "Snow is forecast" in page
    assert one(PanelMeeting).status == "cancelled"
    page = client.submit("Plan it again")
    assert "The meeting is planned again." in page


def test_a_member_accepts_the_agreement_before_papers_open(people, published, meeting, enter) -> None:
    newcomer = make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, agreed=False)
    client = enter(newcomer)
    page = client.get(f"/panels/meetings/{meeting.public_id}")
    assert "Papers are shut until you accept the agreement" in page
    assert people.child.surname not in page.text
    client.get(f"/panels/items/{published.public_id}", status=404)
    client.get("/panels/agreement")
    page = client.submit("Accept the agreement")
    assert "Tick the box" in page
    page = client.submit("Accept the agreement", {"accept": "yes"})
    assert "The papers of your panel are open to you." in page
    page = client.get(f"/panels/meetings/{meeting.public_id}")
    assert people.child.surname in page.text


def test_the_coordinator_writes_the_agreement_and_sees_who_accepted_it(people, published, enter) -> None:
    client = enter(people.coordinator)
    client.get("/panels/agreement")
    client.click("Write a new text")
    page = client.submit("Keep this text", {"text": "Be nice."}, status=422)
    assert "Be nice." in page.text, "nothing typed is lost"
    page = client.submit("Keep this text", {"text": "I will keep what I read to myself. " * 5})
    assert one(PanelAgreement).version == 2
    page = client.get(f"/panels/{people.panel.public_id}")
    assert "Not yet" in page
    assert "Accepted" not in page


def test_a_member_s_interest_closes_the_item_and_the_chair_opens_it(
    people, published, meeting, enter
) -> None:
    client = enter(people.member)
    client.get(f"/panels/meetings/{meeting.public_id}")
    client.click("Declare an interest in item 1")
    page = client.submit("Declare it and close the item", status=422)
    assert "Choose what the interest is" in page
    page = client.submit("Declare it and close the item", {"kind": "relation"})
    assert "1 item of this agenda is closed to you" in page
    assert people.child.surname not in page.text
    for path in ("items/{}", "items/{}/interest"):
        client.get(f"/panels/{path.format(published.public_id)}", status=404)
    interest = one(DeclaredInterest)
    client.get(f"/panels/interests/{interest.public_id}/withdraw", status=403)
    chair = enter(people.chair)
    page = chair.get(f"/panels/meetings/{meeting.public_id}/minutes")
    assert "knows the child or the family" in page
    chair.get(f"/panels/meetings/{meeting.public_id}")
    chair.click("Withdraw the interest of Panel Member: knows the child or the family")
    page = chair.submit("Withdraw it and open the item", {"reason": "Another family of that name"})
    assert "open to the member again" in page
    assert people.child.surname in client.get(f"/panels/meetings/{meeting.public_id}").text


def test_a_school_s_member_reads_a_summary_until_the_school_is_considered(
    people, published, meeting, enter
) -> None:
    third = make_setting("Corvin Hill Academy")
    seat = enter(make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, setting=third))
    page = seat.get(f"/panels/meetings/{meeting.public_id}")
    assert "Summary without the child" in page
    for word in (people.child.surname, people.child.forename, people.school.name, "FAP-2026"):
        assert word not in page.text
    for path in ("", "/heard", "/schools", "/leave"):
        seat.get(f"/panels/items/{published.public_id}{path}", status=None)
        assert seat.page.status in (403, 404)
    client = enter(people.coordinator)
    client.get(f"/panels/meetings/{meeting.public_id}")
    client.click("Readers of item 1")
    page = client.submit("Add the school", {"setting": "Nowhere at all"}, status=422)
    page = client.submit("Add the school", {"setting": third.urn})
    assert "Under consideration" in page
    assert people.child.surname in seat.get(f"/panels/meetings/{meeting.public_id}").text
    page = client.submit("Remove Corvin Hill Academy")
    assert one(ReferralSchool).removed_at is not None
    assert people.child.surname not in seat.get(f"/panels/meetings/{meeting.public_id}").text


def test_a_late_item_leave_order_attendance_and_minutes(
    people, published, meeting, make_referral, enter, clock
) -> None:
    late = make_referral("accepted", child=make_child(people.school))
    clock.move_to(dt.datetime(2026, 11, 17, 9, 0, tzinfo=dt.UTC))
    client = enter(people.coordinator)
    client.get(f"/fair-access/{late.public_id}/agenda")
    client.submit("Put on an agenda", {"meeting": meeting.public_id})
    page = client.get(f"/panels/meetings/{meeting.public_id}")
    assert "Late: waits for the chair’s leave" in page
    member = enter(people.member)
    assert late.reference not in member.get(f"/panels/meetings/{meeting.public_id}").text
    chair = enter(people.chair)
    chair.get(f"/panels/meetings/{meeting.public_id}")
    chair.click("Give leave for item 2")
    page = chair.submit("Keep", {"give": "yes", "reason": "No school at all"})
    assert "Late: the chair gave leave" in page
    assert late.reference in member.get(f"/panels/meetings/{meeting.public_id}").text

    client.get(f"/panels/meetings/{meeting.public_id}/order")
    item = one(AgendaItem)
    page = client.submit("Keep this order", {f"number-{item.public_id}": "0"})
    assert "Put in order by hand." in page
    client.click("Change the order")
    page = client.submit("Sort by urgency")
    assert "Order: First what the school says cannot wait" in page

    chair.click("Record who is there")
    page = chair.submit(
        "Record who is there", {f"member-{people.chair.id}": "present", "guest-1": "A. Guest, youth justice"}
    )
    assert "Who was there is recorded" in page or "recorded" in page
    chair.click("Minutes")
    chair.click("Write what else was said")
    chair.submit("Save the minutes", {"notes": "Matters arising."})
    chair.click("Add an action")
    page = chair.submit("Add an action", {"item": item.public_id, "words": "Ring them", "who": "The head"})
    assert "Ring them" in page
    assert "A. Guest, youth justice" in page
    assert "Leave given by" in page
    assert people.child.surname not in page.text
    pdf = chair.get(f"/panels/meetings/{meeting.public_id}/minutes.pdf")
    assert pdf.data.startswith(b"%PDF")

    client.get(f"/panels/meetings/{meeting.public_id}")
    client.submit("Close the meeting")
    page = member.get(f"/panels/meetings/{meeting.public_id}/minutes")
    assert "Its items are open to you no longer" in page
    for word in (late.reference, "Ring them", "Matters arising."):
        assert word not in page.text
    client.get(f"/panels/meetings/{meeting.public_id}/minutes")
    page = client.submit("It was done Ring them")
    assert "The action is done." in page


def test_an_item_is_moved_to_another_meeting(people, published, meeting, enter, as_) -> None:
    with as_(people.coordinator) as actor:
        following = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 12, 1), deadline=dt.date(2026, 11, 24)
        )
    session().commit()
    client = enter(people.coordinator)
    client.get(f"/panels/meetings/{meeting.public_id}")
    client.click("Move item 1")
    page = client.submit("Move the item", {"meeting": following.public_id}, status=422)
    page = client.submit("Move the item", {"meeting": following.public_id, "reason": "The family asked"})
    assert "The item was moved." in page
    client.get(f"/panels/meetings/{meeting.public_id}")
    client.click("Cancel the meeting")
    client.submit("Cancel the meeting", {"reason": "Nothing to hear"})
    client.get(f"/panels/meetings/{following.public_id}")
    client.click("Cancel the meeting")
    page = client.submit("Cancel the meeting", {"reason": "Snow"}, status=422)
    assert "Choose where its items go" in page
    client.submit("Cancel the meeting", {"reason": "Snow", "to": "none"})
    assert one(PanelMeeting).status == "cancelled"


def test_no_page_for_who_does_not_run_panels(people, meeting, enter) -> None:
    for account in (people.member, people.chair, people.officer):
        client = enter(account)
        for path in ("new", "agreement/write", f"{people.panel.public_id}/year"):
            client.get(f"/panels/{path}", status=403)
    foreign = enter(people.foreign_chair)
    for path in ("attendance", "notes", "actions/new"):
        foreign.get(f"/panels/meetings/{meeting.public_id}/{path}", status=404)
