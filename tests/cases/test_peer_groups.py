"""Peer group information: asked of one provider, answered, read within the assessment only, fed back."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases import actions as case_actions
from cases.peer_groups import actions, lists, nights
from cases.peer_groups.actions import AskValues
from cases.peer_groups.models import PeerInformation, PeerName, PeerRequest
from foundation.access import actions as access
from foundation.access.lists import actor_of as actor_of_account
from foundation.access.lists import operator
from foundation.access.models import Account
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session, today
from roll.models import Child, Enrolment
from tests.cases.conftest import actor_of
from tests.people import make_account

MASH = Role.MASH_OFFICER


@pytest.fixture
def school(writable, new_setting):
    return new_setting("Ridgemoor School")


@pytest.fixture
def case(school, new_child):
    two = new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")
    since = dt.date(2024, 9, 1)
    for child in two:
        session().add(Enrolment(child_id=child.id, setting_id=school.id, start=since, status="C"))
    session().commit()
    with acting_as(actor_of(MASH)) as actor:
        parties = [(two[0].id, "alleged_victim", school.id), (two[1].id, "alleged_perpetrator", school.id)]
        found = case_actions.open_case(actor, parties=parties)
    session().commit()
    return found


def account_called(name: str) -> Account:
    return session().scalars(select(Account).where(Account.name == name)).one()


def asked(case, by: Account | None = None, **values) -> PeerRequest:
    values = {"child_id": case.parties[1].child_id, "service": "youth_justice", **values}
    with acting_as(actor_of(MASH, account_id=by.id if by else 0)) as actor:
        made = actions.ask(actor, case, AskValues(assessment="youth_justice", purpose="To plan.", **values))
    session().commit()
    return made


def test_an_officer_asks_the_school_answers_and_is_told_what_came_of_it(case, school, signed_in):
    dsl, mash = signed_in(Role.DSL, setting=school, name="Dee"), signed_in(MASH, name="Mo")
    child = session().get(Child, case.parties[1].child_id)
    mash.get(f"/cases/{case.reference}")
    mash.click("Ask for peer group information")
    values = {"child": child.public_id, "provider": school.urn, "service": "youth_justice"}
    page = mash.submit("Ask the provider", {**values, "assessment": "youth_justice"}, status=422)
    assert "Enter what it is needed for" in page
    page = mash.submit("Ask the provider", {"purpose": "To see who steadies him."})
    assert "There is none yet." in page
    page = dsl.get("/")
    assert "Peer group information you are asked for" in page
    reference = session().scalars(select(PeerRequest.reference)).one()
    dsl.click(f"{reference}, asked of Ridgemoor School")
    page = dsl.click("Answer it")
    assert "To see who steadies him." in page
    page = dsl.submit("Send the answer", {"names": "Kit\nSasha B"}, status=422)
    page = dsl.submit("Send the answer", {"aware": "yes", "how_many": "few", "protective": "Kit calms him."})
    assert "Kit calms him." in page
    page = mash.get(f"/peer-groups/{reference}")
    assert "Sasha B: not decided" in page
    page = mash.submit("Send the feedback", {"informed": "yes", "feedback": "It changed the plan."})
    assert "Answered, feedback given" in page
    page = dsl.get(f"/peer-groups/{reference}")
    assert "It changed the plan." in page
    assert "Whom the names mean" not in page
    dsl.click("Say what has changed")
    dsl.submit("Send what has changed", {"names": "Kit"})
    assert [name.words for name in session().scalars(select(PeerName))] == ["Kit"]
    told = {(m.notice, m.path) for m in session().scalars(select(OutboxMessage))}
    assert {notice for notice, _ in told} >= {
        "information_asked",
        "information_given",
        "information_feedback",
    }


def test_a_colleague_reads_nothing_until_they_join_with_a_reason(case, school, signed_in):
    owner = make_account(MASH, name="Owner")
    made = asked(case, owner, setting_id=school.id)
    with acting_as(operator()):
        information = session().scalars(select(PeerInformation)).one()
        information.answers = {"aware": "yes", "risky": "Leads him to the canal."}
    session().commit()
    officer = signed_in(Role.SAFEGUARDING_OFFICER, name="Olu")
    page = officer.get(f"/peer-groups/{made.reference}")
    assert "You are not within this assessment" in page
    assert "canal" not in page
    page = officer.submit("Join and read it", {"join_reason": ""}, status=422)
    page = officer.submit("Join and read it", {"join_reason": "I review the plan."})
    assert "Leads him to the canal." in page
    assert "Olu: I review the plan." in page
    notices = [m.notice for m in session().scalars(select(OutboxMessage)) if m.account_id == owner.id]
    assert notices == ["information_joined"]


def test_a_letter_is_printed_sent_and_its_reply_typed_in(case, signed_in):
    mash = signed_in(MASH, name="Mo")
    made = asked(case, account_called("Mo"), provider="Pat, youth service")
    page = mash.get(f"/peer-groups/{made.reference}/letter.pdf")
    assert page.data.startswith(b"%PDF")
    mash.get(f"/peer-groups/{made.reference}")
    page = mash.submit("Keep that it was sent", {"how": "By secure mail"})
    assert "By secure mail" in page
    mash.click("Type in the reply")
    page = mash.submit("Send the answer", {"aware": "no", "by": "Pat, youth service"})
    assert "Are you aware of any peer relationships" in page
    assert session().get(PeerRequest, made.id).status == "answered"


def test_a_name_means_a_child_only_by_decision_and_then_a_bar_hides_it(case, school, signed_in, new_child):
    peer = new_child("Kit", "Marlow")
    mash = signed_in(MASH, name="Mo")
    made = asked(case, account_called("Mo"), provider="Pat")
    mash.get(f"/peer-groups/{made.reference}/type-in")
    mash.submit("Send the answer", {"aware": "yes", "names": "Kit M", "by": "Pat"})
    assert session().scalars(select(PeerName.child_id)).one() is None
    mash.click("Decide on a name")
    name = session().scalars(select(PeerName)).one()
    page = mash.submit(
        "Keep this decision", {"name": f"{name.id}", "upn": peer.upn, "reason": "A tutor said."}
    )
    assert "Kit Marlow" in page
    reader = account_called("Mo")
    with acting_as(actor_of(MASH, account_id=reader.id)):
        assert lists.information_of(made) is not None
    access.set_bar(operator(), reader, peer.id, "A neighbour of hers")
    session().commit()
    with acting_as(actor_of_account(reader)):
        assert lists.information_of(made) is None


def test_a_late_answer_is_told_to_both_sides_once(case, school, clock):
    owner = make_account(MASH, name="Owner")
    dsl = make_account(Role.DSL, name="Dee", setting=school.id)
    asked(case, owner, setting_id=school.id, due_on=today() + dt.timedelta(days=1))
    clock.forward(days=2)
    nights.escalate()
    nights.escalate()
    session().commit()
    told = [(m.account_id, m.notice) for m in session().scalars(select(OutboxMessage))]
    assert told.count((dsl.id, "information_late")) == 1
    assert told.count((owner.id, "information_awaited")) == 1
