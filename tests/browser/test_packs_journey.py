"""A member's own pack: asked for, waited for, downloaded; out of date once an interest is declared."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fap import actions
from fap.models import AgendaItem, Referral
from foundation.access.permissions import Role
from foundation.jobs.worker import Worker
from tests.browser.stage import Stage, two_schools
from tests.fap.conftest import known_answers
from tests.tried import refused

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


@pytest.fixture
def meeting(stage) -> Any:
    """A published agenda of one referral; its panel's member is `stage.member`."""
    from fap.actions import make_panel
    from fap.form import FORM
    from fap.form.invented import invented
    from fap.given import given
    from foundation.answers import write_answers
    from foundation.store import current_actor, today

    with stage.behind() as session:
        panel = make_panel(current_actor(), name="Secondary, north")
        session.flush()
    stage.member = stage.account(Role.PANEL_MEMBER, "J. Corran", panel_id=panel.id)
    lead = stage.account(Role.DSL, "R. Haddow", "saltbeck")
    coordinator = stage.account(Role.FAP_COORDINATOR, "S. Pellow")
    child = stage.children["mira"]
    with stage.behind(lead) as session:
        made = actions.start_referral(current_actor(), setting_id=stage.settings["saltbeck"].id, child=child)
        write_answers(current_actor(), made, FORM, invented(given(), 1, known=known_answers(child)))
        actions.submit_referral(current_actor(), made)
        session.flush()
    with stage.behind(coordinator) as session:
        made = session.query(Referral).one()
        actions.accept(current_actor(), made, "f", "One application was refused.", refused())
        day = today() + dt.timedelta(days=7)
        held = actions.plan_meeting(current_actor(), panel, meets_on=day, deadline=day)
        actions.put_on_agenda(current_actor(), made, held)
        actions.publish_meeting(current_actor(), held)
        session.flush()
        return held.public_id


def work(stage: Stage) -> None:
    """Do what waits, as the worker does it."""
    while Worker(stage.live.app).work_one():
        pass


def to_pack(page: Page, meeting: str) -> None:
    """From the meeting to one's own pack."""
    page.goto(f"/panels/meetings/{meeting}")
    page.get_by_role("link", name="Your pack of this meeting").click()
    expect(page.get_by_role("heading", level=1, name="Your pack")).to_be_visible()


def asked(page: Page) -> None:
    """It was asked for, and waits."""
    page.get_by_role("button", name="Make my pack").click()
    expect(page.get_by_role("heading", name="How far it is")).to_be_visible()


def downloaded(page: Page) -> None:
    """The file comes under the panel's name and the day."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the pack").click()
    name = coming.value.suggested_filename
    assert name.startswith("pack-secondary-north-")
    assert coming.value.path().read_bytes().startswith(b"%PDF")


def test_without_javascript_by_looking_again(stage, meeting, plain, sign_in, accessible) -> None:
    sign_in(plain, stage.member)
    to_pack(plain, meeting)
    asked(plain)
    work(stage)
    plain.get_by_role("link", name="Look again").click()
    expect(plain.get_by_role("heading", name="Your copy")).to_be_visible()
    downloaded(plain)


def test_with_javascript_the_page_notices_by_itself(stage, meeting, page, sign_in, accessible, shot) -> None:
    sign_in(page, stage.member)
    to_pack(page, meeting)
    accessible(page)
    asked(page)
    accessible(page)
    work(stage)
    expect(page.get_by_role("heading", name="Your copy")).to_be_visible(timeout=30_000)
    accessible(page)
    shot(page, "pack-ready")
    downloaded(page)
    with stage.behind() as session:
        item = session.query(AgendaItem).one().public_id
    page.goto(f"/panels/items/{item}/interest")
    page.get_by_label("I know the child or the family").check()
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url(lambda url: "/interest" not in url)
    page.goto(f"/panels/meetings/{meeting}/pack")
    expect(page.get_by_role("heading", name="Your copy is out of date")).to_be_visible()
    expect(page.get_by_text("Withheld, declared interest")).to_be_visible()
    accessible(page)
