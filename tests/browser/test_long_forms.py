"""The referral form in a browser: readable by everybody, saved while typing, whole without JavaScript."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser

SECTIONS = ("reason", "child", "parents", "schools", "context", "social", "harm", "education", "documents")


@pytest.fixture
def referral(live, live_session):
    """A draft of an invented referral, half filled, and the safeguarding lead who writes it."""
    from fap.actions import start_referral
    from fap.form import FORM
    from fap.form.invented import invented
    from fap.given import given
    from foundation.access.lists import actor_of
    from foundation.access.permissions import Role
    from foundation.answers import write_answers
    from foundation.store import acting_as
    from roll.models import Child, Enrolment, Setting

    school = Setting(urn="200001", name="Saltbeck High School", phase_code="4", low_age=11, high_age=16)
    child = Child(surname="Ockley", forename="Jaden", date_of_birth=dt.date(2012, 3, 1), source="form")
    live_session.add_all([school, child])
    live_session.flush()
    live_session.add(Enrolment(child_id=child.id, setting_id=school.id, start=dt.date(2025, 9, 1)))
    dsl = make_account(Role.DSL, setting=school, name="R. Haddow", password=PASSWORD)
    with acting_as(actor_of(dsl)) as actor:
        made = start_referral(actor, setting_id=school.id, child=child)
        answers = invented(given(), 3)
        left_out = {"context", "peer_flags", "parents", "documents", "reason_for_referral"}
        write_answers(actor, made, FORM, {k: v for k, v in answers.items() if k not in left_out})
    live_session.commit()
    return made, dsl, f"/referrals/{made.public_key}/form"


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_of_the_form_is_accessible_and_fits(new_page, sign_in, accessible, shot, referral, width):
    _made, dsl, form = referral
    page = new_page(width=width)
    sign_in(page, dsl)
    places = ["", "/check", "/read", "/changes", *(f"/{name}" for name in SECTIONS)]
    places += [
        "/parents/at/parents/new",
        "/context/at/context/neighbourhood",
        "/documents/at/documents/school_report",
    ]
    for place in places:
        response = page.goto(form + place)
        assert response.ok, place
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{place} is {wide} px wider than the screen of {width}"
        shot(page, f"form-{width}{place.replace('/', '-')}")


def test_typing_is_saved_and_found_again(page, sign_in, referral):
    _made, dsl, form = referral
    sign_in(page, dsl)
    page.goto(form + "/context/at/context/home")
    box = page.locator("textarea[name$=information]")
    with page.expect_response(lambda answer: "/autosave" in answer.url and answer.ok):
        page.get_by_label("Yes, something is known").check()
    with page.expect_response(lambda answer: "/autosave" in answer.url and answer.ok):
        box.fill("Mum works nights.")
    page.wait_for_function("document.querySelector('[data-saved-words]').textContent.startsWith('Saved ')")
    page.goto(form)
    page.goto(form + "/context/at/context/home")
    assert page.locator("textarea[name$=information]").input_value() == "Mum works nights."


def test_leaving_the_page_at_once_loses_nothing(page, sign_in, referral):
    """Nobody waits for the word "Saved": the page sends what was typed as it is left."""
    _made, dsl, form = referral
    sign_in(page, dsl)
    page.goto(form + "/context/at/context/home")
    page.get_by_label("Yes, something is known").check()
    page.locator("textarea[name$=information]").fill("Mum works nights.")
    page.goto(form)
    found = ""
    for _ in range(10):
        page.goto(form + "/context/at/context/home")
        found = page.locator("textarea[name$=information]").input_value()
        if found:
            break
        page.wait_for_timeout(500)
    assert found == "Mum works nights."


def test_what_opens_under_an_option_opens_when_it_is_chosen(page, sign_in, referral):
    _made, dsl, form = referral
    sign_in(page, dsl)
    page.goto(form + "/context/at/context/home")
    box = page.locator("textarea[name$=information]")
    expect(box).to_be_hidden()
    page.get_by_label("Yes, something is known").check()
    expect(box).to_be_visible()


def test_a_wrong_date_is_linked_to_its_first_input(page, sign_in, referral):
    _made, dsl, form = referral
    sign_in(page, dsl)
    page.goto(form + "/child")
    for part, text in (("day", "31"), ("month", "2"), ("year", "2012")):
        page.locator(f"#date_of_birth-{part}").fill(text)
    page.locator("main").get_by_role("button", name="Save and continue", exact=True).last.click()
    page.locator(".govuk-error-summary a", has_text="real date").click()
    assert page.evaluate("document.activeElement.id") == "date_of_birth-day"
    assert page.locator("#date_of_birth-day").input_value() == "31"


def test_a_row_is_added_without_javascript(plain, sign_in, referral):
    _made, dsl, form = referral
    sign_in(plain, dsl)
    plain.goto(form + "/parents")
    plain.get_by_role("button", name="Add a").first.click()
    assert plain.locator("h1").inner_text().startswith("Add a")
    inputs = plain.locator("main input[type=text]")
    inputs.first.fill("Tola Ockley")
    plain.locator("main").get_by_role("button", name="Save and continue", exact=True).last.click()
    plain.goto(form + "/parents")
    assert "Tola Ockley" in plain.locator("main").inner_text()
