"""Conditions warn before they end; outcomes decide where an ended separation stays in sight; nights."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases import actions, lists
from cases.actions.separation import next_end
from cases.kinds import KINDS
from cases.models import Separation
from cases.nights import pass_on_what_is_late
from cases.words import OUTCOMES
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session, today
from tests.cases.conftest import actor_of
from tests.people import make_account

MASH, OFFICER = Role.MASH_OFFICER, Role.SAFEGUARDING_OFFICER


@pytest.fixture
def apart(writable, new_child) -> Separation:
    first, second = new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")
    with acting_as(actor_of(MASH)) as actor:
        parties = [(first.id, "alleged_victim", None), (second.id, "alleged_perpetrator", None)]
        actions.open_case(actor, parties=parties)
    session().commit()
    return session().scalars(select(Separation)).one()


def amend(separation: Separation, *days: int | None) -> None:
    conditions = [
        {
            "words": "No contact",
            "until": (today() + dt.timedelta(days=n)).isoformat() if n is not None else None,
        }
        for n in days
    ]
    with acting_as(actor_of(MASH)) as actor:
        actions.amend_separation(actor, separation, scope=["site"], conditions=conditions, reason="bail")
    session().commit()


def notices(name: str) -> list[OutboxMessage]:
    session().expire_all()
    return list(session().scalars(select(OutboxMessage).where(OutboxMessage.notice == name)))


def test_the_next_end_is_the_first_that_has_not_passed():
    day = dt.date(2026, 11, 10)
    known = [{"until": "2026-11-09"}, {"until": None}, {"until": "2026-12-01"}, {"until": "2026-11-12"}]
    assert next_end(known, day) == dt.date(2026, 11, 12)
    assert next_end(known, dt.date(2027, 1, 1)) is None
    assert next_end([], day) is None


def test_a_condition_warns_everybody_once_before_it_ends(apart, clock):
    people = [make_account(MASH), make_account(OFFICER)]
    amend(apart, 20, 40, None)
    pass_on_what_is_late()
    assert notices("condition_ending") == []
    clock.forward(days=7)
    pass_on_what_is_late()
    pass_on_what_is_late()
    session().commit()
    told = notices("condition_ending")
    assert {one.account_id for one in told} == {one.id for one in people}
    assert len(told) == 2
    assert [one.id for one in lists.separations_with_ending_conditions(today() + dt.timedelta(weeks=2))] == [
        apart.id
    ]
    clock.forward(days=14)
    pass_on_what_is_late()
    session().commit()
    session().expire_all()
    assert apart.condition_ends_on == today() + dt.timedelta(days=19)


def test_a_condition_that_ends_soon_stands_on_the_page_and_the_home_page(apart, signed_in):
    amend(apart, 9)
    client = signed_in(MASH)
    assert "(ends soon)" in client.get(f"/separations/{apart.public_id}")
    assert "A condition ends on" in client.get("/")
    assert "Amara Okonkwo" in client.get("/separations?show=conditions")


@pytest.mark.parametrize("outcome", list(OUTCOMES))
def test_what_became_of_the_allegation_decides_where_it_stays_in_sight(apart, signed_in, outcome):
    client = signed_in(OFFICER)
    client.get(f"/separations/{apart.public_id}")
    client.submit("Save the review", {"outcome": "Both still at risk.", "allegation": outcome})
    session().expire_all()
    assert "next review 20" not in client.get(f"/separations/{apart.public_id}"), "a day in words"
    assert apart.status == "in_force", "no outcome ends it"
    assert apart.outcome == outcome
    client.submit("End the separation", {"end_reason": "No longer needed.", "end_allegation": outcome})
    stays = OUTCOMES[outcome][1]
    ended = client.get("/separations?show=ended")
    assert ("Amara Okonkwo" in ended) is (stays == "everywhere")
    page = client.get(f"/separations/{apart.public_id}")
    assert OUTCOMES[outcome][0].lower() in page.words.lower()
    assert ("The placement check no longer counts it" in page) is (stays == "everywhere")
    assert "Ended" in client.get(f"/cases/{lists.cases_behind(apart)[0].reference}"), "never silently"


def test_a_separation_is_never_ended_without_an_outcome(apart, signed_in):
    client = signed_in(OFFICER)
    client.get(f"/separations/{apart.public_id}")
    page = client.submit("End the separation", {"end_reason": "No longer needed."}, status=422)
    assert page.errors == ["Choose what became of the allegation"]
    session().expire_all()
    assert apart.status == "in_force"


def test_what_is_late_is_passed_on_once_without_a_name(apart, clock):
    officer, owner = make_account(OFFICER), make_account(MASH)
    case = lists.cases_behind(apart)[0]
    case.owner_id = owner.id
    with acting_as(actor_of(MASH)) as actor:
        told = actions.receive_contact(
            actor, source_kind="agency", child_id=apart.child_a_id, agency="Police"
        )
        advice = {"happened_on": today(), "what": "Write it.", "agency": "school", "due_on": today()}
        actions.add_entry(actor, case, KINDS["advice"], advice, child_id=apart.child_a_id)
    clock.forward(hours=47)
    pass_on_what_is_late()
    assert notices("contact_late") == []
    clock.forward(hours=2)
    for _ in range(2):
        pass_on_what_is_late()
    late = notices("contact_late")
    assert [(one.account_id, one.path) for one in late] == [(officer.id, f"/mash/{told.reference}")]
    assert [one.account_id for one in notices("advice_late")] == [owner.id]
    with acting_as(actor_of(MASH)) as actor:
        actions.no_case_needed(actor, told, "An argument.")
    clock.forward(days=60)
    pass_on_what_is_late()
    assert len(notices("contact_late")) == 1
    assert [one.account_id for one in notices("separation_review_late")] == [officer.id]
