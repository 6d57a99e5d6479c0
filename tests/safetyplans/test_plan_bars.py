"""A bar hides what hangs on a case with the barred child, although the plan does not name that child yet."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from cases.models import Case, Party
from foundation.access.permissions import Role
from foundation.store import acting_as, now, session
from safetyplans import actions
from safetyplans.models import FollowUp, PlanRequest, SafetyPlan
from tests.safetyplans.conftest import actor_of


def test_what_belongs_to_a_case_with_the_child_is_hidden_whole(lead, officer, pupil, school, new_child):
    other = new_child("Tomasz Lewandowski")
    case = Case(reference="CASE-2026-900001", opened_on=dt.date(2026, 11, 2), status="open")
    session().add(case)
    session().flush()
    for child, role in ((pupil, "alleged_victim"), (other, "alleged_perpetrator")):
        session().add(Party(case_id=case.id, child_id=child.id, role=role))
    session().flush()
    with acting_as(officer):
        due = dt.date.max.replace(year=2027)
        asked = actions.ask_for_plan(
            officer, child_id=pupil.id, setting_id=school.id, due_on=due, case_id=case.id
        )
    with acting_as(lead):
        plan = actions.start_plan(lead, child_id=pupil.id, setting_id=school.id, prefill={})
        plan.case_id = case.id
        session().flush()
    for hung_on in ({"plan_id": plan.id}, {"request_id": asked.id}):
        made = {"kind": "help", "words": "Whom may we tell?", "made_by": lead.account_id, "made_at": now()}
        session().add(FollowUp(child_id=pupil.id, setting_id=school.id, **hung_on, **made))
    session().flush()
    session().expunge_all()
    for role, settings in ((Role.MASH_OFFICER, ()), (Role.DSL, (school,))):
        for barred, number in (((), 1), ((other.id,), 0)):
            with acting_as(actor_of(role, *settings, barred=barred)):
                assert len(session().scalars(select(SafetyPlan)).all()) == number
                assert len(session().scalars(select(PlanRequest)).all()) == number
                assert len(session().scalars(select(FollowUp)).all()) == 2 * number
