"""The next roll brings two separated children together: an alert, a mail without names, letters."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from foundation.trail import history
from tests.browser.stage import SINCE, Stage, heading, looker, press, says, two_schools
from tests.roll.rolls import csv_of, row
from transitions.models import Alert, Disclosure

pytestmark = pytest.mark.browser

CANARIES = ("Mira", "Castell", "Tobias", "Okonkwo", "Saltbeck", "Aldermere")
READ_ROLL = "Read the file and show what would change"


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def stage(live) -> Stage:
    """Two children who are to be kept apart, each at their own school."""
    made = two_schools(live)
    made.separate("mira", "tobias")
    return made


def roll_of(stage: Stage, **where: str) -> bytes:
    """A roll: each child at the school named for it, moved there today if that is new."""
    from foundation.store import today

    lines = []
    for number, (key, urn) in enumerate(where.items(), 1):
        child = stage.children[key]
        home = stage.settings["saltbeck" if key == "mira" else "aldermere"].urn
        with stage.live.app.app_context():
            start = SINCE if urn == home else today()
        lines.append(
            row(
                number,
                upn=child.upn,
                surname=child.surname,
                forename=child.forename,
                date_of_birth=child.date_of_birth,
                setting_urn=urn,
                start_date=start.isoformat(),
            )
        )
    return csv_of(lines)


def take_in(page, data: bytes) -> None:
    page.goto("/rolls")
    page.set_input_files("#file", {"name": "roll.csv", "mimeType": "text/csv", "buffer": data})
    press(page, READ_ROLL)


def apply_it(page) -> None:
    confirm = page.get_by_label("I have checked with the settings named")
    if confirm.count():
        confirm.check()
        press(page, "Confirm and apply the file")
    else:
        press(page, "Apply the file")


def words_of(found) -> list[str]:
    return [line.words for line in history(found)]


@pytest.mark.parametrize("javascript", [True, False])
def test_one_alert_from_the_roll_to_the_schools_receipt(stage, new_page, sign_in, look, javascript) -> None:
    seen = look if javascript else lambda *_args, **_more: None
    administrator = stage.account(Role.ADMINISTRATOR, "F. Aspinall")
    officer = stage.account(Role.SAFEGUARDING_OFFICER, "J. Marrable")
    dsl = stage.account(Role.DSL, "R. Haddow", "saltbeck")
    # Given a roll in which the two are apart
    office = new_page(javascript=javascript)
    sign_in(office, administrator)
    take_in(office, roll_of(stage, mira="900001", tobias="900002"))
    apply_it(office)
    assert says(office, "0 alerts raised")
    # When the next one has both at one school, then one alert is raised, and the same file raises no other
    together = roll_of(stage, mira="900001", tobias="900001")
    take_in(office, together)
    assert not [word for word in CANARIES[:4] if word in office.content()]
    apply_it(office)
    seen(office, "f1-roll-applied")
    take_in(office, together)
    apply_it(office)
    assert says(office, "0 alerts raised")
    raised = [alert for alert in stage.all_of(Alert) if alert.kind == "same_setting"]
    assert len(raised) == 1
    reference = raised[0].reference
    # And the administrator, who brought it in, reaches neither a name nor the alert
    assert not [word for word in CANARIES[:4] if word in office.content()]
    assert office.goto(f"/alerts/{reference}").status == 403
    # Then the officer is told by a mail that names nobody
    mails = [mail for mail in stage.deliver() if officer.email in mail]
    addresses = [line for mail in mails for line in mail.splitlines() if line.startswith("http")]
    assert [address.rsplit("/", 1)[-1] for address in addresses] == ["alerts"], "one mail for one roll"
    for mail in mails:
        assert not [word for word in (*CANARIES, stage.children["mira"].upn) if word in mail]
    # And a night's work raises it no second time
    assert len([alert for alert in stage.all_of(Alert) if alert.kind == "same_setting"]) == 1

    # When the officer opens it, they see who, where and why
    page = new_page(javascript=javascript)
    sign_in(page, officer)
    seen(page, "f2-home-officer", narrow_shot=True)
    page.goto("/alerts")
    seen(page, "f3-alerts")
    page.goto(f"/alerts/{reference}")
    said = page.locator("main").inner_text()
    assert "both on roll at Saltbeck High School" in said
    assert "alleged to have caused harm" in said
    assert "Castell" not in page.title()
    seen(page, "f4-alert", narrow_shot=True)
    press(page, "Acknowledge and take this alert")
    page.get_by_label("Two separate letters").check()
    page.get_by_label("Purpose").select_option("safety_now")
    page.get_by_label("Legal basis").select_option("public_task")
    press(page, "Save and see the letters")
    expect(page.get_by_text("Name check passed")).to_have_count(2)
    # A letter that gives the other child away is not released
    about_tobias = next(
        one for one in stage.all_of(Disclosure) if one.child_id == stage.children["tobias"].id
    )
    page.goto(f"/letters/{about_tobias.public_id}/words")
    page.locator("textarea[name=letter]").fill("Please keep him away from Mira.")
    press(page, "Save the letter")
    assert says(page, "Name check failed")
    press(page, "Release both letters")
    expect(page.get_by_role("alert").first).to_be_visible()
    assert {one.status for one in stage.all_of(Disclosure)} == {"draft"}
    seen(page, "f5-name-check")
    page.goto(f"/letters/{about_tobias.public_id}/words")
    page.locator("textarea[name=letter]").fill("Tobias joins you today. Please call me before break.")
    press(page, "Save the letter")
    press(page, "Release both letters")
    assert says(page, "Released.")
    seen(page, "f6-released")

    # Then the school is told without a name, opens the letter, and acknowledges it
    told = [mail for mail in stage.deliver() if dsl.email in mail]
    assert told
    assert not [word for mail in told for word in CANARIES if word in mail]
    school = new_page(javascript=javascript)
    sign_in(school, dsl)
    assert "2 to acknowledge" in school.locator("main").inner_text()
    school.goto(f"/letters/{about_tobias.public_id}")
    assert "before break" not in school.content(), "reading is a receipt"
    seen(school, "f7-letter-closed")
    press(school, "Read this letter")
    assert "before break" in school.locator("main").inner_text()
    for name in ("Mira", "Castell"):
        assert name not in school.content()
    press(school, "Acknowledge this letter")
    assert says(school, "Acknowledged")
    seen(school, "f8-letter", narrow_shot=True)
    assert school.goto(f"/alerts/{reference}").status in (403, 404)
    # And all of it stands in the trail
    with stage.behind() as session:
        kept = words_of(session.get_one(Disclosure, about_tobias.id))
        assert kept[:2] == ["acknowledged it", "opened it"]
        assert "acknowledged and took it" in words_of(session.get_one(Alert, raised[0].id))
    page.goto(f"/alerts/{reference}")
    assert "1 of 2 acknowledged" in page.locator("main").inner_text()
    assert "acknowledged and took it" in page.locator("aside").inner_text()
    assert heading(page) == raised[0].title
    seen(page, "f9-alert-told")
