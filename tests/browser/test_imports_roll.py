"""Roll files in a browser: a profile by pointing, a preview, a held file confirmed, rejects sent back."""

from __future__ import annotations

import csv
import io

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from foundation.jobs.worker import Worker
from roll.models import Setting
from roll.upn import check_letter
from tests.people import PASSWORD, make_account
from transitions import roll_jobs

pytestmark = pytest.mark.browser

HEADINGS = ("Number", "Family name", "Given name", "Born", "School", "Mode", "From")
POINTED = ("Unique pupil number (UPN)", "Surname", "Forename", "Date of birth", "School or setting")


def export(count: int, *, bad: int = 0) -> bytes:
    """An export of an unknown system; `bad` lines have a day that does not exist."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for serial in range(count):
        rest = f"941{serial:09d}"
        born = "31/02/2014" if serial < bad else f"{serial % 28 + 1:02d}/09/2014"
        name = f"Family{serial:c}" if serial > 64 else f"Family{serial}"
        writer.writerow(
            [check_letter(rest) + rest, name, f"Given{serial}", born, "100101", "Whole", "01/09/2025"]
        )
    return out.getvalue().encode()


@pytest.fixture
def people(live, live_session):
    """An administrator, an officer, and one school on the register."""
    live_session.add(Setting(urn="100101", name="Oak Primary School", la_code="999", low_age=4, high_age=11))
    live_session.commit()
    return make_account(Role.ADMINISTRATOR, password=PASSWORD), make_account(
        Role.SAFEGUARDING_OFFICER, password=PASSWORD
    )


def give(page, label: str, data: bytes, name: str) -> None:
    page.get_by_label(label, exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": data}
    )


def point(page) -> None:
    """Point at every column and say what the words mean."""
    for label, heading in zip((*POINTED, "Enrolment status", "Start date"), HEADINGS, strict=True):
        choice = page.get_by_label(label, exact=True)
        value = choice.locator("option", has_text=heading).first.get_attribute("value")
        choice.select_option(value)
    page.get_by_label("Days", exact=True).select_option("dmy")
    page.get_by_role("button", name="Check against the sample").click()
    page.get_by_label("What is meant by Whole").select_option("C")


def take_in(page, data: bytes, name: str) -> None:
    page.goto("/rolls")
    give(page, "Roll file", data, name)
    page.get_by_label("Columns", exact=True).select_option("our-export")
    page.get_by_role("button", name="Read the file and show what would change").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_pointing_at_columns_to_a_held_file(
    people, live, new_page, sign_in, accessible, shot, monkeypatch, javascript
) -> None:
    administrator, officer = people
    page = new_page(javascript=javascript)
    sign_in(page, administrator)
    page.goto("/rolls/profiles")
    page.get_by_label("Name", exact=True).fill("our-export")
    give(page, "A file to point at", export(40), "export.csv")
    page.get_by_role("button", name="Go on").click()
    point(page)
    assert page.get_by_text("All 40 values in the sample can be read").count() >= 5
    assert "Given7" not in page.content()
    if javascript:
        accessible(page)
    shot(page, "imports-profile")
    page.get_by_role("button", name="Save the profile").click()
    expect(page.get_by_text("saved as version 1")).to_be_visible()

    take_in(page, export(40), "monday.csv")
    page.get_by_role("button", name="Apply the file").click()
    expect(page.get_by_text("The file was applied and everybody was looked at again.")).to_be_visible()

    monkeypatch.setattr(roll_jobs, "AT_ONCE", 0)
    take_in(page, export(30, bad=2), "tuesday.csv")
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    if javascript:
        accessible(page)
    while Worker(live.app).work_one():
        continue
    if javascript:
        page.get_by_text("Held: nothing has been applied").wait_for(timeout=20_000)
        accessible(page)
    else:
        page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("has 28 children in the file; the last one had 40")).to_be_visible()
    assert "31/02/2014" not in page.content()
    shot(page, "imports-held")
    page.get_by_label("I have checked with the settings named that this is right").check()
    page.get_by_role("button", name="Confirm and apply the file").click()
    while Worker(live.app).work_one():
        continue
    address = page.url
    page.goto(address)
    expect(page.get_by_text("Everybody was looked at again as of")).to_be_visible()

    reader = new_page(javascript=javascript)
    sign_in(reader, officer)
    reader.goto(address)
    with reader.expect_download() as fetched:
        reader.get_by_role("link", name="The rejected lines, to send back").click()
    assert "31/02/2014" in fetched.value.path().read_text(encoding="utf-8-sig")
