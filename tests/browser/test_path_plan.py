"""A safety plan from its first page to its acceptance; and one that a school starts on its own."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from cases.models import Contact, Separation
from foundation.access.permissions import Role
from safetyplans.models import PlanVersion, SafetyPlan
from safetyplans.rubric import CRITERIA
from tests.browser.stage import Stage, fill_date, heading, looker, press, says, two_schools
from tests.safetyplans.conftest import described, whole_answers
from transitions.models import Alert

pytestmark = pytest.mark.browser


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


@pytest.fixture
def dsl(stage) -> Any:
    return stage.account(Role.DSL, "R. Haddow", "saltbeck")


def write(stage: Stage, dsl: Any, **answers: Any) -> None:
    """Answers to the plan, as the lead would write them."""
    from foundation.answers import write_answers
    from foundation.store import current_actor
    from safetyplans import actions
    from safetyplans.form import FORM

    with stage.behind(dsl) as session:
        plan = session.query(SafetyPlan).one()
        write_answers(current_actor(), plan, FORM, answers)
        actions.keep_others_in_view(current_actor(), plan)


def a_whole_plan(stage: Stage, dsl: Any, **answers: Any) -> SafetyPlan:
    """Mira's plan with every answer and its other child, in force."""
    from foundation.answers import write_answers
    from foundation.store import current_actor
    from safetyplans import actions
    from safetyplans.form import FORM

    with stage.behind(dsl) as session:
        plan = actions.start_plan(
            current_actor(),
            child_id=stage.children["mira"].id,
            setting_id=stage.settings["saltbeck"].id,
            prefill={},
        )
        whole = whole_answers(child_role="alleged_victim", **answers)
        write_answers(current_actor(), plan, FORM, whole)
        actions.keep_others_in_view(current_actor(), plan)
        actions.sign_plan(current_actor(), plan)
        session.flush()
    return plan


def text_of(path: Any) -> str:
    """The words of a PDF."""
    pages = PdfReader(io.BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(part.extract_text() for part in pages).split())


def download(page: Any, locator: Any) -> tuple[str, str]:
    """The name of a PDF and its words."""
    with page.expect_download() as waiting:
        locator.click()
    return waiting.value.suggested_filename, text_of(waiting.value.path())


@pytest.mark.parametrize("javascript", [True, False])
def test_a_plan_is_written_and_signed_on_the_day(stage, dsl, new_page, sign_in, look, javascript) -> None:
    from foundation.store import today

    seen = look if javascript else lambda *_args, **_more: None
    # Given the lead of a school, after a report
    page = new_page(javascript=javascript)
    sign_in(page, dsl)
    press(page, "Start a safety plan")
    page.get_by_label("UPN of the child").fill(stage.children["mira"].upn)
    seen(page, "e1-start-plan")
    press(page, "Start the plan")
    assert heading(page) == "Risk assessment and safety plan"
    assert "Castell" not in page.title()
    seen(page, "e2-plan-sections")
    # When the cover and a row of the school day are written
    page.get_by_role("link", name="Cover", exact=True).click()
    page.locator("[name=child_role][value=alleged_victim]").check()
    page.locator("[name=dsl]").fill("R. Haddow")
    page.locator("[name=key_adult]").fill("M. Osei")
    seen(page, "e3-cover")
    press(page, "Save and continue")
    plan = stage.one(SafetyPlan)
    form = f"/plans/{plan.public_id}/form"
    page.goto(f"{form}/school_day")
    seen(page, "e4-school-day", narrow_shot=True)
    page.locator("main").get_by_role("button", name="Journey in").first.click()
    assert heading(page) == "Journey in"
    page.locator("[name$=risk]").fill("Same bus stop at 08:05")
    page.locator("[name$=control]").fill("Mum drives her in")
    page.locator("[name$=adult]").fill("M. Castell (mother)")
    with stage.live.app.app_context():
        day = today()
    name = page.locator("input[name$=from_when-day]").get_attribute("name") or ""
    fill_date(page, name.removesuffix("-day"), day)
    page.locator("input[name$=checked][value=weekly]").check()
    seen(page, "e5-journey-in")
    press(page, "Save and go back")
    assert says(page, "Mum drives her in")
    # Then it cannot be signed before it has a review date, and can be with gaps
    page.goto(f"/plans/{plan.public_id}")
    press(page, "Sign: in force from today")
    assert says(page, "Nothing was signed.")
    page.goto(f"{form}/agreement")
    fill_date(page, "review_on", day + dt.timedelta(days=10))
    press(page, "Save and continue")
    page.goto(f"/plans/{plan.public_id}")
    press(page, "Sign: in force from today")
    assert says(page, "The plan is in force from today.")
    assert says(page, "need you before this version can be sent")
    seen(page, "e6-in-force-with-gaps", narrow_shot=True)
    assert stage.one(SafetyPlan).status == "in_force"
    assert stage.all_of(PlanVersion) == []


def test_the_education_mash_judges_the_school_answers_and_it_is_accepted(
    stage, dsl, new_page, sign_in, look
) -> None:
    # Given a whole plan in force
    plan = a_whole_plan(stage, dsl, other_children=[described(stage.children["tobias"])])
    officer = stage.account(Role.MASH_OFFICER, "B. Tolland")
    school = new_page()
    sign_in(school, dsl)
    # When the school sends it
    school.goto(f"/plans/{plan.public_id}")
    press(school, "Send this version to the Education MASH")
    assert says(school, "The version was sent to the Education MASH.")
    look(school)
    # Then the officer reads it in the queue and judges it, point by point
    desk = new_page()
    sign_in(desk, officer)
    desk.goto("/plans/queue")
    look(desk)
    desk.get_by_role("link", name=f"Plan {plan.reference}, version 1").click()
    look(desk)
    for key, _words in CRITERIA:
        level = "emerging" if key == "grid" else "good"
        desk.locator(f"input[name='level-{key}'][value={level}]").check()
    press(desk, "Send the feedback")
    assert says(desk, "Say what is needed for: The school day is complete")
    desk.locator("[name=comment-grid]").fill("Cover lessons has no adult.")
    press(desk, "Send the feedback")
    assert says(desk, "The feedback went to the school.")
    # When the school answers each point, the officer accepts
    school.goto("/")
    look(school, "e10-home-with-feedback")
    school.get_by_role("link", name="Answer the Education MASH, point by point").first.click()
    school.locator("input[name=answer-grid][value=not_changed]").check()
    school.locator("[name=text-grid]").fill("She has no cover lessons.")
    look(school, "e11-answer")
    press(school, "Send the answers")
    assert says(school, "Your answers went to the Education MASH.")
    version = stage.one(PlanVersion)
    desk.goto(f"/plans/{plan.public_id}")
    desk.get_by_role("link", name="Version 1", exact=True).click()
    assert says(desk, "She has no cover lessons.")
    press(desk, "Accept this version")
    assert says(desk, "The version is accepted.")
    look(desk)
    assert stage.one(PlanVersion).status == "accepted"
    assert version.id == stage.one(PlanVersion).id


@pytest.mark.parametrize("javascript", [True, False])
def test_a_school_on_its_own_names_another_child_and_the_two_are_in_view_at_once(
    stage, dsl, new_page, sign_in, look, javascript
) -> None:
    seen = look if javascript else lambda *_args, **_more: None
    # Given two children of one school, about whom the authority knows nothing
    other = stage.child("lena", "Lena Praed", "saltbeck")
    officer = stage.account(Role.SAFEGUARDING_OFFICER, "J. Marrable")
    page = new_page(javascript=javascript)
    sign_in(page, dsl)
    press(page, "Start a safety plan")
    page.get_by_label("UPN of the child").fill(stage.children["mira"].upn)
    press(page, "Start the plan")
    plan = stage.one(SafetyPlan)
    # When the school names the other child on the cover
    page.goto(f"/plans/{plan.public_id}/form/cover")
    page.locator("main").get_by_role("button", name="Add an other child").first.click()
    page.locator("input[name$=role][value=alleged_perpetrator]").check()
    page.locator("input[name$=forename]").fill(other.forename)
    page.locator("input[name$=surname]").fill(other.surname)
    born = page.locator("input[name$=date_of_birth-day]").get_attribute("name") or ""
    fill_date(page, born.removesuffix("-day"), other.date_of_birth)
    page.locator("input[name$=upn]").fill(other.upn)
    page.locator("input[name$=at_this_setting][value=yes]").check()
    seen(page, "e13-other-child")
    press(page, "Save and continue")
    # Then there is a reported separation, a contact, and an alert, all at once
    separation = stage.one(Separation)
    assert separation.certainty == "reported"
    assert set(separation.child_ids()) == {stage.children["mira"].id, other.id}
    assert stage.one(Contact).source_reference == plan.reference
    assert [alert.kind for alert in stage.all_of(Alert) if alert.kind == "same_setting"] == ["same_setting"]
    # And the officer sees it without anybody doing more
    desk = new_page(javascript=javascript)
    sign_in(desk, officer)
    desk.goto("/alerts")
    assert says(desk, "Lena Praed")
    seen(desk, "e14-provisional")


def test_the_family_copy_is_refused_while_it_names_the_other_child(
    stage, dsl, new_page, sign_in, look
) -> None:
    # Given a plan in which an answer for the family names the other child
    row = described(stage.children["tobias"])
    plan = a_whole_plan(stage, dsl, other_children=[row], home="She walks another way than Tobias.")
    page = new_page()
    sign_in(page, dsl)
    page.goto(f"/plans/{plan.public_id}")
    # When the professionals' PDF is downloaded, it is whole
    name, text = download(page, page.get_by_role("link", name="The whole plan for professionals (PDF)"))
    assert name == f"{plan.reference}-professionals.pdf"
    assert plan.reference in text
    assert "Tobias Okonkwo" in text
    # When the family's is asked for, it is refused with the place named
    page.get_by_role("link", name="Copies for the family, the child and staff").click()
    assert says(page, "This copy cannot be printed: it would give another child away")
    expect(page.get_by_role("link", name="Download the family’s copy (PDF)")).to_have_count(0)
    look(page, "e15-family-refused")
    page.goto(f"/plans/{plan.public_id}/family.pdf")
    assert says(page, "This copy cannot be printed")
    # When the answer is changed, it passes, and the copy names no other child
    write(stage, dsl, home="She walks another way.")
    page.goto(f"/plans/{plan.public_id}/family")
    assert says(page, "Download the family’s copy (PDF)")
    look(page, "e16-family-copy")
    link = page.get_by_role("button", name="Download the family’s copy (PDF)")
    name, text = download(page, link)
    assert name == f"{plan.reference}-family.pdf"
    assert "She walks another way." in text
    for word in ("Tobias", "Okonkwo", stage.children["tobias"].upn):
        assert word not in text
