"""What the page scripts add: saving while typing, a warning before the session ends, Esc twice."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser

FORM = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Form</title>
<script type="module" src="/static/app.js"></script></head><body><main id="main"><h1>Form</h1>
<form method="post" data-autosave data-autosave-url="/kept">
<input type="hidden" name="csrf_token" value="invented"><input type="hidden" name="revision" value="1">
<label for="words">Words</label><textarea id="words" name="words"></textarea>
<p data-saved-line><strong data-saved-words>Not saved yet.</strong></p></form></main></body></html>"""


@pytest.fixture
def administrator(live, live_session):
    """Somebody who can sign in."""
    return make_account(Role.ADMINISTRATOR, password=PASSWORD)


@pytest.fixture
def form(live, page):
    """A form that saves as it is typed; `answers` are given in turn, `sent` is what was received."""
    page.answers, page.sent = [], []

    def keep(route):
        page.sent.append(route.request)
        status, body = page.answers.pop(0) if page.answers else (200, {"saved_at": "14:02", "revision": 2})
        route.fulfill(status=status, content_type="application/json", body=json.dumps(body))

    page.route("**/form", lambda route: route.fulfill(content_type="text/html", body=FORM))
    page.route("**/kept", keep)
    page.clock.install()
    page.goto("/form")
    page.wait_for_selector("body.js-enabled")
    return page


def test_a_form_saves_itself_once_after_a_pause(form) -> None:
    form.get_by_label("Words").press_sequentially("Since October")
    form.clock.run_for(1400)
    assert form.sent == []
    form.clock.run_for(200)
    form.wait_for_selector("text=Saved 14:02.")
    assert len(form.sent) == 1
    assert "Since October" in form.sent[0].post_data
    assert form.sent[0].headers["x-csrftoken"] == "invented"
    assert form.locator("[name=revision]").input_value() == "2"


def test_a_failed_save_is_said_and_tried_again(form) -> None:
    form.answers = [(422, {})]
    form.get_by_label("Words").fill("Since October")
    form.clock.run_for(1600)
    form.wait_for_selector("[role=alert] >> text=Your last changes are not saved")
    expect(form.get_by_text("Not saved.")).to_be_visible()
    form.clock.run_for(15_500)
    form.wait_for_selector("text=Saved 14:02.")
    expect(form.locator("[role=alert]")).to_have_count(0)


def test_what_a_colleague_changed_meanwhile_stops_saving_until_the_button_asks(form) -> None:
    form.answers = [(409, {"message": "K. Ademola changed this answer."})]
    form.get_by_label("Words").fill("Since October")
    form.clock.run_for(1600)
    form.wait_for_selector("text=K. Ademola changed this answer.")
    form.get_by_label("Words").fill("Since November")
    form.clock.run_for(60_000)
    assert len(form.sent) == 1


def test_before_the_session_ends_one_may_stay(administrator, page, sign_in, accessible) -> None:
    page.clock.install()
    sign_in(page, administrator)
    page.wait_for_selector("body.js-enabled")
    seconds = int(page.locator("body").get_attribute("data-session-ends"))
    page.clock.fast_forward((seconds - 110) * 1000)
    page.clock.run_for(1500)
    page.get_by_role("dialog", name="Are you still here?").wait_for()
    accessible(page)
    with page.expect_response("**/stay") as kept:
        page.get_by_role("button", name="Stay signed in").click()
    assert kept.value.ok
    page.get_by_role("dialog").wait_for(state="hidden")
    page.clock.run_for(2500)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_page_nobody_uses_is_left(administrator, page, sign_in) -> None:
    page.clock.install()
    sign_in(page, administrator)
    page.wait_for_selector("body.js-enabled")
    seconds = int(page.locator("body").get_attribute("data-session-ends"))
    page.clock.fast_forward((seconds + 5) * 1000)
    page.clock.run_for(1500)
    page.wait_for_url("**/sign-in")


def test_esc_twice_hides_the_page_and_locks_it(administrator, page, sign_in) -> None:
    sign_in(page, administrator)
    page.wait_for_selector("body.js-enabled")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/today")
    page.goto("/")
    assert "/unlock" in page.url
