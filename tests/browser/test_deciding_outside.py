"""A place that cannot wait: compared, drafted, signed by the chair, ratified by the panel at its meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import expect

from fap import actions
from fap.models import Decision, Ratification, Referral
from foundation.access.permissions import Role
from tests.browser.stage import Stage, fill_date, heading, looker, press, says, two_schools
from tests.browser.test_path_panel import submit
from tests.tried import refused

pytestmark = pytest.mark.browser
WEEK = dt.timedelta(days=7)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


@pytest.fixture
def people(stage) -> dict[str, Any]:
    """Those around a decision, and a panel that meets in a week."""
    from foundation.store import current_actor, today

    with stage.behind() as session:
        panel = actions.make_panel(current_actor(), name="Secondary, north")
        session.flush()
    found = {
        "panel": panel,
        "dsl": stage.account(Role.DSL, "R. Haddow", "saltbeck"),
        "coordinator": stage.account(Role.FAP_COORDINATOR, "S. Pellow"),
        "chair": stage.account(Role.PANEL_CHAIR, "D. Imrie", panel_id=panel.id),
    }
    with stage.behind(found["coordinator"]):
        day = today()
        found["meeting"] = actions.plan_meeting(
            current_actor(), panel, meets_on=day + WEEK, deadline=day + WEEK
        )
    return found


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_comparison_to_the_panels_word(
    stage, people, new_page, sign_in, accessible, shot, javascript
) -> None:
    from foundation.store import current_actor, today

    look = looker(accessible, shot) if javascript else lambda *_args, **_more: None
    # Given an accepted referral that stands on no agenda
    made = submit(stage, people)
    with stage.behind(people["coordinator"]) as session:
        referral = session.query(Referral).one()
        actions.accept(current_actor(), referral, "f", "One application was refused.", refused())
        start = today() + dt.timedelta(days=3)
    desk = new_page(javascript=javascript)
    sign_in(desk, people["coordinator"])
    # When the coordinator loads places and compares the schools
    desk.goto("/fair-access/places")
    urn = stage.settings["aldermere"].urn
    rows = f"setting_urn,year_group,places,on_roll\n{urn},{made.year_group},180,171\n"
    desk.locator("#file").set_input_files(
        [{"name": "places.csv", "mimeType": "text/csv", "buffer": rows.encode()}]
    )
    press(desk, "Load the file")
    assert says(desk, "9 free")
    look(desk, "k1-places", narrow_shot=True)
    desk.goto(f"/referrals/{made.public_id}")
    press(desk, "Decide outside a meeting")
    assert says(desk, "Candidate schools")
    assert says(desk, "9 free")
    desk.get_by_role("link", name="Choose other schools to compare").click()
    expect(desk.locator("h1")).to_have_text("Schools to compare")
    look(desk)
    press(desk, "Compare these")
    expect(desk.locator("h1")).to_have_text("Decide a placement")
    # And drafts the place, with why it cannot wait
    desk.locator("input[name=kind][value=place]").check()
    desk.locator("[name=setting]").fill(stage.settings["aldermere"].urn)
    fill_date(desk, "start_date", start)
    desk.locator("[name=reasons]").fill("Nearest school with a place.")
    desk.locator("[name=responsible]").fill("The coordinator")
    press(desk, "Save the draft for the chair")
    assert says(desk, "Say why it cannot wait for the next meeting")
    expect(desk.locator("[name=reasons]")).to_have_value("Nearest school with a place.")
    desk.locator("[name=why_not_wait]").fill("Out of school for six weeks.")
    look(desk, "k2-outside", narrow_shot=True)
    press(desk, "Save the draft for the chair")
    assert heading(desk) == "Decision to sign"
    # Then the chair finds it, reads it and signs
    chair = new_page(javascript=javascript)
    sign_in(chair, people["chair"])
    chair.get_by_role("link", name=f"Outside a meeting: {made.reference}").click()
    expect(chair.locator("h1")).to_have_text("Decision to sign")
    assert says(chair, "Out of school for six weeks.")
    look(chair, "k3-to-sign-outside")
    press(chair, "Sign the decision")
    assert heading(chair) == "Signed decision"
    assert stage.one(Referral).status == "decided"
    # And the panel ratifies it at its next meeting
    desk.goto(f"/panels/meetings/{people['meeting'].public_id}")
    assert says(desk, "To ratify")
    press(desk, "Publish the agenda")
    assert says(desk, "The agenda is published")
    chair.goto(f"/panels/ratifications/{stage.one(Ratification).public_id}")
    chair.locator("[name=word][value=yes]").check()
    look(chair, "k4-ratify", narrow_shot=True)
    press(chair, "Keep the panel’s word")
    assert says(chair, "Ratified")
    assert stage.one(Ratification).status == "ratified"
    desk.goto(f"/panels/decisions/{stage.one(Decision).public_id}")
    assert says(desk, "Ratified by the panel")
    look(desk)
    desk.goto("/panels/fair-share")
    assert says(desk, "What the figures mean")
    look(desk, "k5-fair-share", narrow_shot=True)
