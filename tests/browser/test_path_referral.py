"""A school refers its own child: found, begun, left, written by two at once, sent, received, printed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from fap.models import Referral
from foundation.access.permissions import Role
from tests.browser.stage import Stage, heading, looker, press, says, two_schools
from tests.fap.conftest import known_answers

pytestmark = pytest.mark.browser

REASON = "Follows older pupils out of lessons."
MINE = "Follows older pupils out of lessons. The youth worker sees her on Tuesdays."
THEIRS = "Follows older pupils out of lessons. Her aunt was told on Monday."


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


def fill_the_rest(stage: Stage, dsl: Any) -> None:
    """Everything else that the form asks for, as the lead would write it."""
    from fap.form import FORM
    from fap.form.invented import invented
    from fap.given import given
    from foundation.answers import answers_of, write_answers
    from foundation.store import current_actor

    with stage.behind(dsl) as session:
        referral = session.query(Referral).one()
        said = answers_of(referral, FORM)
        known = {"reason_text": said["reason_text"]}
        answers = invented(given(), 1, known=known_answers(stage.children["mira"], **known))
        write_answers(current_actor(), referral, FORM, answers)


def download(page: Any, words: str) -> tuple[str, str]:
    """The name and the whole text of a PDF behind a link."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=words).click()
    name = waiting.value.suggested_filename
    data = waiting.value.path().read_bytes()
    text = " ".join(part.extract_text() for part in PdfReader(io.BytesIO(data)).pages)
    return name, " ".join(text.split())


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_search_to_the_receipt(stage, new_page, sign_in, look, javascript) -> None:
    # Given the lead of a school and a colleague there
    dsl = stage.account(Role.DSL, "R. Haddow", "saltbeck")
    deputy = stage.account(Role.DSL, "K. Ademola", "saltbeck")
    seen = look if javascript else lambda *_args, **_more: None
    page = new_page(javascript=javascript)
    sign_in(page, dsl)
    # When a child of another school is looked for, then nothing is told
    press(page, "Start a referral")
    seen(page, "b1-start")
    page.get_by_label("Unique pupil number").fill(stage.children["tobias"].upn)
    press(page, "Find the child")
    assert says(page, "Not found on your roll")
    assert "Okonkwo" not in page.content()
    # When it is their own, then it is found and the referral begins
    page.get_by_label("Unique pupil number").fill(stage.children["mira"].upn)
    press(page, "Find the child")
    expect(page.locator("main").get_by_text("Mira Castell")).to_be_visible()
    seen(page, "b2-found")
    press(page, "Start with this child")
    assert heading(page) == "Fair access referral"
    assert "Castell" not in page.title()
    seen(page, "b3-sections", narrow_shot=True)
    page.get_by_role("link", name="Reason for referral").click()
    section = page.url
    page.locator("textarea[name=reason_text]").fill(REASON)
    press(page, "Save and continue")
    # When they leave in the middle and come back, then nothing is lost
    page.locator("header").get_by_role("button", name="Sign out").click()
    again = new_page(javascript=javascript)
    sign_in(again, dsl)
    assert says(again, "Your referral drafts")
    seen(again, "b4-home-with-draft")
    again.goto(section)
    assert again.locator("textarea[name=reason_text]").input_value() == REASON
    # When a colleague changes the same answer meanwhile, then both texts are compared and neither is lost
    beside = new_page(javascript=javascript)
    sign_in(beside, deputy)
    beside.goto(section)
    beside.locator("textarea[name=reason_text]").fill(THEIRS)
    press(beside, "Save and continue")
    beside.wait_for_url(lambda url: url != section)
    again.locator("textarea[name=reason_text]").fill(MINE)
    press(again, "Save and continue")
    again.wait_for_url("**/compare")
    assert heading(again) == "Which text should stand?"
    compared = again.locator("main").inner_text()
    assert MINE in compared
    assert THEIRS in compared
    seen(again, "b5-compare", narrow_shot=True)
    again.get_by_label("Keep both, edited").check()
    again.get_by_label("The text of both, to edit").fill(f"{MINE}\n{THEIRS}")
    press(again, "Save what stands")
    again.goto(section)
    kept = again.locator("textarea[name=reason_text]").input_value()
    assert MINE in kept
    assert THEIRS in kept
    # When what is missing is asked for, it is named; when it is there, the referral is sent
    form = section.rsplit("/", 1)[0]
    again.goto(f"{form}/check")
    assert says(again, "things are missing")
    seen(again, "b6-missing")
    fill_the_rest(stage, dsl)
    again.goto(f"{form}/check")
    assert "are missing" not in again.locator("main").inner_text()
    assert THEIRS in again.locator("main").inner_text()
    seen(again)
    press(again, "Submit the referral")
    # Then there is a receipt, and a PDF under a name that names nobody
    assert heading(again) == "Referral submitted"
    reference = stage.one(Referral).reference
    assert reference in again.locator("main").inner_text()
    seen(again, "b7-receipt", narrow_shot=True)
    name, text = download(again, "Download the referral (PDF)")
    assert name == f"{reference}.pdf"
    assert reference in text
    assert "The youth worker sees her on Tuesdays." in text
    assert "Her aunt was told on Monday." in text
    assert "Castell" in text
