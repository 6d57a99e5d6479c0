"""A lead reviews a plan line by line and asks for help; an officer answers; they end it together."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from foundation.access.permissions import Role
from foundation.answers import answers_of
from safetyplans.form import FORM
from safetyplans.models import PlanReview, SafetyPlan
from safetyplans.reviews import review_lines
from tests.browser.stage import Stage, fill_date, heading, looker, press, says, two_schools
from tests.browser.test_path_plan import a_whole_plan, download
from tests.safetyplans.conftest import described

pytestmark = pytest.mark.browser

TOILETS = {
    "risk": "Meeting him",
    "control": "Ms Odell waits outside",
    "adult": "Ms Odell",
    "checked": "daily",
}


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


@pytest.fixture
def dsl(stage) -> Any:
    return stage.account(Role.DSL, "R. Haddow", "saltbeck")


def a_plan(stage: Stage, dsl: Any) -> SafetyPlan:
    """Mira's plan in force: its day has one place, so that a review is short."""
    day = {
        "toilets": {**TOILETS, "from_when": "2026-11-02", "where": "Block A", "child_does": "I go in first."}
    }
    return a_whole_plan(
        stage, dsl, other_children=[described(stage.children["tobias"])], school_day=day, risk_lines=None
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_a_review_is_held_and_help_is_answered(stage, dsl, new_page, sign_in, look, javascript) -> None:
    from foundation.store import today

    seen = look if javascript else lambda *_args, **_more: None
    # Given a plan in force, of which the review of the day is due
    plan = a_plan(stage, dsl)
    officer = stage.account(Role.MASH_OFFICER, "B. Tolland")
    with stage.behind(dsl) as session:
        lines = review_lines(answers_of(session.query(SafetyPlan).one(), FORM))
    with stage.live.app.app_context():
        day = today()
    page = new_page(javascript=javascript)
    sign_in(page, dsl)
    # When it is held, a line without a decision is asked for and nothing typed is lost
    page.goto(f"/plans/{plan.public_id}")
    seen(page)
    page.get_by_role("link", name="Reviews of the plan").click()
    seen(page)
    page.get_by_role("link", name="Same day: the safety of today").click()
    seen(page)
    fill_date(page, "held", day)
    fill_date(page, "next", day + dt.timedelta(days=28))
    page.get_by_label("Who was there?").fill("R. Haddow; Mum")
    press(page, "Keep the review")
    assert says(page, "Decide each line: keep, change or end")
    assert page.get_by_label("Who was there?").input_value() == "R. Haddow; Mum"
    for line in lines:
        page.locator(f"input[name='d-{line['path']}'][value=keep]").check()
    seen(page)
    press(page, "Keep the review")
    assert says(page, "The review is kept.")
    seen(page)
    assert [one.status for one in stage.all_of(PlanReview) if one.kind == "same_day"] == ["held"]
    # The child's page names nobody else
    page.goto(f"/plans/{plan.public_id}/family")
    name, text = download(page, page.get_by_role("button", name="Download the child’s page (PDF)"))
    assert name == f"{plan.reference}-child.pdf"
    assert "I go in first." in text
    assert "Tobias" not in text
    # Linked plans, the whole setting, help
    page.goto(f"/plans/{plan.public_id}/linked")
    assert heading(page) == "Linked plans"
    seen(page)
    page.goto(f"/plans/{plan.public_id}")
    press(page, "Begin the record of the whole setting")
    assert heading(page) == "The whole setting"
    seen(page)
    page.goto(f"/plans/{plan.public_id}/help")
    page.get_by_label("What do you need help with?").fill("Who can ring the other school?")
    press(page, "Ask for help with this plan")
    seen(page)
    # The officer answers with a day, and agrees to the end that the school and its head propose
    desk = new_page(javascript=javascript)
    sign_in(desk, officer)
    desk.goto("/plans/queue")
    desk.get_by_role("link", name="Help asked for").click()
    fill_date(desk, "on", day + dt.timedelta(days=1))
    desk.get_by_label("What happens on that day?").fill("I ring you at ten.")
    press(desk, "Send the answer")
    assert says(desk, "I ring you at ten.")
    seen(desk)
    page.goto(f"/plans/{plan.public_id}/end")
    page.get_by_label("Why does the plan end?").fill("The family has moved away.")
    page.get_by_label("What stays in place?").fill("The tutor keeps an eye on it.")
    page.get_by_label("Head teacher who agrees").fill("F. Oyelaran")
    press(page, "Propose to end the plan")
    assert stage.one(SafetyPlan).status == "in_force"
    desk.goto(f"/plans/{plan.public_id}/end")
    seen(desk)
    desk.get_by_label("Yes, it ends today").check()
    desk.get_by_label("If yes: what becomes of the separation?").fill("It stays.")
    press(desk, "Send the decision")
    assert says(desk, "The plan has ended.")
    assert stage.one(SafetyPlan).status == "ended"
