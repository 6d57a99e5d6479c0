"""From the offer to the four-week check, and from a refusal to a direction, as its people go through it."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import expect

from fap import actions
from fap.after import actions as after
from fap.form import FORM
from fap.form.invented import invented
from fap.given import given
from fap.models import Letter, Panel, Placement, Referral
from foundation.access.permissions import Role
from foundation.answers import write_answers
from foundation.store import current_actor, today
from tests.browser.stage import Stage, looker, press, two_schools
from tests.fap.conftest import known_answers
from tests.fap.places import decide
from tests.fap.test_letters import FATHER, MOTHER
from tests.tried import refused

pytestmark = pytest.mark.browser


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


@pytest.fixture
def people(stage) -> SimpleNamespace:
    """The leads of both schools, the coordinator, and the chair who signed."""
    with stage.behind() as session:
        panel = actions.make_panel(current_actor(), name="Secondary, north")
        session.flush()
    return SimpleNamespace(
        panel=panel,
        other=stage.settings["aldermere"],
        home=stage.account(Role.DSL, "R. Haddow", "saltbeck"),
        receiving=stage.account(Role.DSL, "A. Rowe", "aldermere"),
        coordinator=stage.account(Role.FAP_COORDINATOR, "S. Pellow"),
        chair=stage.account(Role.PANEL_CHAIR, "D. Imrie", panel_id=panel.id),
    )


@pytest.fixture
def placement(stage, people) -> Placement:
    """A place at Aldermere for Mira, signed today; the first day is today."""
    child, home = stage.children["mira"], stage.settings["saltbeck"].id
    known = known_answers(child, parents=[MOTHER, FATHER], one_parent_because=None)
    with stage.behind(people.home) as session:
        made = actions.start_referral(current_actor(), setting_id=home, child=child)
        write_answers(current_actor(), made, FORM, invented(given(), 1, known=known))
        actions.submit_referral(current_actor(), made)
        session.flush()
    with stage.behind(people.coordinator) as session:
        made = session.get_one(Referral, made.id)
        actions.accept(current_actor(), made, "f", "One application was refused.", refused())
        soon = today() + dt.timedelta(days=7)
        meeting = actions.plan_meeting(
            current_actor(),
            session.get_one(Panel, people.panel.id),
            meets_on=soon,
            deadline=soon - dt.timedelta(days=3),
        )
        actions.put_on_agenda(current_actor(), made, meeting)
    with stage.behind() as session:
        decide(people, session.get_one(Referral, made.id), start_date=today())
    return stage.one(Placement)


def go(page: Any, words: str) -> None:
    """Follow a button that is a link, of the page itself."""
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def stands(page: Any, words: str) -> None:
    """Wait until the page says this."""
    expect(page.locator("main")).to_contain_text(words)


def write_letter(page: Any, look: Any) -> None:
    """Draft the first letter, proof-read it, print it, and log that it was sent."""
    page.get_by_role("link", name="Letters about this referral").click()
    expect(page.locator("h1")).to_have_text("Letters about a referral")
    look(page, "g1-letters")
    page.get_by_role("button", name="Draft it").first.click()
    expect(page.locator("h1")).to_have_text("Letter of the Fair Access team")
    look(page, "g2-letter")
    go(page, "Change the words")
    expect(page.locator("h1")).to_have_text("Write the letter")
    words = page.locator("[name=text]").input_value()
    page.locator("[name=text]").fill(words + "\n\nHe is at 9 Hidden Close.")
    press(page, "Keep the letter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("lives")
    expect(page.locator("[name=text]")).to_have_value(words + "\n\nHe is at 9 Hidden Close.")
    page.locator("[name=text]").fill(words)
    press(page, "Keep the letter")
    expect(page.locator("h1")).to_have_text("Letter of the Fair Access team")
    press(page, "I have proof-read it")
    stands(page, "Proof-read by S. Pellow")
    paper = page.request.get(page.url + "/letter.pdf")
    assert paper.body().startswith(b"%PDF")
    go(page, "Record that it was sent")
    page.locator("[name=how][value=by_hand]").check()
    press(page, "Record that it was sent")
    stands(page, "By hand")


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_offer_to_the_four_week_check(
    stage, people, placement, new_page, sign_in, look, javascript
) -> None:
    # Given a place that was signed today, the coordinator offers it
    team = new_page(javascript=javascript)
    sign_in(team, people.coordinator)
    stands(team, "Decided, not in school yet")
    team.goto(f"/places/{placement.public_id}")
    look(team) if javascript else None
    go(team, "Offer the place")
    expect(team.locator("h1")).to_have_text("Offer the place")
    press(team, "Offer the place")
    stands(team, "The school answers")
    # The school's lead finds it at home, refuses without a reason in vain, and admits
    school = new_page(javascript=javascript)
    sign_in(school, people.receiving)
    school.locator("main").get_by_role("link", name="The school answers").click()
    stands(school, "A mentor for half a term.")
    look(school, "g3-offered") if javascript else None
    go(school, "Answer the offer")
    school.locator("[name=answer][value=no]").check()
    school.locator("[name=who]").fill("The head")
    press(school, "Answer the offer")
    expect(school.locator(".govuk-error-summary")).to_be_visible()
    expect(school.locator("[name=who]")).to_have_value("The head")
    school.locator("[name=answer][value=yes]").check()
    press(school, "Answer the offer")
    stands(school, "The school accepts")
    go(school, "The admission meeting was held")
    school.locator("[name=words]").fill("A timetable and a key adult.")
    press(school, "The admission meeting was held")
    stands(school, "A timetable and a key adult.")
    # The coordinator writes to the first parent; what gives an address away is refused
    team.get_by_role("link", name="The referral", exact=True).click()
    expect(team.locator("h1")).to_have_text("Fair access referral")
    write_letter(team, look if javascript else lambda *_: None)
    assert stage.one(Letter).status == "sent"
    # The child comes; the home school hands over, the new one confirms
    go(school, "Record the first day in school")
    press(school, "Record the first day in school")
    stands(school, "Four-week check")
    home = new_page(javascript=javascript)
    sign_in(home, people.home)
    home.goto(f"/places/{placement.public_id}")
    go(home, "Record the handover")
    home.locator("[name=what][value=child_protection_file]").check()
    home.locator("[name=to_whom]").fill("A. Rowe")
    home.locator("[name=words]").fill("By hand")
    press(home, "Record the handover")
    stands(home, "Confirm the handover")
    school.goto(f"/places/{placement.public_id}")
    go(school, "Confirm the handover")
    school.locator("[name=words]").fill("The file, complete.")
    press(school, "Confirm the handover")
    stands(school, "The file, complete.")
    # Four weeks on somebody looks again, and the referral is closed
    team.goto(f"/places/{placement.public_id}")
    go(team, "Record the four-week check")
    team.locator("[name=words]").fill("Attends every day.")
    press(team, "Record the four-week check")
    stands(team, "The place holds.")
    look(team, "g4-holds") if javascript else None


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_refusal_to_a_direction(stage, people, placement, new_page, sign_in, look, javascript) -> None:
    with stage.behind(people.coordinator) as session:
        place = session.get_one(Placement, placement.id)
        referral = session.get_one(Referral, place.referral_id)
        after.make_offer(current_actor(), place, referral, words="A place from today.", name="Mira Castell")
    # The school refuses with its ground
    school = new_page(javascript=javascript)
    sign_in(school, people.receiving)
    school.goto(f"/places/{placement.public_id}")
    go(school, "Answer the offer")
    school.locator("[name=answer][value=no]").check()
    school.locator("[name=ground][value=full]").check()
    school.locator("[name=words]").fill("Year 9 is full.")
    school.locator("[name=who]").fill("The head")
    press(school, "Answer the offer")
    stands(school, "The school refuses")
    # The coordinator talks, then takes the route that is in force
    team = new_page(javascript=javascript)
    sign_in(team, people.coordinator)
    team.goto(f"/places/{placement.public_id}")
    stands(team, "Year 9 is full.")
    go(team, "Record a talk with the school")
    team.locator("[name=to_whom]").fill("The head")
    team.locator("[name=code][value=failed]").check()
    team.locator("[name=words]").fill("They stay with it.")
    press(team, "Record a talk with the school")
    stands(team, "direction is weighed")
    go(team, "Begin the direction route")
    team.locator("[name=code][value=academy_2026]").check()
    team.locator("[name=to_whom]").fill("The trust")
    team.locator("[name=words]").fill("No other school within reach.")
    press(team, "Begin the direction route")
    expect(team.locator(".govuk-error-summary")).to_contain_text("confirmed")
    team.locator("[name=who]").fill("F. Amadi, solicitor")
    press(team, "Begin the direction route")
    stands(team, "Direction under way")
    go(team, "The school is directed")
    team.locator("[name=words]").fill("Admit from today.")
    team.locator("[name=who]").fill("The director")
    press(team, "The school is directed")
    stands(team, "The school may turn to the Schools Adjudicator until")
    look(team, "g5-directed") if javascript else None
    school.reload()
    stands(school, "Admit from today.")
