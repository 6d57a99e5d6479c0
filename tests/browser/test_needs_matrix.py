"""The needs matrix in a browser: the analyst reads it, the officer opens a figure down to its forms."""

from __future__ import annotations

import random

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

SCHOOLS = (
    "Aldermere School",
    "Corvin Hill Academy",
    "Eldon Park Academy",
    "Fennwick Park School",
    "Kiln Lane Centre",
)
SMALL_SCHOOLS = ("St Oswin’s RC High School", "Westmere Primary School", "Harrow Lane Nursery")
WARDS = ("Eldon", "Saltbeck", "Corvin Hill", "Riverside")
FLAGS = {
    "cse": "experiences",
    "gangs": "both",
    "relationship_abuse": "experiences",
    "displays_hsb": "alleged",
    "sexual_bullying": "experiences",
    "missing_education": "",
    "missing_home": "",
}


@pytest.fixture
def filled(live, live_session):
    """Some 190 forms of invented children in eight settings; an analyst and an officer."""
    rng = random.Random(7)
    settings = [make_setting(name) for name in (*SCHOOLS, *SMALL_SCHOOLS)]
    weights = [10, 24, 34, 20, 30, 2, 2, 1]
    forms = []
    for number in range(1, 191):
        chosen = rng.sample(list(FLAGS), rng.choice((1, 1, 2, 3)))
        facts = [flag(code, FLAGS[code], responded=rng.random() > 0.1) for code in chosen]
        facts.append(FactValue("domain", "neighbourhood", known="yes", responded=rng.random() > 0.1))
        setting = rng.choices(settings, weights)[0]
        ward = rng.choice(WARDS)
        forms.append(form(number, make_child(None).id, *facts, setting_id=setting.id, ward=ward))
    writing_core.write(session().connection(), forms)
    session().commit()
    return {role: make_account(role, password=PASSWORD) for role in (Role.ANALYST, Role.SAFEGUARDING_OFFICER)}


def test_the_analyst_by_setting_and_by_ward(live, filled, plain, sign_in, shot) -> None:
    sign_in(plain, filled[Role.ANALYST])
    plain.get_by_role("link", name="Needs across settings").click()
    assert plain.get_by_role("heading", level=1).inner_text() == "Needs across settings"
    expect(plain.get_by_text("Shown as shared: small numbers hidden")).to_be_visible()
    expect(plain.locator(".app-heat a")).to_have_count(0)
    shot(plain, "g1-needs-by-setting")
    plain.get_by_role("link", name="Rows by ward").click()
    expect(plain.get_by_role("rowheader", name="Riverside")).to_be_visible()
    plain.get_by_role("link", name="Change what is shown").click()
    plain.get_by_label("Rows").select_option("term")
    plain.get_by_role("button", name="Show the table").click()
    expect(plain.get_by_role("rowheader", name="Autumn term 2026/27")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_only_the_table_scrolls(
    live, filled, new_page, sign_in, accessible, shot, width
) -> None:
    page = new_page(width=width)
    sign_in(page, filled[Role.SAFEGUARDING_OFFICER])
    for path, name in (("/needs", "shared"), ("/needs/all", "all"), ("/needs/change", "change")):
        page.goto(path)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if path != "/needs/change":  # what is hidden in a cell must scroll with its table, however wide it is
            held = "getComputedStyle(document.querySelector('.app-scroll')).position"
            assert page.evaluate(held) == "relative"
        shot(page, f"g2-needs-{name}-{width}")


def test_the_officer_opens_a_figure(live, filled, page, sign_in, shot) -> None:
    sign_in(page, filled[Role.SAFEGUARDING_OFFICER])
    page.goto("/needs")
    page.locator(".app-heat tbody a").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "The forms behind a figure"
    expect(page.get_by_text("That you opened this list is logged.")).to_be_visible()
