"""The needs matrix in a browser: the analyst takes away what is published, the officer opens a figure."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from playwright.sync_api import expect

from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.store import acting_as, session
from needs import writing_core
from needs.gathering import FactValue
from needs.published import actions, periods
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
TERM = dt.date(2024, 10, 1)


@pytest.fixture
def filled(live, live_session):
    """Some 190 forms of invented children in eight settings, published; an analyst and an officer."""
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
        child = make_child(None).id
        forms.append(form(number, child, *facts, setting_id=setting.id, ward=ward, day=TERM))
    writing_core.write(session().connection(), forms)
    with acting_as(operator()) as actor:
        actions.publish(actor, periods.named("2024-1"))
    session().commit()
    return {role: make_account(role, password=PASSWORD) for role in (Role.ANALYST, Role.SAFEGUARDING_OFFICER)}


def the_analysts_way(page, shot) -> None:
    """By setting, by ward, save the view, take every kind of file, try for more."""
    page.get_by_role("link", name="Needs across settings").click()
    expect(page.get_by_text("Shown as shared: small numbers hidden")).to_be_visible()
    expect(page.locator(".app-heat a")).to_have_count(0)
    shot(page, "g1-needs-by-setting")
    page.get_by_label("Rows").select_option("ward")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("rowheader", name="Riverside")).to_be_visible()
    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name of the view").fill("Wards")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Wards", exact=True)).to_be_visible()
    for kind in ("XLSX", "CSV", "PDF", "Chart (SVG)"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=kind, exact=True).click()
        assert taken.value.suggested_filename.startswith("needs-matrix-shared-")
    for path in ("/needs/all", "/needs/all/export.csv", "/needs/periods", "/needs/forms?row=*&column=cse"):
        assert page.request.get(path).status == 403


def test_the_analyst_without_javascript(live, filled, plain, sign_in, shot) -> None:
    sign_in(plain, filled[Role.ANALYST])
    the_analysts_way(plain, shot)


def test_the_analyst_with_javascript(live, filled, page, sign_in, shot, accessible) -> None:
    sign_in(page, filled[Role.ANALYST])
    the_analysts_way(page, shot)
    accessible(page)
    page.goto("/needs")
    page.get_by_role("link", name="Compare with other authorities").click()
    expect(page.get_by_role("heading", name="Beside other authorities")).to_be_visible()
    accessible(page)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_only_the_table_scrolls(
    live, filled, new_page, sign_in, accessible, shot, width
) -> None:
    page = new_page(width=width)
    sign_in(page, filled[Role.SAFEGUARDING_OFFICER])
    for path, name in (
        ("/needs", "shared"),
        ("/needs/all", "all"),
        ("/needs/change", "change"),
        ("/needs/periods", "periods"),
        ("/needs/views/save?place=all", "save"),
    ):
        page.goto(path)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if name in (
            "shared",
            "all",
        ):  # what is hidden in a cell must scroll with its table, however wide it is
            held = "getComputedStyle(document.querySelector('.app-scroll')).position"
            assert page.evaluate(held) == "relative"
        shot(page, f"g2-needs-{name}-{width}")


def test_the_officer_opens_a_figure(live, filled, page, sign_in, shot) -> None:
    sign_in(page, filled[Role.SAFEGUARDING_OFFICER])
    page.goto("/needs")
    page.get_by_role("link", name="Show all figures, for you only").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All figures")
    page.locator(".app-heat tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The forms behind a figure")
    expect(page.get_by_text("That you opened this list is logged.")).to_be_visible()
