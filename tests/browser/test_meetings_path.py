"""An Education MASH officer holds a meeting on harmful sexual behaviour; a school answers a request."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from cases.actions import open_case
from foundation.access.permissions import Role
from foundation.store import current_actor, today
from foundation.store import session as store_session
from roll.models import Child, Enrolment, Setting
from roll.upn import check_letter
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


def child(number: int, forename: str, surname: str) -> Child:
    digits = f"8232{number:08d}"
    born = dt.date(2012, 1, number)
    return Child(forename=forename, surname=surname, upn=check_letter(digits) + digits, date_of_birth=born)


@pytest.fixture
def story(live, live_session):
    """A case of two children at one school, and who works on it."""
    from flask import g

    live_session.rollback()
    g.pop("session").close()
    g.writes = True
    school = Setting(urn="123456", name="Ridgemoor School")
    children = [child(1, "Amara", "Okonkwo"), child(2, "Tomasz", "Lewandowski")]
    store_session().add_all([school, *children])
    store_session().flush()
    since = dt.date(2024, 9, 1)
    for one in children:
        store_session().add(Enrolment(child_id=one.id, setting_id=school.id, start=since, status="C"))
    parties = [
        (children[0].id, "alleged_victim", school.id),
        (children[1].id, "alleged_perpetrator", school.id),
    ]
    case = open_case(current_actor(), parties=parties)
    mash = make_account(Role.MASH_OFFICER, password=PASSWORD, name="Mo Officer")
    dsl = make_account(Role.DSL, password=PASSWORD, setting=school, name="Dee Lead")
    store_session().commit()
    return case.reference, mash, dsl


def press(page, words: str) -> None:
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def follow(page, words: str) -> None:
    page.locator("main a", has_text=re.compile(rf"^\s*{re.escape(words)}\s*$")).first.click()


def due(page, name: str, day: dt.date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"#{name}-{part}").fill(str(value))


def called(page, reference: str) -> None:
    page.goto(f"/cases/{reference}")
    follow(page, "Call a meeting")
    page.get_by_label("Kind of meeting").select_option("hsb_multi_agency")
    page.get_by_label("Which child is it about?").select_option(index=2)
    due(page, "day", today())
    page.get_by_label("Time").fill("09:00")
    page.get_by_label("Who chairs it").fill("Pat Chair")
    page.get_by_label("Agency of the chair").select_option("social_care")
    page.get_by_label("Why it is called").fill("To plan around this child.")
    press(page, "Call the meeting")


@pytest.mark.parametrize("javascript", [False, True])
def test_a_meeting_is_called_held_and_its_table_shows_what_has_no_intervention(
    story, new_page, sign_in, accessible, shot, javascript
) -> None:
    reference, mash, _ = story
    page = new_page(javascript=javascript)
    sign_in(page, mash)
    called(page, reference)
    page.locator("#name-1").fill("PC Lane")
    press(page, "Save who is asked")
    if javascript:
        accessible(page)
    follow(page, "Fill it in")
    follow(page, "Peer groups")
    page.get_by_label("What is the situation now?").fill("Three friends and an older group.")
    page.get_by_label("Recruiting others into exploitative situations").check()
    press(page, "Save and continue")
    page.goto(page.url.split("/table")[0])
    assert "1 of 1 factors have no intervention" in page.locator("main").inner_text()
    if javascript:
        accessible(page)
        shot(page, "m1-hsb-meeting")
    follow(page, "Agree an action")
    page.get_by_label("Area of work").fill("The older group at the shelter")
    for context in ("family", "school", "neighbourhood"):
        page.locator(f"#none-{context}").fill("Nothing is needed there.")
    page.locator("#control-peer").fill("Group work with the three friends.")
    page.get_by_label("Recruiting others").check()
    page.get_by_label("A colleague with an account").select_option(label="Mo Officer")
    due(page, "due", today() + dt.timedelta(days=10))
    press(page, "Agree the action")
    assert (
        "Every risk and vulnerability factor is answered by an action." in page.locator("main").inner_text()
    )
    follow(page, "Read the whole table")
    if javascript:
        accessible(page)
        shot(page, "m2-contextual-table")
    page.go_back()
    follow(page, "It was held: who was there")
    for one in page.locator("select").all():
        one.select_option("yes")
    press(page, "Keep who was there")
    page.get_by_label("What was decided").fill("Group work before the holidays.")
    press(page, "Save and agree them")
    assert "The minutes are agreed." in page.locator("main").inner_text()
    page.goto("/")
    follow(page, "The older group at the shelter")
    page.get_by_label("Rating").select_option("amber")
    page.get_by_label("What was done").fill("The first session was on Monday.")
    press(page, "Save how it stands")
    assert "Amber: under way" in page.locator("main").inner_text()
    if javascript:
        accessible(page)


@pytest.mark.parametrize("javascript", [False, True])
def test_a_school_answers_for_one_assessment_and_is_told_what_came_of_it(
    story, new_page, sign_in, accessible, shot, javascript
) -> None:
    reference, mash, dsl = story
    officer, school = new_page(javascript=javascript), new_page(javascript=javascript)
    sign_in(officer, mash)
    officer.goto(f"/cases/{reference}")
    follow(officer, "Ask for peer group information")
    officer.get_by_label("Whom is it about?").select_option(index=2)
    officer.get_by_label("Who is asked?").select_option("123456")
    officer.get_by_label("Which service assesses?").select_option("youth_justice")
    officer.get_by_label("Kind of assessment").select_option("youth_justice")
    officer.get_by_label("What is it needed for?").fill("To see who steadies him.")
    press(officer, "Ask the provider")
    sign_in(school, dsl)
    school.goto("/")
    school.locator("main").get_by_role("link", name="asked of Ridgemoor School").click()
    follow(school, "Answer it")
    if javascript:
        accessible(school)
        shot(school, "m3-peer-group")
    school.get_by_label("Are you aware").select_option("yes")
    school.get_by_label("positive or protective").fill("One friend calms him.")
    press(school, "Send the answer")
    officer.reload()
    assert "One friend calms him." in officer.locator("main").inner_text()
    officer.get_by_label("Did it inform the assessment?").select_option("yes")
    officer.get_by_label("In what way?").fill("It showed that a friend protects him.")
    press(officer, "Send the feedback")
    school.reload()
    assert "It showed that a friend protects him." in school.locator("main").inner_text()
    if javascript:
        accessible(school)
        accessible(officer)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_meetings_fit_and_are_accessible(story, new_page, sign_in, accessible, width) -> None:
    reference, mash, _ = story
    page = new_page(width=width)
    sign_in(page, mash)
    called(page, reference)
    meeting = page.url.rsplit("/", 1)[0]
    page.goto(f"/cases/{reference}/review")
    press(page, "Begin the review")
    review = page.url
    case = f"/cases/{reference}"
    endings = (
        "/invited",
        "/held",
        "/minutes",
        "/actions/new",
        "/papers",
        "/read-table",
        "/table",
        "/table/peer",
    )
    paths = [
        "/meetings",
        "/meetings/call",
        "/meetings/trends",
        "/reviews",
        "/peer-groups",
        f"{case}/peer-group",
    ]
    paths += [f"{case}/meetings/call", f"{case}/meetings/not-held", review, f"{review}/form/incident"]
    for path in (*paths, *(f"{meeting}{ending}" for ending in endings)):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        accessible(page)
