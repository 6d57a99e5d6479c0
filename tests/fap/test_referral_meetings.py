"""A professionals' meeting before the panel: called from the referral, read by the setting that is asked."""

from __future__ import annotations

from sqlalchemy import select

from cases.meetings.models import Meeting
from foundation.access.permissions import Role
from foundation.store import session


def test_a_coordinator_calls_a_meeting_from_a_referral_and_the_school_reads_it(
    people, make_referral, signed_in
):
    referral = make_referral("submitted")
    client = signed_in(Role.FAP_COORDINATOR)
    client.get(f"/referrals/{referral.public_id}")
    client.click("Call a meeting")
    values = {"day-day": "12", "day-month": "11", "day-year": "2026", "time": "14:30", "chair": "Pat Chair"}
    page = client.submit("Call the meeting", {**values, "reason": "To agree what the panel needs."})
    assert page.h1 == "Who is asked"
    values = {"agency-1": "school", "name-1": "Head of year", "setting-1": people.school.name}
    page = client.submit("Save who is asked", values)
    assert page.h1 == "Professionals' meeting before the panel"
    assert f"Read the referral {referral.reference}" in page
    meeting = session().scalars(select(Meeting)).one()
    assert (meeting.kind, meeting.child_id) == ("pre_fap", referral.child_id)
    page = signed_in(Role.DSL, setting=people.school).get(f"/meetings/{meeting.reference}")
    assert "To agree what the panel needs." in page
    assert "Agree an action" not in page
    signed_in(Role.DSL, setting=people.other).get(f"/meetings/{meeting.reference}", status=404)
    page = client.get(f"/referrals/{referral.public_id}")
    assert meeting.reference in page


def test_a_coordinator_is_offered_no_meeting_of_the_education_mash(people, signed_in):
    page = signed_in(Role.FAP_COORDINATOR).get("/meetings/call")
    assert "Transition meeting between settings" in page
    assert "Strategy meeting" not in page
