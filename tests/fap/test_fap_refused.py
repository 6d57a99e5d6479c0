"""What two people do at once, and what is too little to be taken: refused in words, and nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest

from fap import actions
from fap.models import AgendaItem, Decision, Referral
from foundation.store import session
from tests.client import CheckingClient

PLACE = {
    "kind": "place",
    "start_date-day": "24",
    "start_date-month": "11",
    "start_date-year": "2026",
    "reasons": "Nearest school with a place.",
    "responsible": "The coordinator",
}


@pytest.fixture
def enter(app, people):
    return lambda account: CheckingClient(app).sign_in(account)


def test_a_decision_changed_after_it_was_read_is_not_signed(
    make_referral, meeting, people, enter, as_
) -> None:
    make_referral("on_agenda", meeting=meeting)
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    said: dict[str, Any] = {**PLACE, "setting": people.other.urn}
    desk, chair = enter(people.coordinator), enter(people.chair)
    item = session().query(AgendaItem).one()
    desk.get(f"/panels/items/{item.public_id}")
    page = desk.submit("Save the draft", said)
    read = chair.get(page.path)
    assert "Nearest school with a place." in read
    desk.get(f"/panels/items/{item.public_id}")
    desk.submit("Save the draft", said | {"reasons": "Something else altogether."})
    page = chair.submit("Sign the decision")
    assert "the decision was changed after you opened it" in page
    session().expire_all()
    assert session().query(Decision).one().status == "draft"
    page = chair.submit("Sign the decision")
    assert page.h1 == "Signed decision"
    assert session().query(Referral).one().status == "decided"


def test_a_reason_of_one_letter_is_asked_for_again(make_referral, people, enter) -> None:
    made = make_referral("submitted")
    client = enter(people.dsl)
    client.get(f"/referrals/{made.public_id}/withdraw")
    page = client.submit("Withdraw the referral", {"reason": "x"}, status=422)
    assert "Give a reason" in page
    session().expire_all()
    assert session().query(Referral).one().status == "submitted"
