"""From the coordinator's desk to the chair's signature, with the placement check in between."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from cases.models import Contact
from fap import actions
from fap.models import AgendaItem, Decision, Referral, RiskAdvice
from foundation.access.models import WebSession
from foundation.access.permissions import Role
from tests.browser.stage import Stage, fill_date, heading, looker, press, says, two_schools
from tests.fap.conftest import CSE, INCIDENT, known_answers, linked
from tests.people import PASSWORD
from tests.tried import refused

pytestmark = pytest.mark.browser

WEEK = dt.timedelta(days=7)


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


@pytest.fixture
def people(stage) -> dict[str, Any]:
    """The lead of a school, the coordinator, the chair of a panel, and an officer of the Education MASH."""
    from fap.actions import make_panel
    from foundation.store import current_actor

    with stage.behind() as session:
        panel = make_panel(current_actor(), name="Secondary, north")
        session.flush()
    return {
        "panel": panel,
        "dsl": stage.account(Role.DSL, "R. Haddow", "saltbeck"),
        "coordinator": stage.account(Role.FAP_COORDINATOR, "S. Pellow"),
        "chair": stage.account(Role.PANEL_CHAIR, "D. Imrie", panel_id=panel.id),
        "mash": stage.account(Role.MASH_OFFICER, "B. Tolland"),
        "officer": stage.account(Role.SAFEGUARDING_OFFICER, "J. Marrable"),
    }


def submit(stage: Stage, people: dict[str, Any], **answers: Any) -> Referral:
    """A whole referral of Mira's, submitted by her school."""
    from fap.form import FORM
    from fap.form.invented import invented
    from fap.given import given
    from foundation.answers import write_answers
    from foundation.store import current_actor

    child = stage.children["mira"]
    known = known_answers(child, **answers)
    with stage.behind(people["dsl"]) as session:
        school = stage.settings["saltbeck"].id
        made = actions.start_referral(current_actor(), setting_id=school, child=child)
        write_answers(current_actor(), made, FORM, invented(given(), 1, known=known))
        actions.submit_referral(current_actor(), made)
        session.flush()
    return made


def put_on_an_agenda(stage: Stage, people: dict[str, Any]) -> str:
    """The referral stands on a published agenda; the address of its item."""
    from foundation.store import current_actor, today

    with stage.behind(people["coordinator"]) as session:
        referral = session.query(Referral).one()
        actions.accept(current_actor(), referral, "f", "One application was refused.", refused())
        meeting = actions.plan_meeting(
            current_actor(), people["panel"], meets_on=today() + WEEK, deadline=today()
        )
        actions.put_on_agenda(current_actor(), referral, meeting)
        actions.publish_meeting(current_actor(), meeting)
        session.flush()
        item = session.query(AgendaItem).one()
    return f"/panels/items/{item.public_id}"


def draft(page: Any, stage: Stage, start: dt.date, why: str = "") -> None:
    """Fill the decision: a place at Aldermere."""
    page.locator("input[name=kind][value=place]").check()
    page.locator("[name=setting]").fill(stage.settings["aldermere"].urn)
    fill_date(page, "start_date", start)
    page.locator("[name=reasons]").fill("Nearest school with a place.")
    page.locator("[name=responsible]").fill("The coordinator")
    if why:
        page.locator("[name=override_reason]").fill(why)


def names_nobody_else(page: Any) -> None:
    """Neither the other child nor the reason stands anywhere in the page."""
    source = page.content().lower()
    assert not [word for word in ("tobias", "okonkwo", "separation", "separated") if word in source]


def test_the_desk_returns_accepts_and_plans(stage, people, new_page, sign_in, look) -> None:
    # Given a submitted referral
    made = submit(stage, people)
    desk = new_page()
    sign_in(desk, people["coordinator"])
    # When the coordinator returns it, saying what is missing
    desk.goto("/fair-access")
    look(desk)
    desk.locator("main").get_by_role("link", name=made.reference).first.click()
    look(desk)
    press(desk, "Return to the school")
    desk.locator("[name=reason]").fill("The behaviour log is missing.")
    look(desk, "c3-return")
    press(desk, "Return to the school")
    # Then the school sees why, and sends it again
    school = new_page()
    sign_in(school, people["dsl"])
    assert says(school, "The behaviour log is missing.")
    school.goto(f"/referrals/{made.public_id}")
    assert says(school, "The behaviour log is missing.")
    look(school, "c4-returned")
    school.get_by_role("link", name="Change the form and submit it again").click()
    school.goto(f"/referrals/{made.public_id}/form/check")
    press(school, "Submit the referral")
    assert heading(school) == "Referral submitted"
    # When it is accepted, its twenty school days run
    desk.goto(f"/referrals/{made.public_id}")
    press(desk, "Check and accept")
    desk.locator("[name=category][value=f]").check()
    desk.locator("[name=evidence]").fill("One application was refused.")
    desk.get_by_label("The school refused").check()
    desk.get_by_label("School that was asked").fill("Aldermere Academy")
    fill_date(desk, "asked_on", dt.date.today() - dt.timedelta(days=30))
    fill_date(desk, "answered_on", dt.date.today() - dt.timedelta(days=20))
    look(desk, "c5-accept")
    press(desk, "Accept the referral")
    assert says(desk, "20 school days left")
    look(desk, "c6-accepted")
    # And it is put on the agenda of a meeting, which is published
    from foundation.store import today

    with stage.live.app.app_context():
        meets = today() + WEEK
    desk.goto(f"/panels/{people['panel'].public_id}/meetings/new")
    fill_date(desk, "meets_on", meets)
    fill_date(desk, "deadline", meets)
    press(desk, "Plan a meeting")
    agenda = desk.url
    desk.goto(f"/referrals/{made.public_id}")
    press(desk, "Put on an agenda")
    desk.locator("input[name=meeting]").check()
    press(desk, "Put on an agenda")
    desk.goto(agenda)
    press(desk, "Publish the agenda")
    assert says(desk, "The agenda is published.")
    look(desk, "c7-agenda")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_conflict_stops_the_decision_until_somebody_says_why(
    stage, people, new_page, sign_in, look, javascript
) -> None:
    from foundation.store import today

    seen = look if javascript else lambda *_args, **_more: None
    # Given a referral on the agenda, and a school with a child from whom Mira is to be kept apart
    stage.separate("mira", "tobias")
    submit(stage, people)
    item = put_on_an_agenda(stage, people)
    with stage.live.app.app_context():
        start = today() + WEEK
    desk = new_page(javascript=javascript)
    sign_in(desk, people["coordinator"])
    desk.goto(item)
    # When a place there is drafted, then nothing is saved before a reason is written
    draft(desk, stage, start)
    press(desk, "Save the draft")
    expect(desk.get_by_role("alert").first).to_be_visible()
    assert stage.all_of(Decision) == []
    names_nobody_else(desk)
    assert says(desk, "safeguarding officer is to be asked")
    seen(desk, "c8-stopped")
    # And the officer is asked from there, and answers; nothing that was typed is lost
    press(desk, "Ask the officer now")
    assert says(desk, "The safeguarding officers were asked")
    expect(desk.locator("[name=reasons]")).to_have_value("Nearest school with a place.")
    officer = new_page(javascript=javascript)
    sign_in(officer, people["officer"])
    officer.get_by_role("heading", name="Your advice before a decision").wait_for()
    officer.goto(f"/panels/advice/{stage.one(RiskAdvice).public_id}")
    officer.locator("[name=answer][value=conditions]").check()
    officer.locator("[name=words]").fill("A named adult at the gate.")
    seen(officer)
    press(officer, "Answer")
    assert says(officer, "Your answer is kept")
    # Then a conflict still needs a reason
    desk.goto(item)
    assert says(desk, "A named adult at the gate.")
    draft(desk, stage, start)
    press(desk, "Save the draft")
    assert says(desk, "write the reason")
    assert stage.all_of(Decision) == []
    draft(desk, stage, start, "The officer has agreed separate sites for lessons.")
    press(desk, "Save the draft")
    assert heading(desk) == "Decision to sign"
    expect(desk.get_by_role("button", name="Sign the decision")).to_have_count(0)
    # And the officer is told, and reads the reason on the page where work begins
    officer.goto("/")
    assert says(officer, "Places chosen although something spoke against it")
    assert says(officer, "The officer has agreed separate sites for lessons.")
    # Then the chair sees the colour and not the reason
    chair = new_page(javascript=javascript)
    sign_in(chair, people["chair"])
    assert says(chair, "wait for your signature")
    chair.goto(item)
    assert says(chair, "Conflict")
    assert says(chair, "Speak to the safeguarding officer")
    names_nobody_else(chair)
    seen(chair, "c9-chair", narrow_shot=True)
    chair.goto(f"/panels/decisions/{stage.one(Decision).public_id}")
    assert says(chair, "Conflict")
    names_nobody_else(chair)
    seen(chair, "c10-to-sign")
    # And signs with the password, when that was given some time ago
    with stage.behind() as session:
        for live in session.query(WebSession):
            live.proved_at -= dt.timedelta(minutes=6)
    press(chair, "Sign the decision")
    assert heading(chair) == "Show that it is you"
    assert stage.one(Decision).status == "draft"
    seen(chair, "c11-prove")
    chair.get_by_label("Password").fill(PASSWORD)
    press(chair, "Continue")
    assert heading(chair) == "Signed decision"
    assert stage.one(Decision).status == "signed"
    assert stage.one(Referral).status == "decided"
    names_nobody_else(chair)
    seen(chair, "c12-signed")


def test_a_flag_between_children_is_possible_until_the_education_mash_answers(
    stage, people, new_page, sign_in, look
) -> None:
    # Given a referral that ticks harm by peers and names a child of the school that is looked at
    other = stage.children["tobias"]
    submit(
        stage,
        people,
        peer_flags=CSE,
        others_considered="yes",
        **INCIDENT,
        linked_children=linked(other),
    )
    item = put_on_an_agenda(stage, people)
    address = f"{item}?school={stage.settings['aldermere'].urn}"
    chair = new_page()
    sign_in(chair, people["chair"])
    chair.goto(address)
    # Then the check says possible, and not why
    assert says(chair, "Possible")
    assert "Clear" not in chair.locator("main table").first.inner_text()
    names_nobody_else(chair)
    look(chair, "c13-possible")
    # And the referral waits in the queue of the Education MASH
    officer = new_page()
    sign_in(officer, people["mash"])
    officer.goto("/mash")
    contact = stage.one(Contact)
    waiting = officer.locator(f"main a[href$='{contact.reference}']").first
    look(officer)
    waiting.click()
    assert says(officer, "Tobias Okonkwo")
    officer.locator("[name=reason]").fill("Both schools spoke to both families. It was somebody else.")
    press(officer, "Decide that no case is needed")
    # When somebody there has answered, then it is clear
    chair.goto(address)
    table = chair.locator("main table").first.inner_text()
    assert "Clear" in table
    assert "Possible" not in table
