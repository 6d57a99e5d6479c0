"""An officer decides who a record is and takes it back, with and without scripts; keys are made and ended."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def question(live, live_session):
    """Two records of one name, and the officer who decides."""
    from roll.models import Child, IdentityQuestion

    born = {"surname": "Alder", "date_of_birth": dt.date(2012, 5, 5), "source": "roll"}
    pair = [Child(forename=name, **born) for name in ("Anna", "Hannah")]
    live_session.add_all(pair)
    live_session.flush()
    reasons = ["the same date of birth", "the same surname", "forenames spelt much alike"]
    found = IdentityQuestion(child_id=pair[0].id, candidate_id=pair[1].id, reasons=reasons, score=80)
    live_session.add(found)
    officer = make_account(Role.SAFEGUARDING_OFFICER, password=PASSWORD)
    live_session.commit()
    return officer


@pytest.mark.parametrize("javascript", [True, False])
def test_the_officer_decides_and_takes_it_back(
    question, new_page, sign_in, accessible, shot, javascript
) -> None:
    page = new_page(javascript=javascript)
    sign_in(page, question)
    page.get_by_role("link", name="Is this one child or two?").click()
    expect(page.get_by_text("Together 80 points")).to_be_visible()
    expect(page.get_by_role("columnheader", name="The record it may be")).to_be_visible()
    if javascript:
        accessible(page)
        shot(page, "identity-decision")
    page.get_by_role("radio", name="The same child", exact=True).check()
    page.get_by_label("How you know, or why").fill("Both schools confirmed it")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Say that you made sure")).to_be_visible()
    assert page.get_by_label("How you know, or why").input_value() == "Both schools confirmed it"
    assert page.get_by_role("radio", name="The same child", exact=True).is_checked()
    if javascript:
        accessible(page)
    page.get_by_label("I made sure that they are not twins").check()
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("link", name="Anna Alder and Hannah Alder").click()
    expect(page.get_by_text("Decided: one child")).to_be_visible()
    if javascript:
        accessible(page)
    page.get_by_label("Why").fill("The birth certificates say otherwise")
    page.get_by_role("button", name="Take the decision back").click()
    expect(page.get_by_text("The question is open again")).to_be_visible()
    expect(page.get_by_role("button", name="Record the decision")).to_be_visible()


def test_the_administrator_makes_a_key_and_revokes_it(
    live, live_session, new_page, sign_in, accessible, shot
) -> None:
    page = new_page()
    sign_in(page, make_account(Role.ADMINISTRATOR, password=PASSWORD))
    page.goto("/admin/accounts")
    page.get_by_text("Other systems").click()
    accessible(page)
    page.get_by_label("Name of the system").fill("Admissions")
    page.get_by_role("button", name="Add the system").click()
    page.get_by_label("What the key is for").fill("Checks of offers")
    page.get_by_role("button", name="Make the key").click()
    assert page.locator("code").inner_text().startswith("fasp_")
    accessible(page)
    page.get_by_text("To the system").click()
    expect(page.get_by_role("row", name="Checks of offers").get_by_text("In force")).to_be_visible()
    accessible(page)
    shot(page, "system-keys")
    page.get_by_role("link", name="Revoke this key").click()
    page.get_by_label("Why").fill("It stood in a mail")
    page.get_by_role("button", name="Revoke the key").click()
    expect(page.get_by_text("The key is revoked")).to_be_visible()
