"""Roll files in the browser: taken in, previewed, held, confirmed, applied; never a value, never a name."""

from __future__ import annotations

import csv
import io

import pytest

from foundation.access.permissions import Role
from tests.people import make_account
from tests.transitions.test_commands import HEADER

CANARY = ("Praed", "Marsh", "Leona", "Devin", "Imogen", "Halloran", "801200001")


@pytest.fixture
def admin(client, county):
    return client.sign_in(make_account(Role.ADMINISTRATOR))


def file_of(county, *rows: tuple[str, ...], **changed: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    for child, setting, start in rows:
        found = county.child(child)
        line = {
            "upn": found.upn,
            "surname": found.surname,
            "forename": found.forename,
            "date_of_birth": found.date_of_birth.isoformat(),
            "setting_urn": county.setting(setting).urn,
            "enrolment_status": "C",
            "start_date": start,
        }
        writer.writerow({**dict.fromkeys(HEADER, ""), **line, **changed})
    return out.getvalue().encode("utf-8-sig")


APART = (("leona", "saltbeck", "2026-09-07"), ("devin", "kiln", "2026-03-24"))
TOGETHER = (("leona", "saltbeck", "2026-09-07"), ("devin", "saltbeck", "2026-11-10"))
READ = "Read the file and show what would change"


def take_in(admin, data: bytes, name: str = "roll.csv", **fields: str):
    admin.get("/rolls")
    return admin.submit(READ, {"file": (data, name), **fields})


def nobody_is_named(page) -> None:
    assert not [word for word in CANARY if word in page.text]


def test_a_file_is_previewed_and_then_applied_with_its_sweep(admin, county) -> None:
    page = take_in(admin, file_of(county, *APART))
    assert "Nothing has been applied yet" in page
    assert [
        "Saltbeck High SchoolURN 900001",
        "Rows1",
        "Children1",
        "New1",
        "Changed0",
        "Ended0",
        "Rejected0",
    ] in (page.rows())
    nobody_is_named(page)
    assert county.alerts() == []
    page = admin.submit("Apply the file")
    assert "Applied" in page
    assert "0 alerts raised" in page
    county.session.rollback()
    county.separate()
    county.save()
    take_in(admin, file_of(county, *TOGETHER))
    page = admin.submit("Confirm and apply the file", confirm=True)
    nobody_is_named(page)
    county.session.expire_all()
    assert county.alert(kind="same_setting").status == "raised"


def test_a_file_that_lacks_a_setting_is_held_until_somebody_confirms(admin, county) -> None:
    take_in(admin, file_of(county, *APART))
    admin.submit("Apply the file")
    page = take_in(admin, file_of(county, APART[0]))
    assert "Held: nothing has been applied" in page
    assert "Kiln Lane Centre" in page
    page = admin.submit("Confirm and apply the file")
    assert "Held: nothing has been applied" in page
    page = admin.submit("Do not apply this file")
    assert page.h1 == "Roll files"
    assert "Cancelled" in page


def test_the_first_file_of_a_profile_says_what_it_ends(admin, county) -> None:
    take_in(admin, file_of(county, *APART, ("third", "saltbeck", "2026-09-07")))
    admin.submit("Apply the file")
    page = take_in(admin, file_of(county, *APART), profile=_copy_of_ours(admin))
    assert "The first file with this column profile" in page
    assert "It ends 1 enrolment at the settings in it" in page


def _copy_of_ours(admin) -> str:
    admin.get("/rolls/profiles")
    admin.submit("Go on", name="ours-too", after="default")
    admin.submit("Save the profile")
    return "ours-too"


def test_rejects_show_line_column_and_reason_and_never_a_value(admin, county) -> None:
    page = take_in(admin, file_of(county, *APART, date_of_birth="31/02/2012", surname="Canaryname"))
    assert "2 lines are rejected: nothing has been applied" in page
    assert [row[:2] for row in page.rows(1)[1:]] == [
        ["2", "Columndate_of_birth"],
        ["3", "Columndate_of_birth"],
    ]
    assert "Canaryname" not in page.text
    assert "31/02/2012" not in page.text


def test_the_rejected_lines_themselves_are_for_the_safeguarding_officer(client, admin, county) -> None:
    page = take_in(admin, file_of(county, *APART, date_of_birth="31/02/2012"))
    admin.get(f"{page.path}/rejected.csv", status=403)
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    assert officer.get(page.path).h1 == "Roll file"
    assert b"31/02/2012" in officer.get(f"{page.path}/rejected.csv").data
    officer.post(f"{page.path}/apply", status=403)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"not a roll at all", "roll.csv"),
        (b"PK\x03\x04 broken", "roll.xlsx"),
        (b"PK\x03\x04 broken", "roll.csv"),
        (b"\xff\xfe\x00\x00", "roll.csv"),
        (b"upn,surname\n", "roll.csv"),
    ],
)
def test_a_file_that_nobody_can_use_is_refused_with_what_to_do(admin, county, data: bytes, name: str) -> None:
    page = take_in(admin, data, name)
    assert "This file cannot be used" in page
    assert "The good file before it stays in force" in page


def test_no_file_and_an_empty_file_are_asked_for_again(admin, county) -> None:
    admin.get("/rolls")
    page = admin.submit(READ, {"file": (b"", "roll.csv")}, status=422)
    assert page.errors == ["The file is empty. Check that the export ran to its end"]
    assert admin.post("/rolls", {"profile": "default"}, status=422).errors == ["Choose a file"]


def test_what_was_decided_cannot_be_decided_again(admin, county) -> None:
    page = take_in(admin, file_of(county, *APART))
    admin.submit("Apply the file")
    admin.post(f"{page.path}/apply", status=409)
    admin.post(f"{page.path}/cancel", status=409)


@pytest.mark.parametrize("role", [Role.DSL, Role.FAP_COORDINATOR, Role.ANALYST, Role.MASH_OFFICER])
def test_others_have_no_roll_files(client, county, role: Role) -> None:
    setting = county.setting("kiln") if role is Role.DSL else None
    client.sign_in(make_account(role, setting=setting))
    client.get("/rolls", status=403)
    client.post("/rolls", {"profile": "default"}, status=403)


def test_home_leads_to_the_files(client, admin, county) -> None:
    take_in(admin, file_of(county, *APART, date_of_birth="31/02/2012"))
    page = admin.get("/")
    assert "Files that wait for a decision" in page
    assert admin.click("roll.csv").h1 == "Roll file"
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    assert "Files with rejected lines" in officer.get("/")
    officer.click("All files")
    assert "Take in a roll file" not in officer.page
    officer.click("Offers and transfer files")
    officer.click("Roll files")
    officer.click("Column profiles")
