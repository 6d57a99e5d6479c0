"""Contacts that officers record, two officers on one, and the letter within 48 hours."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy import select

from cases import actions
from cases.actions.separation import separate_parties
from cases.models import Case, Contact
from cases.names import NamesAnotherChild
from foundation.access.permissions import Role
from foundation.store import acting_as, now, session
from foundation.store.actor import set_actor
from roll.models import ChildAlias
from tests.cases.conftest import actor_of

MASH = Role.MASH_OFFICER
POLICE = {
    "agency_kind": "police",
    "agency": "Harbour Police",
    "referrer": "DC Lane",
    "reply_to": "unit@police.example",
    "asks_for": "referral",
    "came_as": "attached",
    "level": "4",
    "summary": "Said to have been pushed.",
}
DECIDE = "Decide that no case is needed"


@pytest.fixture
def two(writable, new_child, new_setting):
    new_setting("Ridgemoor School")
    return new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")


def told(two, **more) -> Contact:
    with acting_as(actor_of(MASH)) as mash:
        values = {"source_kind": "agency", "child_id": two[0].id, "other_child_ids": [two[1].id]}
        found = actions.receive_contact(mash, **{**values, "agency": "Harbour Police", **more})
    session().commit()
    return found


def test_two_agencies_on_one_incident_are_two_contacts(two, signed_in):
    client = signed_in(MASH)
    for agency in ("police", "health"):
        client.get("/mash/new")
        fields = {
            **POLICE,
            "agency_kind": agency,
            "upn": two[0].upn,
            "others": f"{two[1].upn}\nA boy called Kit",
        }
        page = client.submit("Check before you record it", fields)
        assert page.h1 == "Check the contact"
        assert "Tomasz Lewandowski, from our records; A boy called Kit" in page
        client.submit("Record the contact")
    made = session().scalars(select(Contact).order_by(Contact.id)).all()
    assert [contact.agency_kind for contact in made] == ["police", "health"]
    assert all(contact.status == "waiting" for contact in made)
    assert set(made[0].child_ids()) == {two[0].id, two[1].id}
    assert made[0].came_as == "attached"
    assert made[0].level == "4"


def test_the_clock_runs_from_when_it_was_received(two, signed_in):
    client = signed_in(MASH)
    client.get("/mash/new")
    day = {"received-day": "9", "received-month": "11", "received-year": "2026", "received_time": "9:30am"}
    client.submit("Check before you record it", {**POLICE, **day, "upn": two[0].upn})
    client.submit("Record the contact")
    assert "23 hours left" in client.get("/mash")
    client.get("/mash/new")
    later = {**POLICE, **day, "received-day": "12", "upn": two[0].upn}
    assert client.submit("Check before you record it", later, status=422).errors == [
        "The day and time must not be later than now"
    ]


def test_each_referrer_gets_a_letter_that_a_person_checks_and_sends(two, signed_in, clock):
    found = told(two, came=actions.Came(agency_kind="police", reply_to="unit@police.example"))
    client = signed_in(MASH)
    client.get(f"/mash/{found.reference}")
    client.submit(DECIDE, {"reason": "Known to the school, and settled."})
    page = client.get("/mash")
    assert "the referrer is not told yet" in page
    page = client.get(f"/mash/{found.reference}/letter")
    assert "Known to the school, and settled." in page.text
    assert "professional differences policy" in page.text
    named = {"letter": "We have spoken with Tomasz Lewandowski about Amara."}
    assert client.submit("Keep the letter", named, status=422).errors == [
        "The letter would give another child away. Take the name or number out"
    ]
    client.submit("Keep the letter", {"letter": "About Amara Okonkwo. No case is opened: it is settled."})
    assert client.get(f"/mash/{found.reference}/letter.pdf").data.startswith(b"%PDF")
    clock.forward(minutes=5)
    page = client.get(f"/mash/{found.reference}/letter")
    page = client.submit("Record that it was sent", {"how": "email", "to": "DC Lane"})
    assert "By secure e-mail" in page
    assert "told the referrer the outcome: by secure e-mail" in page
    session().expire_all()
    assert session().scalars(select(Contact)).one().replied_at is not None
    assert "the referrer is not told yet" not in client.get("/mash")


def test_a_letter_names_no_child_by_any_of_its_names(two):
    found = told(two, other_words=["Kit Marlow"])
    session().add(
        ChildAlias(
            child_id=two[1].id, kind="name", surname="Nowak", forename="Tomek", noted_on=dt.date(2026, 1, 1)
        )
    )
    with acting_as(actor_of(MASH)) as mash:
        actions.no_case_needed(mash, found, "An argument about football.")
        for text in ("We asked Nowak.", f"Number {two[1].upn}.", "We also met Kit Marlow."):
            with pytest.raises(NamesAnotherChild):
                actions.write_letter(mash, found, text)
        actions.write_letter(mash, found, "Amara is well looked after.")


def test_a_letter_names_nobody_who_is_kept_apart_from_the_child_in_another_case(two):
    parties = [(two[0].id, "alleged_victim", None), (two[1].id, "alleged_perpetrator", None)]
    with acting_as(actor_of(MASH)) as mash:
        told_of = actions.IncidentValues(words="In the yard.")
        separate_parties(
            mash, actions.open_case(mash, parties=parties, incident=told_of), dt.date(2026, 1, 5)
        )
        found = actions.receive_contact(
            mash,
            source_kind="agency",
            child_id=two[0].id,
            agency="Harbour Police",
            other_words=["A boy called Kit"],
        )
        actions.no_case_needed(mash, found, "An argument about football.")
        for text in ("This is not about Tomasz.", "This is about Kit."):
            with pytest.raises(NamesAnotherChild):
                actions.write_letter(mash, found, text)
        actions.write_letter(mash, found, "The boy she met is well.")


def test_a_letter_is_sent_after_the_decision_and_once(two):
    found = told(two)
    with acting_as(actor_of(MASH)) as mash:
        with pytest.raises(ValueError, match="Decide on the contact first"):
            actions.write_letter(mash, found, "No case.")
        actions.no_case_needed(mash, found, "An argument about football.")
        with pytest.raises(ValueError, match="Write and check the letter first"):
            actions.letter_sent(mash, found, how="post", to="The school")
        actions.write_letter(mash, found, "No case is opened.")
        with pytest.raises(ValueError, match="after the decision"):
            actions.letter_sent(
                mash, found, how="post", to="The school", sent_at=now() - dt.timedelta(days=9)
            )
        actions.letter_sent(mash, found, how="post", to="The school")
        with pytest.raises(ValueError, match="told already"):
            actions.letter_sent(mash, found, how="post", to="The school")


def test_two_officers_cannot_both_decide(two, app):
    """Each has the waiting contact before them; whoever is second is told so, nothing is written twice."""
    found = told(two).reference
    answers: list[str] = []
    ready = threading.Barrier(2)

    def decide(reason: str) -> None:
        with app.app_context():
            officer = actor_of(MASH)
            set_actor(officer)
            own = session(writes=True)
            ready.wait()
            contact = own.scalars(select(Contact).where(Contact.reference == found)).one()
            try:
                actions.no_case_needed(officer, contact, reason)
                own.commit()
                answers.append("decided")
            except ValueError as refused:
                own.rollback()
                answers.append(str(refused))

    session().commit()
    session().close()
    both = [threading.Thread(target=decide, args=(f"Reason {n}",)) for n in (1, 2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == ["Somebody else has decided on this contact meanwhile", "decided"]


def test_a_second_decision_on_the_page_loses_nothing_typed(two, signed_in):
    found = told(two)
    client = signed_in(MASH)
    client.get(f"/mash/{found.reference}")
    with acting_as(actor_of(MASH)) as mash:
        actions.no_case_needed(mash, found, "Decided first.")
    session().commit()
    page = client.submit(DECIDE, {"reason": "Decided second."}, status=422)
    assert page.errors == ["Somebody else has decided on this contact meanwhile"]
    assert "Decided first." in page
    assert "Decided second." in page
    assert session().scalars(select(Case)).all() == []
