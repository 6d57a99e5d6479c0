"""From an alert to a letter and its receipt; what a school sees, and what it never does."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.trail import history
from tests.people import make_account
from transitions.models import Disclosure

CHOICE = {"mode": "separate", "purpose": "safety_now", "legal_basis": "public_task"}


@pytest.fixture
def alert(county):
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "saltbeck", "2026-11-10")
    county.separate()
    county.save()
    return county.alert(kind="same_setting")


@pytest.fixture
def officer(client, alert):
    return client.sign_in(make_account(Role.SAFEGUARDING_OFFICER, name="Jo Marrable"))


@pytest.fixture
def school(county, alert):
    """The safeguarding lead of Saltbeck."""
    return make_account(Role.DSL, setting=county.setting("saltbeck"), name="Sam Bell")


def letters(county) -> list[Disclosure]:
    county.session.expire_all()
    return list(county.session.scalars(select(Disclosure).order_by(Disclosure.id)))


def release(officer, alert, **choice) -> None:
    officer.get(f"/alerts/{alert.reference}")
    officer.submit("Save and see the letters", {**CHOICE, **choice})
    officer.submit("Release both letters" if choice.get("mode") != "both" else "Release this letter")


def test_two_letters_are_written_and_neither_names_the_other(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    page = officer.submit("Save and see the letters", CHOICE)
    assert "All that Saltbeck High School will see, letter 1 of 2" in page
    assert page.words.count("Name check passed") == 2
    one, two = letters(county)
    assert {one.status, two.status} == {"draft"}
    assert "Leona" in one.letter + two.letter
    for letter, other in ((one, two), (two, one)):
        assert letter.other_child_id == other.child_id
        name = county.session.get(type(county.child("leona")), other.child_id).surname
        assert name not in letter.letter


def test_a_letter_that_gives_the_other_child_away_is_not_released(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    officer.submit("Save and see the letters", CHOICE)
    about_devin = next(one for one in letters(county) if one.child_id == county.child("devin").id)
    officer.get(f"/letters/{about_devin.public_id}/words")
    page = officer.submit("Save the letter", letter="Please keep him away from Leona.")
    assert "Name check failed" in page
    page = officer.submit("Release both letters", status=422)
    assert "gives the other child away" in page.errors[0]
    assert {letter.status for letter in letters(county)} == {"draft"}
    officer.get(f"/letters/{about_devin.public_id}/words")
    assert "forename" in officer.page
    officer.submit("Save the letter", letter="Please call before break today.")
    officer.submit("Release both letters")
    assert {letter.status for letter in letters(county)} == {"released"}


def test_the_school_opens_and_acknowledges_and_all_of_it_is_in_the_trail(
    app, officer, alert, county, school
) -> None:
    from tests.client import CheckingClient

    release(officer, alert)
    messages = county.session.scalars(
        select(OutboxMessage).where(OutboxMessage.account_id == school.id)
    ).all()
    assert [(m.notice, m.path) for m in messages] == [("disclosure_released", "/letters")] * 2
    dsl = CheckingClient(app).sign_in(school)
    home = dsl.get("/")
    assert "From the council about your pupils" in home
    assert "2 to acknowledge" in home
    assert "alert" not in home.words.lower()
    letter = letters(county)[0]
    page = dsl.get(f"/letters/{letter.public_id}")
    assert page.h1 == "A letter from the council about your pupil"
    assert "needs a conversation" not in page
    page = dsl.submit("Read this letter")
    assert "needs a conversation" in page
    page = dsl.submit("Acknowledge this letter")
    assert "Acknowledged" in page
    letter = letters(county)[0]
    assert letter.acknowledged_by_id == school.id
    assert [line.words for line in history(letter)][:2] == ["acknowledged it", "opened it"]
    page = officer.get(f"/alerts/{alert.reference}")
    assert "1 of 2 acknowledged" in page
    assert "Acknowledged" in dsl.get("/letters")


def test_a_letter_that_names_both_needs_a_reason(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    page = officer.submit("Save and see the letters", {**CHOICE, "mode": "both"}, status=422)
    assert page.errors == ["Enter why the other child has to be named"]
    page = officer.submit(
        "Save and see the letters", {**CHOICE, "mode": "both", "mode_reason": "One class, one key adult"}
    )
    assert "Names both" in page
    [letter] = letters(county)
    assert "Leona Praed" in letter.letter
    assert "Devin Marsh" in letter.letter
    officer.submit("Release this letter")
    assert "Yes, by your letter" in officer.page


def test_changing_ones_mind_withdraws_the_drafts_of_the_other_kind(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    officer.submit("Save and see the letters", CHOICE)
    officer.submit("Save and see the letters", CHOICE)
    assert len(letters(county)) == 2
    officer.submit("Save and see the letters", {**CHOICE, "mode": "both", "mode_reason": "One class"})
    assert sorted(letter.status for letter in letters(county)) == ["draft", "withdrawn", "withdrawn"]


def test_nothing_for_now_is_kept_with_its_reason(officer, alert, county) -> None:
    officer.get(f"/alerts/{alert.reference}")
    assert officer.submit("Save and see the letters", {**CHOICE, "mode": "nothing"}, status=422).errors
    page = officer.submit(
        "Save and see the letters",
        {**CHOICE, "mode": "nothing", "mode_reason": "The family is in hiding"},
    )
    assert "Nothing for now" in page
    assert "The family is in hiding" in page
    assert letters(county) == []


def test_a_withdrawn_letter_is_gone_for_the_school_and_kept(app, officer, alert, county, school) -> None:
    from tests.client import CheckingClient

    release(officer, alert)
    letter = letters(county)[0]
    officer.get(f"/letters/{letter.public_id}/withdraw")
    officer.submit("Withdraw the letter", reason="Sent to the wrong setting")
    assert letters(county)[0].status == "withdrawn"
    CheckingClient(app).sign_in(school).get(f"/letters/{letter.public_id}", status=404)


def test_a_school_sees_only_what_was_released_to_it(app, officer, alert, county, school) -> None:
    from tests.client import CheckingClient

    officer.get(f"/alerts/{alert.reference}")
    officer.submit("Save and see the letters", CHOICE)
    draft = letters(county)[0]
    dsl = CheckingClient(app).sign_in(school)
    dsl.get(f"/letters/{draft.public_id}", status=404)
    dsl.post(f"/letters/{draft.public_id}/open", status=404)
    officer.submit("Release both letters")
    elsewhere = make_account(Role.DSL, setting=county.setting("kiln"))
    stranger = CheckingClient(app).sign_in(elsewhere)
    assert "Nothing has been shared with you" in stranger.get("/letters")
    for path in ("", "/open", "/acknowledge", "/words", "/withdraw"):
        assert stranger.post(f"/letters/{draft.public_id}{path}", status=None).status in (403, 404, 405)
    assert letters(county)[0].status == "released"


def test_only_the_setting_itself_gives_the_receipt(officer, alert, county) -> None:
    release(officer, alert)
    letter = letters(county)[0]
    assert "needs a conversation" in officer.get(f"/letters/{letter.public_id}")
    officer.post(f"/letters/{letter.public_id}/open", status=403)
    officer.post(f"/letters/{letter.public_id}/acknowledge", status=403)
    assert letters(county)[0].status == "released"


def test_a_released_letter_is_not_rewritten(officer, alert, county) -> None:
    release(officer, alert)
    letter = letters(county)[0]
    officer.get(f"/letters/{letter.public_id}/words", status=409)
    officer.post(f"/letters/{letter.public_id}/words", {"letter": "Other words"}, status=409)
    officer.get(f"/letters/{letter.public_id}/withdraw")
    officer.submit("Withdraw the letter", reason="x", status=422)
    assert letters(county)[0].status == "released"


def test_a_letter_cannot_be_acknowledged_unread(app, officer, alert, county, school) -> None:
    from tests.client import CheckingClient

    release(officer, alert)
    letter = letters(county)[0]
    CheckingClient(app).sign_in(school).post(f"/letters/{letter.public_id}/acknowledge", status=409)
    assert letters(county)[0].status == "released"


def test_a_bar_on_either_child_hides_the_letter_from_a_school(app, officer, alert, county, school) -> None:
    from foundation.access.actions import set_bar
    from foundation.store import current_actor
    from tests.client import CheckingClient

    release(officer, alert)
    about_leona = next(one for one in letters(county) if one.child_id == county.child("leona").id)
    set_bar(current_actor(), school, county.child("devin").id, "family")
    county.save()
    CheckingClient(app).sign_in(school).get(f"/letters/{about_leona.public_id}", status=404)


def test_a_plan_that_the_new_setting_acknowledged_has_travelled(app, county, client) -> None:
    from foundation.store import now
    from safetyplans.models import SafetyPlan
    from tests.client import CheckingClient
    from tests.transitions.conftest import on

    plan = SafetyPlan(
        reference="SP-2026-000001",
        child_id=county.child("leona").id,
        setting_id=county.setting("kiln").id,
        status="in_force",
        started_by=make_account(Role.DSL, setting=county.setting("kiln")).id,
        started_at=now(),
        signed_on=on("2026-03-02"),
    )
    county.session.add(plan)
    county.put("leona", "corvin", "2026-11-02")
    county.sweep()
    alert = county.alert(kind="plan_not_travelled")
    county.save()
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    officer.get(f"/alerts/{alert.reference}")
    officer.submit("Save and see the letters", {**CHOICE, "purpose": "plan_handover"})
    officer.submit("Release this letter")
    [letter] = letters(county)
    assert letter.plan_id == plan.id
    dsl = CheckingClient(app).sign_in(make_account(Role.DSL, setting=county.setting("corvin")))
    dsl.get(f"/letters/{letter.public_id}")
    dsl.submit("Read this letter")
    dsl.submit("Acknowledge this letter")
    county.session.expire_all()
    county.sweep("2026-11-11")
    assert county.alert(kind="plan_not_travelled").status == "no_longer_applies"
