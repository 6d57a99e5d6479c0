"""A child's page: a time line of what the reader may see, in a picture and in words, and no other child."""

from __future__ import annotations

import datetime as dt

import pytest

from cases import actions as case_actions
from cases.meetings import actions
from cases.meetings.actions import CallValues
from foundation.access.permissions import Role
from foundation.store import acting_as, now, session
from roll.models import Enrolment
from tests.cases.conftest import actor_of

MASH = Role.MASH_OFFICER


@pytest.fixture
def told(writable, new_child, new_setting):
    setting = new_setting("Ridgemoor School")
    one, other = new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")
    session().add(Enrolment(child_id=one.id, setting_id=setting.id, start=dt.date(2024, 9, 1), status="C"))
    session().commit()
    with acting_as(actor_of(MASH)) as actor:
        parties = [(one.id, "alleged_victim", setting.id), (other.id, "alleged_perpetrator", None)]
        case = case_actions.open_case(actor, parties=parties)
        starts = now() + dt.timedelta(days=2)
        values = CallValues("strategy", one.id, starts, chair="Pat", reason="To plan.")
        actions.call_meeting(actor, values, case=case)
    session().commit()
    return one, setting, case


def test_an_officer_sees_cases_meetings_and_separations_on_one_line(told, signed_in):
    child, _, case = told
    page = signed_in(MASH).get(f"/children/{child.public_id}")
    assert "Where the child is and has been, and what was done" in page
    rows = [row for row in page.rows() if "What was done" in row[0]]
    assert any(case.reference in " ".join(row) for row in rows)
    assert any("Strategy meeting" in " ".join(row) and "that day" in " ".join(row) for row in rows)
    assert "Kept apart from another child" in page
    assert "Tomasz" not in page.words
    assert "Ridgemoor School" in page


def test_a_school_sees_its_own_stays_and_nothing_of_the_case(told, signed_in):
    child, setting, case = told
    page = signed_in(Role.DSL, setting=setting).get(f"/children/{child.public_id}")
    assert "Ridgemoor School" in page
    for word in (case.reference, "Strategy meeting", "Kept apart", "What was done"):
        assert word not in page


def test_whoever_is_barred_from_the_other_child_sees_nothing_of_the_case(told, signed_in):
    from foundation.access import actions as access
    from foundation.access.lists import operator
    from tests.cases.test_peer_groups import account_called

    child, _, case = told
    client = signed_in(MASH, name="Mo")
    access.set_bar(operator(), account_called("Mo"), case.parties[1].child_id, "A cousin")
    session().commit()
    page = client.get(f"/children/{child.public_id}")
    assert case.reference not in page
    assert "Kept apart" not in page


def test_what_stands_on_a_joined_record_is_on_the_page_of_the_child(told, signed_in, new_child):
    former, _, case = told
    standing = new_child("Amara", "Okonkwo")
    former.merged_into_id = standing.id
    session().commit()
    page = signed_in(MASH).get(f"/children/{standing.public_id}")
    assert case.reference in page
    assert "Strategy meeting" in page
    assert "Kept apart from another child" in page
