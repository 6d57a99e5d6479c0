"""After a transition meeting each setting says once what it received."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cases.actions.rights import NotAllowed
from cases.meetings import actions
from cases.meetings.actions import Asked, CallValues
from cases.meetings.showing import agenda
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import acting_as, now, session
from roll.models import Child, Setting
from tests.client import CheckingClient
from tests.people import make_account


def make_setting(urn: str, name: str) -> Setting:
    found = Setting(
        urn=urn, name=name, phase_code="4", low_age=11, high_age=16, type_name="Academy converter"
    )
    session().add(found)
    session().commit()
    return found


@pytest.fixture
def met(db_session) -> Any:
    """A transition meeting of two schools that was held, and a lead at each and at a third."""
    schools = [make_setting(f"30000{n}", f"School {n}") for n in (1, 2, 3)]
    child = Child(forename="Ida", surname="Mell", date_of_birth=dt.date(2013, 5, 5), sex="F")
    session().add(child)
    session().commit()
    leads = [make_account(Role.DSL, setting=school) for school in schools]
    coordinator = make_account(Role.FAP_COORDINATOR)
    with acting_as(actor_of(coordinator)) as actor:
        values = CallValues(
            "transition", child.id, now() - dt.timedelta(days=1), chair="C. Hair", reason="Move"
        )
        meeting = actions.call_meeting(actor, values)
        asked = [Asked("school", f"Lead {n}", "DSL", school.id) for n, school in enumerate(schools[:2])]
        actions.invite(actor, meeting, asked)
        actions.hold_meeting(actor, meeting, {row.id: "yes" for row in meeting.invitees})
    session().commit()
    return meeting, leads


def test_its_agenda_asks_what_happened_support_and_handover(met) -> None:
    meeting, _leads = met
    codes = {point.code for point in agenda(meeting)}
    assert {"what_happened", "plans_in_force", "travelling_support", "voice", "handover"} <= codes


def test_each_setting_confirms_once_and_a_third_never(app, met) -> None:
    meeting, (first, _second, third) = met
    with acting_as(actor_of(third)) as actor, pytest.raises(NotAllowed):
        actions.confirm_receipt(actor, meeting, "Nothing")
    page = CheckingClient(app).sign_in(first)
    page.get(f"/meetings/{meeting.reference}")
    shown = page.submit("Confirm the handover", {"received": "The file, and the plan."})
    assert "The file, and the plan." in shown
    assert "Confirm the handover" not in shown.buttons
    session().expire_all()
    with acting_as(actor_of(first)) as actor, pytest.raises(NotAllowed):
        actions.confirm_receipt(actor, meeting, "Again")
