"""The officer's round after a move, and the receiving school's: letter, plan that came along, statement."""

from __future__ import annotations

import datetime as dt

import pytest

from foundation.access.permissions import Role
from tests.browser.stage import Stage, heading, looker, press, says, two_schools
from transitions.models import Alert, Disclosure

pytestmark = pytest.mark.browser


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    """Two children apart; Tobias, with a plan of Aldermere in force, moves to Mira's school today."""
    made = two_schools(live)
    made.separate("mira", "tobias")
    lead = made.account(Role.DSL, "Ola Kiln", "aldermere")
    from foundation.store import now, today
    from roll.models import Enrolment, Setting
    from safetyplans.models import SafetyPlan
    from transitions.sweep import sweep

    with made.behind() as session:
        for key, east, north in (("saltbeck", 350000, 240000), ("aldermere", 356000, 244000)):
            place = session.get_one(Setting, made.settings[key].id)
            place.easting, place.northing = east, north
        child, here = made.children["tobias"].id, made.settings["aldermere"].id
        session.add(
            SafetyPlan(
                reference="SP-2026-000099",
                child_id=child,
                setting_id=here,
                status="in_force",
                started_by=lead.id,
                started_at=now(),
                signed_on=today() - dt.timedelta(days=20),
            )
        )
        old = next(e for e in session.query(Enrolment).all() if e.child_id == child)
        old.leaving = today() - dt.timedelta(days=1)
        session.add(Enrolment(child_id=child, setting_id=made.settings["saltbeck"].id, start=today()))
        session.flush()
        from foundation.store import current_actor

        sweep(current_actor(), today())
    return made


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_alert_to_the_adapted_plan_and_the_statement(
    stage, new_page, sign_in, look, javascript
) -> None:
    seen = look if javascript else lambda *_args, **_more: None
    officer = stage.account(Role.SAFEGUARDING_OFFICER, "J. Marrable")
    lead = stage.account(Role.DSL, "R. Haddow", "saltbeck")
    alert = next(a for a in stage.all_of(Alert) if a.kind == "moved")
    # Given a child with a plan who began at the other child's school today
    page = new_page(javascript=javascript)
    sign_in(page, officer)
    page.goto("/assurance")
    assert says(page, "1 together (0 with a live plan for each child)")
    seen(page, "f11-assurance", narrow_shot=True)
    page.get_by_role("link", name="1", exact=True).first.click()
    assert says(page, "Mira Castell and Tobias Okonkwo")
    seen(page)
    # When the officer takes the alert, sees the letter as the school will, and releases it
    page.goto(f"/alerts/{alert.reference}")
    press(page, "Acknowledge and take this alert")
    press(page, "Save and see the letters")
    page.get_by_role("link", name="See letter 1 as the setting will").click()
    assert says(page, "This is what the setting sees")
    assert "Mira" not in page.locator("main").inner_text()
    seen(page, "f12-preview")
    page.go_back()
    press(page, "Release this letter")
    # And prints it for one child: the other stands nowhere on the sheet
    page.get_by_role("link", name="For Tobias Okonkwo").click()
    assert "Mira" not in page.content()
    assert "Castell" not in page.content()
    seen(page, "f13-one-child")
    # Then the receiving school reads, acknowledges and adapts the plan that came along
    school = new_page(javascript=javascript)
    sign_in(school, lead)
    assert says(school, "Please read and acknowledge")
    school.get_by_role("button", name="Read it").first.click()
    press(school, "Read this letter")
    assert says(school, "What to do, and by when")
    press(school, "Acknowledge this letter")
    seen(school, "f14-what-to-do", narrow_shot=True)
    press(school, "Adapt the plan that came with this pupil")
    assert school.url.split("/")[-2] != "letters"
    assert "Mira" not in school.content()
    school.goto(f"/letters/{stage.one(Disclosure).public_id}")
    assert says(school, "begun")
    # And the statement counts it as passed and acknowledged; the other pictures say the rest
    page.goto("/assurance/moves_acknowledged")
    assert says(page, "Tobias Okonkwo")
    for path, name in (
        ("/alerts/figures", "f15-figures"),
        ("/county", "f16-county"),
        ("/moving-on", "f17-moving-on"),
        ("/alerts?late=yes", ""),
    ):
        page.goto(path)
        assert heading(page)
        seen(page, name)
