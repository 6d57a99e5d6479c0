"""Two records joined by mistake: what would change is said before, happens at once, and is undone whole."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from cases.models import Party
from foundation.access.permissions import Role
from foundation.store import current_actor, session
from foundation.trail import history
from roll import actions
from roll.events import IdentityJoined, IdentityTakenBack
from roll.models import Child, ChildAlias, Enrolment, IdentityQuestion
from tests.people import make_account
from transitions import if_joined
from transitions.models import Alert

KEPT = (Child, ChildAlias, Enrolment, Party)
REASON = "The birth certificate says otherwise"


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row that a joining could touch."""
    tables = [model.__table__ for model in KEPT]
    return {
        table.name: sorted((tuple(row) for row in session().execute(select(table))), key=repr)
        for table in tables
    }


def open_alerts() -> set[tuple[str, int, int | None]]:
    found = session().scalars(select(Alert)).all()
    return {(alert.key, alert.child_id, alert.other_child_id) for alert in found if alert.is_open}


@pytest.fixture
def asked(county: Any) -> IdentityQuestion:
    """Leona and Devin are kept apart; Leona is at Saltbeck, and so is somebody who may be Devin."""
    county.put("leona", "saltbeck", "2025-09-02")
    county.put("devin", "corvin", "2025-09-02", "2026-10-30")
    county.put("third", "saltbeck", "2026-11-02")
    county.separate()
    session().add(
        ChildAlias(child_id=county.child("third").id, kind="upn", upn="X", noted_on=dt.date(2026, 9, 1))
    )
    question = IdentityQuestion(
        child_id=county.child("third").id,
        candidate_id=county.child("devin").id,
        reasons=["the same date of birth", "different surnames"],
        score=75,
    )
    session().add(question)
    county.sweep()
    county.save()
    return question


def test_what_would_change_is_what_then_changes(county: Any, asked: IdentityQuestion) -> None:
    before = open_alerts()
    told = if_joined.change(asked.child_id, asked.candidate_id)
    assert "same_setting" in {finding.kind for finding in told.raised}
    assert "identity_uncertain" in {alert.kind for alert in told.stopped}
    actions.decide_identity(current_actor(), asked, same=True, reason="Both schools say so")
    county.save()
    after = open_alerts()
    assert {finding.key for finding in told.raised} == {key for key, *_ in after - before}
    assert {alert.key for alert in told.stopped} == {key for key, *_ in before - after}


def test_a_wrong_joining_undone_leaves_everything_as_it_was_but_for_the_trail(
    county: Any, asked: IdentityQuestion
) -> None:
    before, alerts = rows(), open_alerts()
    actions.decide_identity(current_actor(), asked, same=True, reason="Both schools say so")
    county.save()
    assert rows() != before
    assert open_alerts() != alerts
    actions.take_identity_back(current_actor(), asked, reason=REASON)
    county.save()
    assert rows() == before
    assert open_alerts() == alerts
    assert (asked.status, asked.same, asked.moved) == ("open", None, None)
    told = [line.name for line in history(asked)]
    assert told[:2] == [IdentityTakenBack.__name__, IdentityJoined.__name__]
    assert history(asked)[0].words == f"The decision was taken back: {REASON}"


def test_what_the_roll_brought_since_goes_back_to_the_record_it_belongs_to(
    county: Any, asked: IdentityQuestion
) -> None:
    third, devin = county.child("third"), county.child("devin")
    number = devin.upn
    actions.decide_identity(current_actor(), asked, same=True, reason="Both schools say so")
    county.save()
    county.put("devin", "saltbeck", "2026-11-09")
    session().get(Child, devin.id).surname = "Halloran"
    county.save()
    actions.take_identity_back(current_actor(), asked, reason=REASON)
    county.save()
    stays = session().execute(select(Enrolment.child_id, Enrolment.start).order_by(Enrolment.start)).all()
    assert (third.id, dt.date(2026, 11, 9)) in [tuple(stay) for stay in stays]
    kept = session().get(Child, devin.id)
    assert (kept.surname, kept.upn) == ("Marsh", number)


def test_a_joining_on_which_a_later_one_rests_is_not_undone_first(
    county: Any, asked: IdentityQuestion
) -> None:
    later = IdentityQuestion(
        child_id=county.child("devin").id, candidate_id=county.child("leona").id, reasons=["alike"]
    )
    session().add(later)
    county.save()
    actions.decide_identity(current_actor(), asked, same=True, reason="Both schools say so")
    actions.decide_identity(current_actor(), later, same=True, reason="And so do these")
    county.save()
    with pytest.raises(ValueError, match="joined to a third one"):
        actions.take_identity_back(current_actor(), asked, reason=REASON)


def test_the_officer_sees_what_would_change_decides_and_takes_it_back(
    county: Any, asked: IdentityQuestion, client: Any
) -> None:
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    page = client.sign_in(officer).get(f"/identities/{asked.public_id}")
    assert "Two children at one setting" in page
    assert "Would be raised" in page
    assert "Together 75 points" in page
    refused = client.submit("Record the decision", answer="same", status=422)
    assert refused.errors == ["Enter how you know, or why it can’t be decided yet"]
    later = {"again-day": "20", "again-month": "11", "again-year": "2026"}
    client.submit("Record the decision", answer="unsure", reason="The school rings back", **later)
    assert "Look again" in client.page
    client.get(f"/identities/{asked.public_id}")
    assert "The school rings back" in client.page
    client.submit("Record the decision", answer="same", reason="Both schools say so")
    assert "Decided lately" in client.page
    page = client.get(f"/identities/{asked.public_id}")
    assert "Decided: one child" in page.text
    assert client.submit("Take the decision back", status=422).errors
    page = client.submit("Take the decision back", back=REASON)
    assert "The question is open again" in page.text
    assert "Your decision" in page


def test_twins_need_a_second_word(county: Any, client: Any) -> None:
    born = {"surname": "Alder", "date_of_birth": dt.date(2012, 5, 5), "source": "roll"}
    twins = [Child(forename=name, **born) for name in ("Anna", "Hannah")]
    session().add_all(twins)
    session().flush()
    question = IdentityQuestion(child_id=twins[0].id, candidate_id=twins[1].id, reasons=["alike"], score=95)
    session().add(question)
    county.save()
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER)).get(f"/identities/{question.public_id}")
    refused = client.submit("Record the decision", answer="same", reason="One and the same", status=422)
    assert refused.errors == ["Say that you made sure that they are not twins, or brother and sister"]
    client.submit("Record the decision", answer="same", reason="One and the same", sure=["yes"])
    assert session().get(Child, twins[0].id).merged_into_id == twins[1].id


def test_the_alert_leads_to_the_decision_it_waits_for(client, county, asked) -> None:
    alert = county.alert(kind="identity_uncertain")
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = officer.get(f"/alerts/{alert.reference}")
    assert page.links["Decide whether the two records are one child"] == f"/identities/{asked.public_id}"
    assert "Release what the setting needs to know" not in page
    assert "Until a person decides" in page
    actions.decide_identity(current_actor(), asked, same=False, reason=REASON)
    county.save()
    page = officer.get(f"/alerts/{alert.reference}")
    assert "Until a person decides" not in page
    assert "Decide whether the two records are one child" not in page.links
