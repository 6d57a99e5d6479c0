"""A day of the Education MASH officer: two agencies on one incident, a case recorded, its letter, its end."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from cases.actions import IncidentValues, open_case
from foundation.access.permissions import Role
from foundation.store import current_actor
from foundation.store import session as store_session
from roll.models import Child, Setting
from roll.upn import check_letter
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


def child(number: int, forename: str, surname: str) -> Child:
    digits = f"8233{number:08d}"
    born = dt.date(2012, 1, number)
    return Child(forename=forename, surname=surname, upn=check_letter(digits) + digits, date_of_birth=born)


@pytest.fixture
def story(live, live_session):
    """A case of two children that nobody has recorded anything in, and the officer."""
    from flask import g

    live_session.rollback()
    g.pop("session").close()
    g.writes = True
    children = [child(1, "Amara", "Okonkwo"), child(2, "Tomasz", "Lewandowski")]
    store_session().add_all([Setting(urn="123457", name="Ridgemoor School"), *children])
    store_session().flush()
    officer = make_account(Role.MASH_OFFICER, password=PASSWORD)
    parties = [(children[0].id, "alleged_victim", None), (children[1].id, "alleged_perpetrator", None)]
    incident = IncidentValues(natures=("sexual_harassment",), words="Said to have happened at break.")
    case = open_case(current_actor(), parties=parties, incident=incident, owner_id=officer.id)
    store_session().commit()
    return case.reference, children[0].upn, officer


@pytest.mark.parametrize(("javascript", "width"), [(False, 1280), (True, 1280), (True, 390)])
def test_the_officer_answers_two_agencies_and_records_the_case(
    story, new_page, sign_in, accessible, shot, javascript, width
) -> None:
    reference, upn, officer = story
    page = new_page(javascript=javascript, width=width)

    def look(name: str = "") -> None:
        """Fits, is accessible, and is kept as a picture."""
        assert page.evaluate("document.documentElement.scrollWidth") <= width if javascript else True
        if javascript:
            accessible(page)
        if name and javascript and width == 1280:
            shot(page, name)

    sign_in(page, officer)
    for kind, agency in (("police", "Harbour Police"), ("health", "School nursing")):
        page.goto("/mash")
        page.get_by_role("button", name="Record a contact").click()
        page.get_by_label("Who told us?").select_option(kind)
        page.get_by_label("Which service, school or person").fill(agency)
        page.get_by_label("Where the answer goes").fill("unit@agency.example")
        page.get_by_label("What do they ask for?").select_option("referral")
        page.get_by_label("How did it come?").select_option("attached")
        page.get_by_label("UPN", exact=True).fill(upn)
        page.get_by_label("What they told us", exact=True).fill("She said that she is afraid at break.")
        look("m1-record-a-contact" if kind == "police" else "")
        page.get_by_role("button", name="Check before you record it").click()
        page.get_by_role("button", name="Record the contact").click()
        assert page.locator("h1").inner_text().startswith("Contact CON-")
    page.goto("/mash")
    expect(page.get_by_text("Police: Harbour Police")).to_be_visible()
    expect(page.get_by_text("Health: School nursing")).to_be_visible()
    look("m2-queue")
    page.get_by_role("link", name="Police: Harbour Police").click()
    page.locator("input[name=case]").first.check()
    page.get_by_label("Why it belongs to this case").fill("It concerns an incident that is known.")
    page.get_by_role("button", name="Link it to this case").click()
    page.get_by_role("button", name="Write the letter").click()
    letter = page.get_by_label("What the referrer is told")
    letter.fill(f"{letter.input_value()} Tomasz Lewandowski was seen too.")
    page.get_by_role("button", name="Keep the letter").click()
    expect(page.get_by_role("alert").get_by_text("would give another child away")).to_be_visible()
    assert "Tomasz" in letter.input_value(), "what was typed stays"
    letter.fill(letter.input_value().replace("Tomasz Lewandowski was seen too.", ""))
    page.get_by_role("button", name="Keep the letter").click()
    look("m3-letter")
    page.get_by_label("How was it sent?").select_option("email")
    page.get_by_role("button", name="Record that it was sent").click()
    expect(page.get_by_text("told the referrer the outcome")).to_be_visible()
    _record_the_case(page, reference, look)


def _record_the_case(page, reference, look) -> None:
    page.goto(f"/cases/{reference}")
    look("m4-case")
    page.get_by_role("navigation", name="This case").get_by_role("link", name="Amara Okonkwo").click()
    missing = page.locator("aside").get_by_text("The child was not heard")
    expect(missing).to_be_visible()
    expect(page.get_by_text("Lewandowski")).to_have_count(0)
    look("m5-child-in-case")
    page.get_by_role("link", name="add (The child was not heard)").click()
    page.get_by_label("Was the child seen alone?").select_option("yes")
    page.get_by_label("Who spoke with the child").fill("K. Ademola")
    page.get_by_label("What the child said, in the child’s own words").fill("“I want to go to maths.”")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_text("Answer: “Direct questions")).to_be_visible()
    page.get_by_label("Direct questions that were asked, and the answers").fill("Has it happened before? No.")
    look("m6-voice")
    page.get_by_role("button", name="Save").click()
    expect(missing).to_have_count(0)
    expect(page.get_by_text("“I want to go to maths.”")).to_be_visible()
    page.get_by_role("button", name="This child’s chronology").click()
    look("m7-chronology")
    page.goto("/cases/incomplete?lacks=voice")
    expect(page.get_by_role("link", name="Tomasz Lewandowski")).to_be_visible()
    expect(page.get_by_role("link", name="Amara Okonkwo")).to_have_count(0)
    look("m8-missing")
    for path in ("/cases/due", f"/cases/{reference}/decisions", f"/cases/{reference}/recorded", "/"):
        page.goto(path)
        look()
    page.goto(f"/cases/{reference}/state")
    page.get_by_label("Why is it closed?").select_option("done")
    page.get_by_label("Reason", exact=True).fill("All is done.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_role("alert").get_by_text("Enter the manager’s name")).to_be_visible()
    look()
