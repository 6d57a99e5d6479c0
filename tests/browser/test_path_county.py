"""The invented county as each person finds it: the first page, and the lists that fill in a real year."""

from __future__ import annotations

import pytest

from portal.demo.people import PASSWORD
from tests.browser.stage import heading, looker

pytestmark = pytest.mark.browser

# Who, their first page's picture, and where they go on: address, link to follow there, picture.
PEOPLE = [
    ("dsl@saltbeck.example", "home-dsl", [("/letters", "", ""), ("/plans", "", "")]),
    (
        "coordinator@marchland.example",
        "home-coordinator",
        [("/fair-access", "", "c1-desk"), ("/fair-access", "FAP-", "c2-referral"), ("/panels", "", "")],
    ),
    (
        "mash@marchland.example",
        "home-mash",
        [
            ("/mash", "", "c14-mash-queue"),
            ("/plans/queue", "", "e8-queue"),
            ("/plans/queue", "version", "e9-judging"),
        ],
    ),
    (
        "safeguarding@marchland.example",
        "home-officer",
        [("/alerts", "", "f3-alerts"), ("/alerts", "Two children at one setting", "f10-alert-of-the-county")],
    ),
]


@pytest.mark.parametrize(("address", "name", "places"), PEOPLE, ids=[name for _, name, _ in PEOPLE])
def test_each_person_finds_their_work(
    county, new_page, sign_in, accessible, shot, address, name, places
) -> None:
    look = looker(accessible, shot)
    # When somebody of the county signs in, then their work stands on the first page
    page = new_page()
    sign_in(page, address, PASSWORD)
    assert heading(page) == "Your work"
    assert page.locator("main").get_by_role("link").count() > 0
    look(page, name, narrow_shot=True)
    # And every list of theirs can be read at both widths
    for place, follow, picture in places:
        assert page.goto(place).ok, place
        if follow:
            page.locator("main").get_by_role("link", name=follow).first.click()
        page.wait_for_load_state("load")
        assert page.title().startswith(heading(page))
        look(page, picture)
