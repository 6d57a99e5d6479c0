"""The pages, as each person uses them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from fap.form import FORM
from fap.form.invented import invented
from fap.given import given
from fap.models import Referral, RiskAdvice
from foundation.answers import write_answers
from foundation.store import acting_as, session
from tests.client import CheckingClient
from tests.fap.conftest import CSE, INCIDENT, actor_for, known_answers, linked, make_child
from tests.fap.files import a_pdf
from tests.people import PASSWORD, make_account


@pytest.fixture
def enter(app, people):
    """Sign somebody in: `enter(people.dsl)`."""
    return lambda account: CheckingClient(app).sign_in(account)


def only_referral() -> Referral:
    session().expire_all()
    return session().query(Referral).one()


def fill_in(people: Any, made: Referral, **more: Any) -> None:
    with acting_as(actor_for(people.dsl)) as actor:
        write_answers(actor, made, FORM, invented(given(), 1, known=known_answers(people.child, **more)))
    session().commit()


def test_a_school_finds_its_own_child_starts_leaves_and_comes_back(people, enter) -> None:
    client = enter(people.dsl)
    page = client.get("/referrals/start")
    assert page.h1 == "Start a referral"
    page = client.submit("Find the child", {"upn": people.child.upn})
    assert people.child.name in page
    page = client.submit("Start with this child")
    assert page.h1 == "Fair access referral"
    client.click("Reason for referral")
    client.submit(form=0, reason_text="Follows older pupils.", incident="no")
    page = client.get("/")
    assert "Your referral drafts" in page
    assert "things missing" in page
    made = only_referral()
    page = client.get(f"/referrals/{made.public_id}/form/reason")
    assert "Follows older pupils." in page.text


def test_what_is_not_found_goes_on_as_a_new_record_and_tells_nothing(people, enter) -> None:
    foreign = make_child(people.other)
    client = enter(people.dsl)
    client.get("/referrals/start")
    page = client.submit("Find the child", {"upn": foreign.upn})
    assert "Not found on your roll" in page
    assert foreign.surname not in page.text
    page = client.submit("Continue with a new record", form=0)
    assert page.h1 == "Fair access referral"
    assert only_referral().child_id is None


def test_a_wrong_number_is_named(people, enter) -> None:
    client = enter(people.dsl)
    client.get("/referrals/start")
    page = client.submit("Find the child", {"upn": "A801200005001"}, status=422)
    assert any("check letter" in line for line in page.errors)


def test_missing_things_are_named_and_linked_then_it_is_sent_with_a_receipt(people, enter) -> None:
    client = enter(people.dsl)
    client.get("/referrals/start")
    client.submit("Find the child", {"upn": people.child.upn})
    client.submit("Start with this child")
    made = only_referral()
    page = client.get(f"/referrals/{made.public_id}/form/check")
    assert "Say why you refer this child" in page.links
    page = client.post(f"/referrals/{made.public_id}/submit")
    assert "was not sent" in page.text
    fill_in(people, made)
    client.get(f"/referrals/{made.public_id}/form/check")
    page = client.submit("Submit the referral")
    assert page.h1 == "Referral submitted"
    assert only_referral().reference in page
    assert "20 school days" in page
    page = client.get(f"/referrals/{made.public_id}/form/reason")
    assert page.path == f"/referrals/{made.public_id}", "a submitted form is closed"


def test_the_referral_downloads_as_pdf_under_a_name_that_names_nobody(make_referral, people, enter) -> None:
    made = make_referral("submitted")
    page = enter(people.dsl).get(f"/referrals/{made.public_id}/pdf")
    assert page.data.startswith(b"%PDF-")
    assert page.headers["Content-Disposition"] == f'attachment; filename="{made.reference}.pdf"'


def test_returned_it_says_why_and_can_be_sent_again(make_referral, people, enter) -> None:
    made = make_referral("submitted")
    desk = enter(people.coordinator)
    page = desk.get("/fair-access")
    assert made.reference in page
    page = desk.click(made.reference)
    desk.click("Return to the school")
    page = desk.submit("Return to the school", {"reason": ""}, status=422)
    assert page.errors == ["Say what you need from the school"]
    desk.submit("Return to the school", {"reason": "The behaviour log is missing"})
    school = enter(people.dsl)
    page = school.get("/")
    assert "The behaviour log is missing" in page
    page = school.get(f"/referrals/{made.public_id}")
    assert "The behaviour log is missing" in page
    school.click("Change the form and submit it again")
    school.get(f"/referrals/{made.public_id}/form/check")
    page = school.submit("Submit the referral")
    assert page.h1 == "Referral submitted"


def test_the_coordinator_accepts_and_the_clock_runs(make_referral, people, enter) -> None:
    made = make_referral("submitted")
    desk = enter(people.coordinator)
    desk.get(f"/referrals/{made.public_id}")
    desk.click("Check and accept")
    said = {"category": "f", "evidence": "Seen: the carer’s assessment of 2 October."}
    page = desk.submit("Accept the referral", said, status=422)
    assert "Say what came of ordinary in-year admission" in page.errors
    tried = {"answer": "refused", "school": "Fennwick Park School"}
    tried |= {"asked_on-day": "1", "asked_on-month": "10", "asked_on-year": "2026"}
    page = desk.submit("Accept the referral", {**said, **tried})
    assert "20 school days left" in page
    page = desk.get("/fair-access")
    assert "Tue 8 Dec 2026" in page
    assert "20 school days left" in page


def test_from_the_agenda_to_the_chairs_signature(app, make_referral, people, enter) -> None:
    made = make_referral("accepted")
    desk = enter(people.coordinator)
    desk.get(f"/panels/{people.panel.public_id}/meetings/new")
    days = {"meets_on-day": "17", "meets_on-month": "11", "meets_on-year": "2026"}
    days |= {"deadline-day": "13", "deadline-month": "11", "deadline-year": "2026"}
    page = desk.submit("Plan a meeting", {**days, "meets_at": "10:00"})
    assert page.h1 == "Agenda"
    desk.get(f"/referrals/{made.public_id}")
    desk.click("Put on an agenda")
    desk.submit("Put on an agenda", {"meeting": page.path.rsplit("/", 1)[-1]})
    desk.get(page.path)
    desk.submit("Publish the agenda")
    page = desk.click("Decide item 1")
    assert page.h1 == "Decide a placement"
    assert "Clear" in page
    page = desk.submit("Save the draft", decision_of(people))
    assert page.h1 == "Decision to sign"
    assert "Sign the decision" not in page.buttons
    chair_account = people.chair
    chair = enter(chair_account)
    assert "Decisions that wait for your signature" in chair.get("/")
    page = chair.get(page.path)
    page = chair.submit("Sign the decision")
    assert page.h1 == "Signed decision"
    assert only_referral().status == "decided"
    page = desk.get("/fair-access")
    assert "Starts in" in page
    page = enter(people.dsl).get(f"/referrals/{made.public_id}")
    assert "Nearest school with a place." in page


def decision_of(people: Any, **more: Any) -> dict[str, Any]:
    return {
        "kind": "place",
        "setting": people.other.urn,
        "start_date-day": "24",
        "start_date-month": "11",
        "start_date-year": "2026",
        "reasons": "Nearest school with a place.",
        "responsible": "The coordinator",
        **more,
    }


def test_signing_asks_who_one_is_when_that_was_long_ago(
    make_referral, meeting, people, app, clock, as_
) -> None:
    from fap import actions

    made = make_referral("on_agenda", meeting=meeting)
    chair = make_account_with_password(people)
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    client = CheckingClient(app).sign_in(chair)
    item = only_item()
    client.get(f"/panels/items/{item.public_id}")
    client.submit("Check, then sign as chair", decision_of(people))
    clock.forward(minutes=6)
    page = client.submit("Sign the decision", status=None)
    assert only_referral().status == "on_agenda", "nothing is signed before the proof"
    assert "password" in page.text
    assert made.reference


def make_account_with_password(people: Any) -> Any:
    from foundation.access.permissions import Role

    return make_account(Role.PANEL_CHAIR, panel_id=people.panel.id, password=PASSWORD)


def only_item() -> Any:
    from fap.models import AgendaItem

    return session().query(AgendaItem).one()


def test_a_check_that_is_not_clear_asks_for_a_reason_and_says_no_more(
    make_referral, meeting, people, enter, as_
) -> None:
    from fap import actions

    other = make_child(people.other)
    make_referral(
        "on_agenda",
        meeting=meeting,
        peer_flags=CSE,
        others_considered="yes",
        **INCIDENT,
        linked_children=linked(other),
    )
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    client = enter(people.chair)
    page = client.get(f"/panels/items/{only_item().public_id}")
    assert "Possible" in page
    assert "Speak to the safeguarding officer" in page
    page = client.submit("Check, then sign as chair", decision_of(people), status=422)
    assert any("safeguarding officer is to be asked" in line for line in page.errors)
    page = client.submit("Ask the officer now", decision_of(people))
    assert "May this child start there" in page
    assert "Nearest school" in page.text, "what was typed stays"
    with as_(people.officer) as actor:
        [asked] = session().scalars(select(RiskAdvice))
        actions.give_advice(actor, asked, only_referral(), answer="no_objection")
    session().commit()
    client.get(f"/panels/items/{only_item().public_id}")
    page = client.submit("Check, then sign as chair", decision_of(people), status=422)
    assert any("placement check" in line for line in page.errors)
    for text in (page.text, client.get(f"/referrals/{only_referral().public_id}/answers").text):
        assert other.surname not in text
    client.get(f"/panels/items/{only_item().public_id}")
    page = client.submit(
        "Check, then sign as chair", decision_of(people, override_reason="The officer sees no objection.")
    )
    assert page.h1 == "Decision to sign"


def test_the_panel_reads_the_papers_only_while_it_meets(make_referral, meeting, people, enter, as_) -> None:
    from fap import actions

    made = make_referral("on_agenda", meeting=meeting)
    member = enter(people.member)
    address = f"/referrals/{made.public_id}"
    for path in (address, f"{address}/answers", f"{address}/pdf", f"/panels/items/{only_item().public_id}"):
        member.get(path, status=404)
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    assert member.get(address).h1 == "Fair access referral"
    assert people.child.surname in member.get(f"{address}/answers").text
    member.get(f"/panels/meetings/{meeting.public_id}")
    with as_(people.coordinator) as actor:
        actions.close_meeting(actor, meeting)
    session().commit()
    member.get(address, status=404)


@pytest.mark.parametrize("who", ["foreign_dsl", "foreign_chair"])
def test_what_belongs_to_others_answers_as_what_does_not_exist(
    make_referral, people, enter, who: str
) -> None:
    made = make_referral("submitted")
    client = enter(getattr(people, who))
    here = client.get(f"/referrals/{made.public_id}", status=404)
    absent = client.get("/referrals/AAAAAAAAAAAAAAAAAAAAAA", status=404)
    assert here.words == absent.words


@pytest.mark.parametrize("step", ["accept", "tried", "return", "not-eligible", "agenda", "pause", "resume"])
def test_the_steps_of_the_desk_are_the_coordinators(make_referral, people, enter, step: str) -> None:
    made = make_referral("submitted")
    enter(people.dsl).post(f"/fair-access/{made.public_id}/{step}", status=403)


def test_a_document_is_kept_and_downloaded_by_its_own_school(make_referral, people, enter) -> None:
    made = make_referral()
    client = enter(people.dsl)
    client.get(f"/referrals/{made.public_id}/form/documents/at/documents/school_report")
    report = a_pdf()
    client.submit(form=0, files=(report, "Report of a child.pdf"))
    page = client.get(f"/referrals/{made.public_id}/form/documents")
    assert "Report of a child.pdf" in page
    from fap.models import ReferralDocument

    kept = session().query(ReferralDocument).one()
    address = f"/referrals/{made.public_id}/documents/{kept.public_id}"
    got = client.get(address)
    assert got.data == report
    assert "child" not in got.headers["Content-Disposition"]
    enter(people.foreign_dsl).get(address, status=404)


def test_a_file_that_is_not_what_it_says_is_refused(make_referral, people, enter) -> None:
    made = make_referral()
    client = enter(people.dsl)
    client.get(f"/referrals/{made.public_id}/form/documents/at/documents/school_report")
    page = client.submit(form=0, files=(b"MZ not a report", "report.pdf"), status=422)
    assert any("the file is something else" in line for line in page.errors)


def test_the_questions_are_published(app) -> None:
    import json

    done = app.test_cli_runner().invoke(args=["fap", "questions", "--format", "json"])
    assert done.exit_code == 0, done.output
    published = json.loads(done.output)
    assert [section["key"] for section in published["sections"]] == [s.key for s in FORM.sections]


def test_every_long_text_survives_hostile_words(make_referral, people, enter) -> None:
    hostile = "<script>alert(1)</script> ‮ right to left 🎒 " + "x" * 500
    made = make_referral("submitted", reason_text=hostile)
    page = enter(people.coordinator).get(f"/referrals/{made.public_id}/answers")
    assert "<script>alert(1)</script>" in page.words


def test_what_a_role_does_not_include_is_refused_in_words(make_referral, meeting, people, enter, as_) -> None:
    from fap import actions

    made = make_referral()
    enter(people.dsl).get(f"/referrals/{made.public_id}")
    enter(people.coordinator).post(f"/referrals/{made.public_id}/submit", status=404)
    sent = make_referral("on_agenda", meeting=meeting, child=make_child(people.school))
    enter(people.coordinator).post(f"/referrals/{sent.public_id}/submit", status=403)
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    item = only_item()
    enter(people.member).post(f"/panels/items/{item.public_id}", decision_of(people), status=403)
    enter(people.dsl).post(f"/referrals/{sent.public_id}/submit", status=409)
