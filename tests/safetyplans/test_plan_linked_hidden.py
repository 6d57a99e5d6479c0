"""Who names a child does not learn from the answer whether that child has a plan at another school."""

from __future__ import annotations

import datetime as dt

import pytest

from cases.models import Case, Separation
from foundation.access.permissions import Role
from foundation.store import acting_as, session
from safetyplans import actions
from safetyplans.models import OtherChild, SafetyPlan
from safetyplans.twins import linked_plans
from tests.safetyplans.conftest import actor_of


def name_in(plan: SafetyPlan, child) -> None:
    told = {"forename": child.forename, "surname": child.surname, "born": "2012-03-27", "upn": child.upn}
    session().add(
        OtherChild(plan_id=plan.id, child_id=child.id, row_key="r1", role="alleged_perpetrator", **told)
    )
    session().flush()


@pytest.fixture
def apart(lead, pupil, school, new_child, new_setting):
    """A plan that names a child of another school, who has a plan there."""
    elsewhere = new_setting("Corvin Academy")
    other = new_child("Tomasz Lewandowski", elsewhere)
    lead_there = actor_of(Role.DSL, elsewhere, account_id=lead.account_id)
    with acting_as(lead):
        mine = actions.start_plan(lead, child_id=pupil.id, setting_id=school.id, prefill={})
    with acting_as(lead_there):
        theirs = actions.start_plan(lead_there, child_id=other.id, setting_id=elsewhere.id, prefill={})
    name_in(mine, other)
    return mine, theirs


def test_by_its_own_word_alone_a_school_learns_nothing_and_the_officer_all(apart, lead, officer, dsl):
    mine, theirs = apart
    session().commit()
    with acting_as(lead):
        assert linked_plans(mine) == []
    with acting_as(officer):
        assert [one.plan for one in linked_plans(mine)] == [theirs]
    assert "No other plan is linked" in dsl.get(f"/plans/{mine.public_id}/linked")


@pytest.mark.parametrize("how", ["mutual", "case", "confirmed", "reported"])
def test_once_the_link_is_no_word_of_its_own_the_school_is_told_what_does_not_fit(apart, lead, pupil, how):
    mine, theirs = apart
    if how == "mutual":
        name_in(theirs, pupil)
    elif how == "case":
        case = Case(reference="CASE-2026-900002", opened_on=dt.date(2026, 11, 2), status="open")
        session().add(case)
        session().flush()
        mine.case_id = theirs.case_id = case.id
    else:
        first, second = sorted((mine.child_id, theirs.child_id))
        session().add(
            Separation(
                child_a_id=first,
                child_b_id=second,
                from_date=dt.date(2026, 11, 2),
                review_on=dt.date(2026, 12, 1),
                certainty=how,
            )
        )
    session().flush()
    with acting_as(lead):
        found = linked_plans(mine)
    assert [one.plan for one in found] == ([] if how == "reported" else [None])
