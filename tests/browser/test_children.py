"""A setting's children, a search that says nothing about others, and a bar, in a browser."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role
from foundation.store import session
from roll.models import Child
from tests.people import PASSWORD, make_account
from tests.roll.rolls import ELM, OAK, apply, csv_of, make_settings, number, row

pytestmark = pytest.mark.browser


@pytest.fixture
def people(live, live_session):
    """Two settings with their children, a safeguarding lead and the officer."""
    places = make_settings(OAK, ELM)
    foreign = row(90, setting_urn=ELM)
    apply(csv_of([*[row(serial) for serial in range(1, 13)], foreign]))
    dsl = make_account(Role.DSL, setting=places[OAK], password=PASSWORD, name="Maren Okafor")
    officer = make_account(Role.SAFEGUARDING_OFFICER, password=PASSWORD, name="Idris Vaughan")
    child = session().query(Child).filter_by(upn=number(7)).one()
    return dsl, officer, child


def find(page, upn: str) -> None:
    page.goto("/children/find")
    page.get_by_label("UPN").fill(upn)
    page.get_by_role("button", name="Find the child").click()


def test_a_lead_finds_their_own_children_and_learns_nothing_of_others(
    people, page, sign_in, accessible
) -> None:
    dsl, _, child = people
    sign_in(page, dsl)
    page.get_by_role("link", name="Children", exact=True).click()
    accessible(page)
    page.get_by_label("Name, or the beginning of it").fill(child.surname)
    page.get_by_role("button", name="Search").click()
    assert child.surname not in page.url
    page.get_by_role("link", name=child.surname).click()
    assert page.locator("h1").inner_text() == "Child’s record"
    assert child.name not in page.title()
    accessible(page)
    said = []
    for upn in (number(90), number(555)):
        find(page, upn)
        said.append(page.locator("main .app-banner").inner_text())
        accessible(page)
    assert said[0] == said[1]
    assert "We could not find this child at your setting" in said[0]


def test_a_bar_takes_a_child_away_from_the_lead(people, new_page, sign_in, accessible) -> None:
    dsl, officer, child = people
    theirs, hers = new_page(javascript=False), new_page()
    sign_in(theirs, dsl)
    sign_in(hers, officer)
    address = f"/children/{child.public_id}"
    assert theirs.goto(address).status == 200
    hers.goto(address)
    hers.get_by_role("button", name="Bar a colleague").click()
    accessible(hers)
    hers.get_by_label("Who").select_option(label=dsl.name)
    hers.get_by_label("Why").fill("An aunt of the child")
    hers.get_by_role("button", name="Bar from this child").click()
    hers.get_by_text("It holds from their next page on").wait_for()
    accessible(hers)
    assert theirs.goto(address).status == 404
    find(theirs, child.upn)
    assert "We could not find this child" in theirs.content()
