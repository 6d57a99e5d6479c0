"""From the queue to a case and its separation, without and with a script; who looked, and what an
administrator reaches, in a browser.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from cases.actions import receive_contact
from foundation.access.permissions import Role
from foundation.store import current_actor
from foundation.store import session as store_session
from roll.models import Child, Setting
from roll.upn import check_letter
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser


def child(number: int, forename: str, surname: str) -> Child:
    digits = f"8232{number:08d}"
    born = dt.date(2012, 1, number)
    return Child(forename=forename, surname=surname, upn=check_letter(digits) + digits, date_of_birth=born)


@pytest.fixture
def story(live, live_session):
    """A referral that waits in the queue and names another child, and the people who work on it."""
    from flask import g

    live_session.rollback()
    g.pop("session").close()
    g.writes = True
    school = Setting(urn="123456", name="Ridgemoor School")
    children = [child(1, "Amara", "Okonkwo"), child(2, "Tomasz", "Lewandowski")]
    store_session().add_all([school, *children])
    store_session().flush()
    contact = receive_contact(
        current_actor(),
        source_kind="referral",
        source_reference="FAP-2026-000007",
        child_id=children[0].id,
        other_child_ids=[children[1].id],
        setting_id=school.id,
        summary="The referral ticks sexual harm by another child.",
    )
    roles = (Role.SAFEGUARDING_OFFICER, Role.MASH_OFFICER, Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER)
    people = {role: make_account(role, password=PASSWORD) for role in roles}
    store_session().commit()
    return contact.reference, people


@pytest.mark.parametrize("javascript", [False, True])
def test_the_officer_opens_a_case_from_a_contact_and_a_separation_follows(
    story, new_page, sign_in, accessible, shot, javascript
) -> None:
    reference, people = story
    page = new_page(javascript=javascript)
    sign_in(page, people[Role.SAFEGUARDING_OFFICER])
    page.goto(f"/mash/{reference}")
    if javascript:
        accessible(page)
        shot(page, "d1-contact")
    page.locator("main").get_by_role("button", name="Open a case").click()
    page.get_by_label("Where did it happen?").select_option("in_school")
    page.get_by_label("Sexual harassment").check()
    parts = page.get_by_label("What part this child had")
    parts.nth(0).select_option("alleged_victim")
    parts.nth(1).select_option("alleged_perpetrator")
    page.get_by_label("Why a case is opened").fill("The school told of it too.")
    if javascript:
        accessible(page)
    page.get_by_role("button", name="Check before you open it").click()
    assert page.locator("h1").inner_text() == "Check before you open the case"
    expect(page.get_by_text("Amara Okonkwo and Tomasz Lewandowski")).to_be_visible()
    if javascript:
        accessible(page)
    page.get_by_role("button", name="Open the case").click()
    assert page.locator("h1").inner_text().startswith("Case CASE-")
    assert "Okonkwo" not in page.title()
    if javascript:
        accessible(page)
        shot(page, "d2-case")
    page.get_by_role("link", name="Amara Okonkwo and Tomasz Lewandowski").click()
    assert page.locator("h1").inner_text() == "Separation"
    if javascript:
        accessible(page)
        shot(page, "d3-separation")
    page.goto("/mash")
    expect(page.get_by_text("Nothing waits.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_this_path_fit_and_are_accessible(story, new_page, sign_in, accessible, width) -> None:
    reference, people = story
    paths = {
        Role.MASH_OFFICER: ("/", "/mash", f"/mash/{reference}", "/cases", "/cases/new", "/separations"),
        Role.ADMINISTRATOR: ("/", "/admin/accounts", "/admin/accounts/new", "/admin/roles", "/admin/outbox"),
        Role.DATA_PROTECTION_OFFICER: ("/", "/records", "/records/sign-ins", "/records/verify"),
    }
    for role, wanted in paths.items():
        page = new_page(width=width)
        sign_in(page, people[role])
        for path in wanted:
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            accessible(page)


def test_who_looked_is_seen_and_no_child_is_named(story, new_page, sign_in, shot) -> None:
    reference, people = story
    officer = new_page()
    sign_in(officer, people[Role.MASH_OFFICER])
    officer.goto(f"/mash/{reference}")
    page = new_page()
    sign_in(page, people[Role.DATA_PROTECTION_OFFICER])
    page.goto("/records")
    row = page.locator("tr", has_text="opened a contact of the Education MASH").first
    assert people[Role.MASH_OFFICER].name in row.inner_text()
    assert "Okonkwo" not in page.content()
    shot(page, "h2-who-looked")
    administrator = new_page()
    sign_in(administrator, people[Role.ADMINISTRATOR])
    for path in (f"/mash/{reference}", "/cases", "/separations", "/records"):
        assert administrator.goto(path).status == 403
        assert "Okonkwo" not in administrator.content()
    administrator.goto("/admin/accounts")
    shot(administrator, "h1-accounts")
