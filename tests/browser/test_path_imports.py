"""Settings and rolls come in by the pages: read, shown, held, put right, applied; no value is ever shown."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from foundation.access.permissions import Role
from roll.models import Enrolment, Setting
from tests.browser.stage import Stage, heading, looker, press, says, two_schools
from tests.roll.rolls import COLUMNS, csv_of, row, xlsx_of
from tests.roll.test_settings_import import HEADER, file_of, line, named

pytestmark = pytest.mark.browser

SALTBECK, ALDERMERE = "900001", "900002"
READ_ROLL = "Read the file and show what would change"
CANARY = "Canaryname"


@pytest.fixture
def look(accessible, shot):
    return looker(accessible, shot)


@pytest.fixture
def empty(live) -> Stage:
    """An authority without settings."""
    return Stage(live)


@pytest.fixture
def stage(live) -> Stage:
    return two_schools(live)


def send(page: Any, address: str, button: str, data: bytes, name: str) -> None:
    page.goto(address)
    page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": data})
    press(page, button)


def send_settings(page: Any, data: bytes, name: str = "edubasealldata.csv") -> None:
    send(page, "/settings/imports", "Read the file", data, name)


def send_roll(page: Any, data: bytes, name: str = "roll.csv") -> None:
    send(page, "/rolls", READ_ROLL, data, name)


def doubled(data: bytes) -> bytes:
    """The file with its first column there twice."""
    return b"".join(part.split(b",")[0] + b"," + part for part in data.splitlines(keepends=True))


def test_settings_of_the_national_register_come_in(empty, new_page, sign_in, look) -> None:
    # Given an administrator of an authority without settings
    administrator = empty.account(Role.ADMINISTRATOR, "F. Aspinall")
    page = new_page()
    sign_in(page, administrator)
    assert len(HEADER) == 139
    # When a file has a line that is wrong, then line, column and reason are shown, and no value
    page.goto("/settings/imports")
    look(page, "a1-import-settings")
    send_settings(page, file_of(line("100901"), line("100902", **named(high=CANARY))))
    assert heading(page) == "Import of settings"
    expect(page.get_by_role("cell", name="StatutoryHighAge")).to_be_visible()
    assert says(page, "must be a whole number")
    assert CANARY not in page.content()
    look(page, "a2-settings-rejects")
    # And nothing is half applied
    assert empty.all_of(Setting) == []
    press(page, "Cancel the import")
    # When it is put right, it is shown first and then applied, with its letters as Windows-1252 has them
    send_settings(page, file_of(line("100901", **named(name="Café École Primary")), line("100902")))
    assert says(page, "Nothing is applied yet")
    assert empty.all_of(Setting) == []
    press(page, "Apply")
    page.goto("/settings")
    assert says(page, "Café École Primary")
    assert [found.urn for found in empty.all_of(Setting)] == ["100901", "100902"]
    look(page, "a3-settings")


def test_a_wrong_file_of_settings_is_refused_in_words(empty, plain, sign_in) -> None:
    # Given an administrator without JavaScript
    sign_in(plain, empty.account(Role.ADMINISTRATOR, "F. Aspinall"))
    good = file_of(line("100901"))
    wrong = {
        "empty": b"",
        "xlsx": xlsx_of([row(1)]),
        "other columns": b"name,place\nx,y\n",
        "encoding": good.decode("cp1252").encode("utf-16"),
        "doubled": doubled(good),
    }
    for what, data in wrong.items():
        # When the file is sent, then a sentence says what is wrong, and nothing is applied
        send_settings(plain, data)
        assert says(plain, "Nothing was applied"), what
        words = plain.locator("main").inner_text()
        assert "Apply" not in plain.locator("main button").all_inner_texts(), what
        assert len(words) > 150, what
    assert empty.all_of(Setting) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_roll_comes_in_and_one_that_lacks_a_school_is_held(
    stage, new_page, sign_in, look, javascript
) -> None:
    # Given an administrator, and a roll of two schools with a wrong date in it
    page = new_page(javascript=javascript)
    sign_in(page, stage.account(Role.ADMINISTRATOR, "F. Aspinall"))
    before = len(stage.all_of(Enrolment))
    ours = [row(n, setting_urn=SALTBECK, surname=CANARY) for n in range(1, 31)]
    theirs = [row(n, setting_urn=ALDERMERE, surname=CANARY) for n in range(31, 41)]
    wrong = row(41, setting_urn=ALDERMERE, surname=CANARY, date_of_birth="31/02/2014")
    # When it is sent, then line, column and reason are shown, never a value, and nothing is applied
    send_roll(page, csv_of([*ours, *theirs, wrong]))
    assert says(page, "1 line is rejected: nothing has been applied")
    expect(page.get_by_role("cell", name="date_of_birth")).to_be_visible()
    assert CANARY not in page.content()
    assert "31/02/2014" not in page.content()
    assert len(stage.all_of(Enrolment)) == before
    if javascript:
        look(page, "a4-roll-rejects")
    press(page, "Do not apply this file")
    # When it is put right, then what would change is shown, and it is applied
    send_roll(page, csv_of([*ours, *theirs]))
    assert says(page, "Nothing has been applied yet")
    assert len(stage.all_of(Enrolment)) == before
    press(page, "Apply the file")
    assert says(page, "Everybody was looked at again")
    if javascript:
        look(page, "a5-roll-applied")
    open_now = [found for found in stage.all_of(Enrolment) if found.leaving.year == 9999]
    assert len(open_now) == 40
    # When the next file lacks a school, then it is held until somebody says that it is right
    send_roll(page, csv_of(ours))
    assert says(page, "Held: nothing has been applied")
    assert says(page, "Aldermere Academy")
    if javascript:
        look(page, "a6-roll-held")
    press(page, "Confirm and apply the file")
    assert says(page, "Held: nothing has been applied"), "unconfirmed"
    press(page, "Do not apply this file")
    assert len([found for found in stage.all_of(Enrolment) if found.leaving.year == 9999]) == 40
    assert CANARY not in page.content()


def test_a_wrong_roll_is_refused_in_words(stage, plain, sign_in) -> None:
    # Given an administrator without JavaScript
    sign_in(plain, stage.account(Role.ADMINISTRATOR, "F. Aspinall"))
    good = csv_of([row(1, setting_urn=SALTBECK)])
    less = csv_of([row(1, setting_urn=SALTBECK)], columns=[name for name in COLUMNS if name != "upn"])
    wrong = {"columns": less, "doubled": doubled(good), "text": b"not a roll at all"}
    wrong |= {"broken spreadsheet": b"PK\x03\x04 broken", "encoding": b"\xff\xfe\x00\x00"}
    for what, data in wrong.items():
        # When the file is sent, then a sentence says so, and the good file before it stays
        send_roll(plain, data)
        assert says(plain, "This file cannot be used"), what
        assert says(plain, "The good file before it stays in force"), what
    # An empty file and no file are errors of the field
    send_roll(plain, b"")
    assert says(plain, "The file is empty")
    # A spreadsheet under the name of a CSV is read as what it is, or refused; it never breaks
    send_roll(plain, xlsx_of([row(1, setting_urn=SALTBECK)]))
    assert heading(plain) == "Roll file"
