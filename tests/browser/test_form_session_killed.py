"""The session is killed while somebody types: nothing is lost, and whoever signs in again goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.people import PASSWORD, make_account

pytestmark = pytest.mark.browser

BEFORE, AFTER = "Older pupils wait at the gate.", " Her aunt was told on Monday."


@pytest.fixture
def draft(live, live_session):
    """A draft, and the safeguarding lead who writes it."""
    from fap.actions import start_referral
    from foundation.access.lists import actor_of
    from foundation.access.permissions import Role
    from foundation.store import acting_as
    from roll.models import Child, Enrolment, Setting

    school = Setting(urn="200001", name="Saltbeck High School", phase_code="4", low_age=11, high_age=16)
    child = Child(surname="Ockley", forename="Jaden", date_of_birth=dt.date(2012, 3, 1), source="form")
    live_session.add_all([school, child])
    live_session.flush()
    live_session.add(Enrolment(child_id=child.id, setting_id=school.id, start=dt.date(2025, 9, 1)))
    dsl = make_account(Role.DSL, setting=school, name="R. Haddow", password=PASSWORD)
    with acting_as(actor_of(dsl)) as actor:
        made = start_referral(actor, setting_id=school.id, child=child)
    live_session.commit()
    return made, dsl, f"/referrals/{made.public_id}/form/reason"


def end_session(live_session, dsl) -> None:
    from foundation.access.actions import end_sessions

    end_sessions(dsl.id)
    live_session.commit()


def reason(live_session, made) -> str:
    from fap.form import FORM
    from foundation.answers import answers_of

    live_session.expire_all()
    return str(answers_of(made, FORM).get("reason_text", ""))


def test_a_session_killed_while_typing_loses_nothing(
    live, page, sign_in, accessible, shot, live_session, draft
):
    made, dsl, form = draft
    sign_in(page, dsl)
    page.goto(form)
    box = page.get_by_label("Why do you refer this child?")
    with page.expect_response(lambda answer: "/autosave" in answer.url and answer.ok):
        box.press_sequentially(BEFORE)
    expect(page.get_by_text("Saved ")).to_be_visible()
    end_session(live_session, dsl)
    with page.expect_response(lambda answer: "/autosave" in answer.url and answer.status == 401):
        box.press_sequentially(AFTER)
    banner = page.get_by_role("alert")
    banner.get_by_text("Sign in again in a new tab").wait_for()
    assert box.input_value() == BEFORE + AFTER, "what was typed stands in the page"
    expect(page.get_by_text("Not saved.")).to_be_visible()
    accessible(page)
    shot(page, "form-signed-out-while-typing")
    with page.context.expect_page() as opened:
        banner.get_by_role("link", name="Sign in").click()
    tab = opened.value
    sign_in(tab, dsl)
    with page.expect_response(lambda answer: "/autosave" in answer.url and answer.ok, timeout=25_000):
        page.bring_to_front()
        page.evaluate("window.dispatchEvent(new Event('focus'))")
    page.get_by_text("Saved ").wait_for()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert reason(live_session, made) == BEFORE + AFTER
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/form/child")


def test_without_javascript_the_button_leads_back_with_what_was_typed(
    live, plain, sign_in, live_session, draft
):
    made, dsl, form = draft
    sign_in(plain, dsl)
    plain.goto(form)
    plain.get_by_label("Why do you refer this child?").fill(BEFORE)
    end_session(live_session, dsl)
    plain.get_by_role("button", name="Save and continue").click()
    assert "Sign in to send what you typed" in plain.content()
    plain.get_by_label("E-mail address").fill(dsl.email)
    plain.get_by_label("Password").fill(PASSWORD)
    plain.get_by_role("button", name="Sign in").click()
    plain.get_by_role("button", name="Send what I typed").click()
    assert reason(live_session, made) == BEFORE
