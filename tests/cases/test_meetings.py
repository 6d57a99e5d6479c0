"""Meetings as the people who hold them see them: called, held, written up, acted on."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases import actions as case_actions
from cases.meetings import actions, lists, nights, printing, showing
from cases.meetings.actions import ActionValues, Asked, CallValues
from cases.meetings.models import Meeting, MeetingAction
from cases.meetings.table_form import TABLE
from cases.names import NamesAnotherChild
from foundation.access.permissions import Role
from foundation.answers import write_answers
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, now, session, today
from tests.cases.conftest import actor_of
from tests.people import make_account

MASH = Role.MASH_OFFICER


@pytest.fixture
def case(writable, new_child, new_setting):
    setting = new_setting("Ridgemoor School")
    two = new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")
    with acting_as(actor_of(MASH)) as actor:
        parties = [(two[0].id, "alleged_victim", setting.id), (two[1].id, "alleged_perpetrator", setting.id)]
        found = case_actions.open_case(actor, parties=parties)
    session().commit()
    return found


def called(case, kind="hsb_multi_agency", party=1, days=3) -> Meeting:
    values = CallValues(
        kind=kind,
        child_id=case.parties[party].child_id,
        starts_at=now() + dt.timedelta(days=days),
        chair="Pat Chair",
        chair_agency="social_care",
        reason="To plan together.",
    )
    with acting_as(actor_of(MASH)) as actor:
        made = actions.call_meeting(actor, values, case=case)
    session().commit()
    return made


def held(meeting: Meeting, *agencies: str, reason: str = "") -> Meeting:
    with acting_as(actor_of(MASH)) as actor:
        actions.invite(actor, meeting, [Asked(agency) for agency in agencies])
        actions.hold_meeting(actor, meeting, {row.id: "yes" for row in meeting.invitees}, reason)
    session().commit()
    return meeting


def test_an_officer_calls_a_strategy_meeting_and_sees_that_health_is_missing(case, signed_in):
    client = signed_in(MASH)
    client.get(f"/cases/{case.reference}")
    page = client.click("Call a meeting")
    values = {
        "kind": "strategy",
        "child": page.data and _public_id(case, 0),
        "time": "10:00",
        "chair": "Pat Chair",
    }
    day = today() + dt.timedelta(days=1)
    values |= {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    page = client.submit("Call the meeting", values, status=422)
    assert "Enter why it is called" in page
    page = client.submit("Call the meeting", {"reason": "Two agencies told us."})
    assert page.h1 == "Who is asked"
    assert "Health (quorum)" in page
    page = client.submit("Save who is asked", {"name-0": "Ada Worker", "name-2": "PC Lane"})
    assert "Not quorate with those who are asked" in page
    assert "Missing for the quorum: health" in page
    client.click("It was held: who was there")
    meeting = session().scalars(select(Meeting)).one()
    answers = {f"attended-{row.id}": "yes" for row in meeting.invitees}
    page = client.submit("Keep who was there", answers, status=422)
    assert "Not quorate without health" in page
    page = client.submit("Keep who was there", {"reason": "The nurse was ill; confirmed tomorrow."})
    assert page.h1 == "Minutes"
    page = client.submit("Save and agree them", {"decisions": ""}, status=422)
    page = client.submit(
        "Save and agree them", {"said-own_safety": "Feels safe with her aunt.", "decisions": "Joint enquiry."}
    )
    assert "Held without its quorum" in page
    assert "Feels safe with her aunt." in page
    assert session().scalars(select(Meeting.status)).one() == "agreed"


def _public_id(case, number: int) -> str:
    from roll.models import Child

    child_id = case.parties[number].child_id
    return session().scalars(select(Child.public_id).where(Child.id == child_id)).one()


def test_a_strategy_meeting_that_is_not_held_needs_more_than_a_police_investigation(case, signed_in):
    client = signed_in(MASH)
    client.get(f"/cases/{case.reference}/meetings/not-held")
    values = {"child": _public_id(case, 1), "code": "police", "reason": "Police.", "manager": "Jo Head"}
    page = client.submit("Keep this decision", values, status=422)
    assert "This is no reason by itself" in page
    page = client.submit("Keep this decision", {"reason": "A conference on Friday brings all together."})
    assert "Considered, and not held: the police are investigating" in page
    assert "Decided by Jo Head" in page


def test_the_contextual_table_shows_what_has_no_intervention_and_what_shifted(case, signed_in, clock):
    first = held(called(case, days=-30), "police", "social_care")
    with acting_as(actor_of(MASH, account_id=make_account(MASH).id)) as actor:
        answers = {"peer_risk": ["sexual_bullying", "recruiting"], "school_situation": "In year 9."}
        write_answers(actor, first, TABLE, {**answers, "peer_risk_more": "Meets older children at the park"})
    session().commit()
    second = called(case, days=1)
    client = signed_in(MASH)
    page = client.get(f"/meetings/{second.reference}")
    page = client.submit(f"Begin with the table of {first.reference}")
    assert "3 of 3 factors have no intervention" in page
    assert "Factors: 3 as before." in page
    client.get(f"/meetings/{second.reference}/table/peer")
    page = client.submit(
        "Save and continue", {"peer_risk": ["sexual_bullying"], "peer_vulnerability": ["gang"]}
    )
    with acting_as(actor_of(MASH)):
        table = showing.table(lists.meeting_by_reference(second.reference))
    assert [one.words for one in table.shifted.new] == ["Gang association"]
    assert [one.words for one in table.shifted.gone] == ["Recruiting others into exploitative situations"]
    client.get(f"/meetings/{second.reference}/actions/new")
    values = {
        "area": "Harm in the peer group",
        "owner": "Sam Worker",
        "due-day": "4",
        "due-month": "12",
        "due-year": "2026",
        "factors": ["peer.vulnerability.gang", "peer.risk.sexual_bullying"],
        "control-family": "Talk with his mother.",
        "none-neighbourhood": "Nothing was seen there.",
        "control-school": "Staff on the stairs.",
    }
    page = client.submit("Agree the action", values, status=422)
    assert "Say what is done in peer group, or why nothing is" in page
    page = client.submit("Agree the action", {"control-peer": "Group work."})
    assert "1 of 3 factors have no intervention" in page
    page = client.get(f"/meetings/{second.reference}/read-table")
    assert "Meets older children at the park" in page


def test_the_papers_never_name_the_other_child(case, signed_in):
    meeting = held(called(case, days=-1), "police", "social_care")
    with acting_as(actor_of(MASH)) as actor:
        actions.write_minutes(actor, meeting, {"situation": "Amara sits beside him."}, "Change the seats.")
        session().commit()
        with pytest.raises(NamesAnotherChild, match="situation"):
            printing.minutes(actor, meeting)
    client = signed_in(MASH)
    page = client.get(f"/meetings/{meeting.reference}/minutes.pdf")
    assert "Not printed: it would give another child away" in page
    assert "Amara" not in page.words
    with acting_as(actor_of(MASH)) as actor:
        actions.write_minutes(actor, meeting, {"situation": "The other child sits beside him."}, "Change it.")
    session().commit()
    for name in ("invitation", "minutes", "table"):
        page = client.get(f"/meetings/{meeting.reference}/{name}.pdf")
        assert page.data.startswith(b"%PDF")


def action_of(meeting: Meeting, owner_id: int | None, due: dt.date) -> MeetingAction:
    with acting_as(actor_of(MASH)) as actor:
        controls = {context: {"words": "Yes."} for context in ("family", "peer", "school", "neighbourhood")}
        values = ActionValues("Ask the school", "Sam", due, owner_id=owner_id, controls=controls)
        made = actions.agree_action(actor, meeting, values)
    session().commit()
    return made


def test_whoever_has_an_action_sees_it_without_the_meeting(case, signed_in, new_setting):
    coordinator = signed_in(Role.FAP_COORDINATOR, name="Sam")
    from foundation.access.models import Account

    account = session().scalars(select(Account).where(Account.name == "Sam")).one()
    meeting = held(called(case, days=-1), "police", "social_care")
    made = action_of(meeting, account.id, today() + dt.timedelta(days=1))
    page = coordinator.get("/")
    assert "Your actions from meetings" in page
    coordinator.click("Ask the school")
    page = coordinator.submit("Save how it stands", {"rating": "green", "said": "Done today."})
    assert "Green: done" in page
    assert session().get(MeetingAction, made.id).status == "green"
    coordinator.get(f"/meetings/{meeting.reference}", status=404)


def test_overdue_actions_are_told_once_and_go_to_the_officers_later(case, clock, writable):
    officer = make_account(Role.SAFEGUARDING_OFFICER, name="Officer")
    owner = make_account(MASH, name="Owner")
    meeting = held(called(case, days=-1), "police", "social_care")
    action_of(meeting, owner.id, today())
    clock.forward(days=1)
    for _ in range(2):
        nights.escalate()
    session().commit()
    told = [(m.account_id, m.notice) for m in session().scalars(select(OutboxMessage))]
    assert told.count((owner.id, "action_late")) == 1
    assert (officer.id, "action_late_of_other") not in told
    clock.forward(days=9)
    nights.escalate()
    session().commit()
    told = [(m.account_id, m.notice) for m in session().scalars(select(OutboxMessage))]
    assert told.count((officer.id, "action_late_of_other")) == 1
    assert told.count((owner.id, "action_late")) == 1


def test_a_bar_from_the_other_child_hides_the_meeting_whole(case):
    meeting = called(case)
    other = case.parties[0].child_id
    with acting_as(actor_of(MASH, barred=(other,))):
        assert lists.meeting_by_reference(meeting.reference) is None
    with acting_as(actor_of(MASH)):
        assert lists.meeting_by_reference(meeting.reference) is not None
    with acting_as(actor_of(Role.FAP_COORDINATOR)):
        assert lists.meeting_by_reference(meeting.reference) is None
