"""The views of the needs matrix in a browser: what is missing, a figure opened, flags chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from foundation.store import session
from needs import writing_core
from needs.gathering import FactValue
from tests.fap.conftest import make_child, make_setting
from tests.needs.conftest import flag, form
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(live, live_session):
    """Twelve forms of two schools with flags, places and services; an officer."""
    schools = [make_setting("Aldermere School"), make_setting("Eldon Park Academy")]
    forms = []
    for number in range(1, 13):
        facts = (
            flag("gangs", "alleged", responded=number % 3 > 0),
            *((flag("cse"),) if number % 2 else ()),
            FactValue("place", "bus", within="journey", state="bus", time="after_school"),
            FactValue("place", "park", within="neighbourhood", ward="Eldon"),
            FactValue("where", "journey", source="form"),
            FactValue("agency", "camhs", source="case", state="refused", known="owned"),
        )
        child = make_child(None).id
        forms.append(form(number, child, *facts, setting_id=schools[number % 2].id))
    writing_core.write(session().connection(), forms)
    session().commit()
    return make_account(Role.SAFEGUARDING_OFFICER, password=PASSWORD)


def the_officers_way(page, accessible) -> None:
    """From the matrix to what is missing, to the records behind a figure, to flags that stand together."""
    page.goto("/needs/all")
    page.get_by_role("link", name="What is missing", exact=True).click()
    expect(page.get_by_role("heading", name="What is missing", level=1)).to_be_visible()
    accessible(page)
    table = page.get_by_role("table", name="Flags with no school response recorded")
    table.get_by_role("link", name="4", exact=True).click()
    expect(page.get_by_role("heading", name="The records behind a figure")).to_be_visible()
    expect(page.get_by_text("That you opened this list is logged")).to_be_visible()
    page.get_by_role("link", name="What is missing", exact=True).click()
    page.get_by_role("link", name="What stands together").click()
    expect(page.get_by_role("heading", name="What stands together", level=1)).to_be_visible()
    accessible(page)
    page.get_by_text("Choose flags").click()
    page.get_by_label("Child sexual exploitation").check()
    page.get_by_label("Affected by gangs").check()
    page.get_by_label("Children who have").select_option("all")
    page.get_by_role("button", name="Show these flags").click()
    expect(page.get_by_text("all of them: child sexual exploitation, affected by gangs")).to_be_visible()
    row = page.get_by_role("row", name="All of them").get_by_role("link")
    expect(row).to_have_text("6")


def test_the_officer_without_javascript(officer, plain, sign_in, accessible) -> None:
    sign_in(plain, officer)
    the_officers_way(plain, lambda _page: None)


def test_the_officer_with_javascript(officer, page, sign_in, accessible) -> None:
    sign_in(page, officer)
    the_officers_way(page, accessible)


def test_places_and_services_on_a_telephone(officer, new_page, sign_in, accessible) -> None:
    small = new_page(width=390)
    sign_in(small, officer)
    for view, title in (
        ("places", "Journeys and places"),
        ("services", "Services: asked, answered, unowned"),
    ):
        small.goto(f"/needs/views/{view}")
        expect(small.get_by_role("heading", name=title, level=1)).to_be_visible()
        accessible(small)
        wide = small.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide
