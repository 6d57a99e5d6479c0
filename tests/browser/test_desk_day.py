"""The coordinator's day at the desk: filter, find, accept, stop the clock, count. The month in pictures."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from portal.demo.people import PASSWORD
from tests.browser.stage import fill_date, heading, looker, press

pytestmark = pytest.mark.browser

COORDINATOR = "coordinator@marchland.example"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_day_at_the_desk(county, new_page, sign_in, accessible, shot, javascript) -> None:
    look = looker(accessible, shot) if javascript else lambda *_args, **_more: None
    # When the coordinator opens the desk
    page = new_page(javascript=javascript)
    sign_in(page, COORDINATOR, PASSWORD)
    page.goto("/fair-access")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fair access desk")
    look(page)
    # Then another order stands in the address, with its rule in words
    page.get_by_label("Order").select_option("danger")
    page.get_by_label("Clock", exact=True).select_option("soon")
    page.locator("main").get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile(r"clock=soon.*sort=danger"))
    expect(page.get_by_text("it is unsafe to wait, then children")).to_be_visible()
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.get_by_role("link", name="Clear the filters")).to_have_count(0)
    # And a part of the page is reached by its link
    page.get_by_role("link", name=re.compile(r"^Sent in \(")).click()
    page.wait_for_url(re.compile("#sent"))
    # When a referral is checked, it is not accepted without what was tried before
    page.get_by_role("link", name="Check and accept").first.click()
    expect(page.get_by_role("heading", name="Incomplete, and why")).to_be_visible()
    number = page.locator(".app-record").get_by_text("FAP-").inner_text()
    page.get_by_role("link", name="Check and accept").or_(
        page.get_by_role("button", name="Check and accept")
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accept the referral")
    look(page)
    page.get_by_label("(f) Is a carer").check()
    page.get_by_label("Evidence for the category").fill("The carer’s assessment of 2 October.")
    press(page, "Accept the referral")
    expect(page.get_by_role("alert")).to_contain_text("Say what came of ordinary in-year admission")
    expect(page.get_by_label("Evidence for the category")).to_have_value(re.compile("2 October"))
    page.get_by_label("The school refused").check()
    page.get_by_label("School that was asked").fill("Eldon Park Academy")
    today = dt.date.today()
    fill_date(page, "asked_on", today - dt.timedelta(days=30))
    fill_date(page, "answered_on", today - dt.timedelta(days=20))
    press(page, "Accept the referral")
    # Then its twenty school days run, until they are paused with a reason
    expect(page.get_by_text("It was accepted")).to_be_visible()
    expect(page.get_by_text("20 school days left")).to_be_visible()
    page.get_by_role("button", name="Pause the clock").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pause the clock")
    page.get_by_label("Why does the clock stand still?").fill("Waiting for the court date.")
    press(page, "Pause the clock")
    expect(page.get_by_text("stopped at day 0")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Let the clock run again").click()
    page.get_by_label("What has changed?").fill("The date is known.")
    press(page, "Let the clock run again")
    expect(page.get_by_text("The clock runs again.")).to_be_visible()
    # When it is looked for by its number, it is found, and the address says nothing
    page.goto("/fair-access")
    page.get_by_label("Find by number").fill(number)
    press(page, "Find")
    page.wait_for_url(re.compile(r"/fair-access/search$"))
    expect(page.get_by_role("link", name=number)).to_be_visible()
    look(page)
    # And what is new is counted from now on
    page.goto("/fair-access")
    press(page, "Mark as seen")
    expect(page.get_by_text("Nothing was sent in since you looked")).to_be_visible()
    # And the year is counted, and can be taken away
    page.get_by_role("link", name="Figures of the year").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fair access: figures of the year")
    look(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as a spreadsheet").click()
    assert taken.value.suggested_filename.endswith(".xlsx")


def test_a_coordinators_month_in_pictures(county, new_page, sign_in, shot) -> None:
    page = new_page()
    sign_in(page, COORDINATOR, PASSWORD)

    def picture(name: str, width: int = 1280, height: int = 1100) -> None:
        page.set_viewport_size({"width": width, "height": height})
        shot(page, f"month-{name}", full_page=False)

    # The desk, a new referral, the agenda, the decision, the place, the year
    page.goto("/fair-access?sort=danger")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fair access desk")
    picture("1-desk")
    page.get_by_role("link", name="Check and accept").first.click()
    expect(page.get_by_role("heading", name="Incomplete, and why")).to_be_visible()
    picture("2-new")
    page.goto("/fair-access")
    page.get_by_role("link", name="Open the agenda").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Fair access desk")
    picture("3-agenda")
    page.get_by_role("link", name=re.compile(r"Decide item")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Decide a placement")
    picture("4-decision")
    page.goto("/fair-access?state=placed")
    page.locator("tbody").get_by_role("link", name=re.compile("^FAP-")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fair access referral")
    page.get_by_role("button", name="Go on with the place").click()
    page.wait_for_load_state("load")
    assert heading(page) != "Fair access referral"
    picture("5-place")
    page.goto("/fair-access/figures")
    expect(page.get_by_text("Accepted by category")).to_be_visible()
    picture("6-figures")
