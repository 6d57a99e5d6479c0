"""A panel: its year, its agreement, a declared interest, a late item, who is there, the closed meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from fap import actions
from fap.models import PanelMeeting, Referral
from foundation.access.models import Account
from foundation.access.permissions import Role
from tests.browser.stage import NARROW, Stage, looker, press, two_schools
from tests.fap.conftest import known_answers
from tests.people import PASSWORD, make_account
from tests.tried import refused

pytestmark = pytest.mark.browser

DAY = dt.timedelta(days=1)


@pytest.fixture
def stage(live) -> Stage:
    found = two_schools(live)
    found.child("nadia", "Nadia Ferrowby", "saltbeck")
    return found


@pytest.fixture
def people(stage) -> dict[str, Any]:
    """A panel with a chair, a core member who knows nothing yet, and a member who sits for a third school."""
    from foundation.access import passwords
    from foundation.store import current_actor

    stage.setting("corvin", "900003", "Corvin Hill Academy")
    with stage.behind() as session:
        panel = actions.make_panel(current_actor(), name="Secondary, north")
        session.flush()

    def account(
        role: Role, name: str, setting: str = "", *, sits: bool = True, agreed: bool = True
    ) -> Account:
        with stage.behind() as session:
            made = make_account(
                role,
                setting=stage.settings.get(setting),
                panel_id=panel.id if sits else None,
                name=name,
                agreed=agreed,
            )
            made.password_hash = passwords.hash_password(PASSWORD)
            session.flush()
        return made

    return {
        "panel": panel,
        "dsl": account(Role.DSL, "R. Haddow", "saltbeck", sits=False),
        "coordinator": account(Role.FAP_COORDINATOR, "S. Pellow", sits=False),
        "chair": account(Role.PANEL_CHAIR, "D. Imrie"),
        "member": account(Role.PANEL_MEMBER, "L. Kovacs", agreed=False),
        "seat": account(Role.PANEL_MEMBER, "E. Fairweather", "corvin"),
    }


def accepted(stage: Stage, people: dict[str, Any], child: str) -> Referral:
    """A referral of Saltbeck's, accepted; the family names no other school."""
    from fap.form import FORM
    from fap.form.invented import invented
    from fap.given import given
    from foundation.answers import write_answers
    from foundation.store import current_actor

    known = known_answers(
        stage.children[child], preferred_school={"code": stage.settings["saltbeck"].urn}, cannot_wait="no"
    )
    with stage.behind(people["dsl"]) as session:
        made = actions.start_referral(
            current_actor(), setting_id=stage.settings["saltbeck"].id, child=stage.children[child]
        )
        write_answers(current_actor(), made, FORM, invented(given(), 1, known=known))
        actions.submit_referral(current_actor(), made)
        session.flush()
    with stage.behind(people["coordinator"]):
        referral = stage_referral(stage, made.id)
        actions.accept(current_actor(), referral, "f", "One application was refused.", refused())
    return made


def stage_referral(stage: Stage, row_id: int) -> Referral:
    from foundation.store import session

    return session().get_one(Referral, row_id)


def papers_closed_yesterday(stage: Stage) -> None:
    """Time went by: the next referral comes late."""
    from foundation.store import today

    with stage.behind() as session:
        meeting = session.query(PanelMeeting).filter_by(status="published").one()
        meeting.deadline = today() - DAY


def _without_a_look(_page: Any, _name: str = "") -> None:
    """Axe is JavaScript itself: pages are looked at in the scripted run."""


@pytest.mark.parametrize("javascript", [False, True], ids=["plain", "scripted"])
def test_a_panel_from_its_calendar_to_the_closed_meeting(
    stage, people, new_page, sign_in, accessible, shot, javascript
) -> None:
    full = looker(accessible, shot)
    look = full if javascript else _without_a_look
    first = accepted(stage, people, "mira")
    coordinator = new_page(javascript=javascript)
    sign_in(coordinator, people["coordinator"])

    # The coordinator says how the panel works and plans its year
    coordinator.goto(f"/panels/{people['panel'].public_id}/change")
    coordinator.locator("[name=quorum]").fill("2")
    coordinator.locator("[name=usual_place]").fill("Room 4")
    look(coordinator)
    press(coordinator, "Save the changes")
    expect(coordinator.get_by_text("2. Who counts: every member of the panel")).to_be_visible()
    coordinator.get_by_role("link", name="Plan a year").click()
    coordinator.get_by_label("How often").select_option("1")
    press(coordinator, "Show the days")
    expect(coordinator.get_by_role("group", name="Days of the pattern")).to_be_visible()
    look(coordinator, "panel-year")
    press(coordinator, "Plan these meetings")
    expect(coordinator.get_by_text("were planned.").first).to_be_visible()
    look(coordinator, "panel-calendar")

    # One referral is put on the agenda of the second meeting (its papers are still open), which is published
    with stage.behind() as session:
        [_, second, *_] = session.query(PanelMeeting).order_by(PanelMeeting.meets_on).all()
    coordinator.goto(f"/fair-access/{first.public_id}/agenda")
    coordinator.locator(f"input[name=meeting][value='{second.public_id}']").check()
    press(coordinator, "Put on an agenda")
    expect(coordinator.locator("h1")).to_have_text("Fair access referral")
    coordinator.goto(f"/panels/meetings/{second.public_id}")
    press(coordinator, "Publish the agenda")
    expect(coordinator.get_by_text("The agenda is published.")).to_be_visible()
    look(coordinator, "panel-agenda")

    # A member reads nothing before the agreement of the year
    member = new_page(javascript=javascript)
    sign_in(member, people["member"])
    member.goto(f"/panels/meetings/{second.public_id}")
    expect(member.get_by_text("Papers are shut until you accept the agreement")).to_be_visible()
    expect(member.get_by_text("Mira Castell")).to_have_count(0)
    member.locator("main").get_by_role("link", name="Read and accept the agreement").first.click()
    expect(member.locator("h1")).to_have_text("Information-sharing agreement")
    look(member, "panel-agreement")
    member.locator("#accept").check()
    press(member, "Accept the agreement")
    expect(member.get_by_text("The papers of your panel are open to you.")).to_be_visible()
    member.goto(f"/panels/meetings/{second.public_id}")
    expect(member.get_by_text("Mira Castell").first).to_be_visible()

    # Who sits for another school reads a summary without the child
    seat = new_page(javascript=javascript, width=NARROW)
    sign_in(seat, people["seat"])
    seat.goto(f"/panels/meetings/{second.public_id}")
    expect(seat.get_by_text("Summary without the child")).to_be_visible()
    assert "Castell" not in seat.content()
    if javascript:
        accessible(seat)
        shot(seat, "panel-summary-390")

    # The member declares an interest: the item is gone, its page is as if it had never been
    member.get_by_role("link", name="Declare an interest in item 1").click()
    expect(member.locator("h1")).to_have_text("Declare an interest")
    address = member.url
    look(member, "panel-interest")
    member.locator("input[name=kind][value=relation]").check()
    press(member, "Declare it and close the item")
    expect(member.get_by_text("1 item of this agenda is closed to you")).to_be_visible()
    assert "Castell" not in member.content()
    answer = member.request.get(address)
    assert answer.status == 404

    # A late item waits for the chair's leave
    late = accepted(stage, people, "nadia")
    papers_closed_yesterday(stage)
    coordinator.goto(f"/fair-access/{late.public_id}/agenda")
    coordinator.locator(f"input[name=meeting][value='{second.public_id}']").check()
    press(coordinator, "Put on an agenda")
    expect(coordinator.locator("h1")).to_have_text("Fair access referral")
    member.reload()
    expect(member.get_by_text("1 item of this agenda is closed to you")).to_be_visible()
    assert "Ferrowby" not in member.content()
    chair = new_page(javascript=javascript)
    sign_in(chair, people["chair"])
    chair.goto(f"/panels/meetings/{second.public_id}")
    chair.get_by_role("link", name="Give leave for item 2").click()
    expect(chair.locator("h1")).to_have_text("Leave for a late item")
    look(chair, "panel-leave")
    chair.locator("input[name=give][value=yes]").check()
    chair.locator("[name=reason]").fill("The child has no school at all.")
    press(chair, "Keep")
    expect(chair.get_by_text("Late: the chair gave leave")).to_be_visible()
    member.reload()
    expect(member.get_by_text("Nadia Ferrowby").first).to_be_visible()

    # Who is there makes the quorum; the minutes say all of it
    chair.get_by_role("link", name="Record who is there").click()
    expect(chair.locator("h1")).to_have_text("Who is there")
    for name in ("chair", "seat"):
        chair.locator(f"input[name=member-{people[name].id}][value=present]").check()
    chair.locator(f"input[name=member-{people['member'].id}][value=apologies]").check()
    look(chair, "panel-attendance")
    press(chair, "Record who is there")
    expect(chair.get_by_text("2 of the 2 who make a quorum are there.")).to_be_visible()
    chair.get_by_role("link", name="Minutes", exact=True).click()
    expect(chair.get_by_text("L. Kovacs (knows the child or the family)")).to_be_visible()
    assert "Castell" not in chair.content()
    look(chair, "panel-minutes")

    # The meeting is closed, and nothing is open any more
    coordinator.goto(f"/panels/meetings/{second.public_id}")
    press(coordinator, "Close the meeting")
    expect(coordinator.get_by_text("The meeting is closed.").first).to_be_visible()
    for page in (chair, member, seat):
        page.goto(f"/panels/meetings/{second.public_id}")
        expect(page.get_by_text("The papers of this meeting are not open.")).to_be_visible()
        assert not [word for word in ("Castell", "Ferrowby", late.reference) if word in page.content()]
        assert page.request.get(address).status == 404
