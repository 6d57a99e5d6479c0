"""What the council decides, in a browser: the administrator enters it, the coordinator reads it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def people(live, live_session):
    """An administrator and a coordinator."""
    made = (
        make_account(Role.ADMINISTRATOR, password=PASSWORD),
        make_account(Role.FAP_COORDINATOR, password=PASSWORD),
    )
    live_session.commit()
    return made


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 390)])
def test_a_clock_is_decided_from_a_day_on_and_read_by_the_coordinator(
    people, new_page, sign_in, accessible, javascript: bool, width: int
) -> None:
    administrator, coordinator = people
    page = new_page(javascript=javascript, width=width)
    sign_in(page, administrator)
    page.get_by_role("link", name="Council decisions").click()
    expect(page.get_by_role("heading", name="What the council decides", level=1)).to_be_visible()
    if javascript:
        accessible(page)
    page.get_by_role("link", name="A contact is answered within").click()
    expect(page.get_by_role("heading", name="A contact is answered within", level=1)).to_be_visible()
    page.get_by_label("New value").fill("999")
    page.get_by_label("Why").fill("The board of May")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("link", name="Enter a number of hours from 1 to 168")).to_be_visible()
    expect(page.get_by_label("Why")).to_have_value("The board of May")
    if javascript:
        accessible(page)
    page.get_by_label("New value").fill("24")
    page.get_by_label("Year").fill("2099")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Clocks that have started keep their dates.").first).to_be_visible()
    expect(page.get_by_text("24 hours from").first).to_be_visible()

    reader = new_page(javascript=javascript, width=width)
    sign_in(reader, coordinator)
    reader.goto("/referrals/why")
    reader.get_by_role("link", name="What the council decides").click()
    reader.get_by_role("link", name="A contact is answered within").click()
    expect(reader.get_by_text("The administrator enters what the council decides.")).to_be_visible()
    expect(reader.get_by_text("The board of May")).to_be_visible()
