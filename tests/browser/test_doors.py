"""The way in and out, in a browser: with and without JavaScript, by keyboard, with axe on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def administrator(live, live_session):
    """Somebody who can sign in."""
    return make_account(Role.ADMINISTRATOR, password=PASSWORD)


@pytest.mark.parametrize("path", ["/sign-in", "/today", "/help", "/privacy", "/accessibility"])
def test_pages_that_anybody_may_read_are_accessible(live, page, accessible, path) -> None:
    page.goto(path)
    expect(page.locator("h1")).to_have_count(1)
    accessible(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_person_signs_in_and_out(administrator, new_page, sign_in, accessible, javascript) -> None:
    page = new_page(javascript=javascript)
    sign_in(page, administrator)
    assert page.locator("h1").inner_text() == "Your work"
    expect(page.get_by_text("Do not enter real ones")).to_be_visible()
    if javascript:
        accessible(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**/sign-in")
    page.goto("/")
    assert "/sign-in" in page.url


def test_a_wrong_password_is_refused_and_nothing_is_said_about_the_account(
    administrator, page, accessible
) -> None:
    said = []
    for email in (administrator.email, "nobody@example.org"):
        page.goto("/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill("not the right words at all")
        page.locator("main").get_by_role("button", name="Sign in").click()
        said.append(page.get_by_role("alert").inner_text())
        accessible(page)
    assert said[0] == said[1] != ""


def test_hiding_the_page_locks_it_until_the_password_is_given(
    administrator, page, sign_in, accessible
) -> None:
    sign_in(page, administrator)
    page.get_by_role("button", name="Hide page").click()
    page.wait_for_url("**/today")
    assert administrator.name not in page.content()
    page.goto("/")
    assert "/unlock" in page.url
    accessible(page)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/unlock" not in url)
    assert page.locator("h1").inner_text() == "Your work"


def test_the_home_page_fits_a_narrow_screen(administrator, new_page, sign_in) -> None:
    page = new_page(width=320)
    sign_in(page, administrator)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
