"""Column profiles: the four built in, days, words for a status, and making one in the browser."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from foundation.access.permissions import Role
from foundation.store import session
from roll import cells, profiles, sample, saved_profiles, settings_core
from roll.models import ColumnProfile, ExpectedEnrolment, Setting
from roll.profiles import BUILT_IN
from roll.roll_reading import read
from roll.tables import UnreadableFile
from tests.people import make_account
from tests.roll.rolls import ASH, ELM, OAK, apply, csv_of, make_settings, number, row

DAY = {
    "either": "03/09/2025",
    "iso": "2025-09-03T00:00:00",
    "dmy": "3/9/25",
    "mdy": "09/03/2025",
    "compact": "20250903",
}


def extract(name: str, *lines: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A file as a profile expects it."""
    known = BUILT_IN[name]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([*known.columns.values(), "Year Group"])
    for found in lines:
        writer.writerow([*[found[column] for column in known.columns], "7"])
    return out.getvalue().encode(encoding)


def line(name: str, serial: int = 1, **changes: str) -> dict[str, str]:
    """A line with days and settings as a profile writes them."""
    known = BUILT_IN[name]
    day = {"iso": "2025-09-01", "dmy": "01/09/2025", "either": "2025-09-01"}[known.dates]
    urn = OAK if known.setting_by == "urn" else "999/0042"
    return row(serial, **{"start_date": day, "setting_urn": urn, **changes})


@pytest.mark.parametrize("name", BUILT_IN)
def test_each_built_in_profile_reads_its_own_file(name) -> None:
    numbers = {"9990042": OAK}
    found = read(extract(name, line(name), line(name, 2)), "roll.csv", BUILT_IN[name], numbers)
    assert (found.problem, found.rejects) == (None, [])
    assert [(r.urn, r.status, r.start) for r in found.rows] == [(OAK, "C", dt.date(2025, 9, 1))] * 2
    assert not profiles.problems(BUILT_IN[name])
    assert BUILT_IN[name].dated


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding, delimiter) -> None:
    data = extract("sims", line("sims", surname="Zoë"), delimiter=delimiter, encoding=encoding)
    found = read(data, "roll.csv", BUILT_IN["sims"], {"9990042": OAK})
    assert [r.surname for r in found.rows] == ["Zoë"]


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("Main – Dual  Registration", "M"),
        ("GUEST", "G"),
        ("Accepted", "accepted"),
        ("Offered", "proposed"),
        ("", "C"),
        ("s", "S"),
    ],
)
def test_words_for_a_status(word, means) -> None:
    found = read(
        extract("sims", line("sims", enrolment_status=word)), "r.csv", BUILT_IN["sims"], {"9990042": OAK}
    )
    assert [r.status for r in found.rows] == [means]


def test_a_word_nobody_gave_a_meaning_rejects_its_line_and_applicants_are_left_out() -> None:
    lines = (line("sims", enrolment_status="Visiting"), line("sims", 2, enrolment_status="Applied"))
    found = read(extract("sims", *lines), "r.csv", BUILT_IN["sims"], {"9990042": OAK})
    assert [(r.line, r.column) for r in found.rejects] == [(2, "enrolment_status")]
    assert found.left_out == 1
    assert "Enrolment Status: is not a status" in found.rejected_file().decode("utf-8-sig")


@pytest.mark.parametrize("written", DAY)
def test_every_way_of_writing_days_is_read_and_others_are_refused(written) -> None:
    assert cells.date(DAY[written], written) == dt.date(2025, 9, 3)
    assert cells.date("2025-09-03", written) == dt.date(2025, 9, 3)
    with pytest.raises(cells.BadCell, match="must be a date such as"):
        cells.date("3rd Sept 2025", written)


def test_two_figures_of_a_year_lie_at_most_ten_years_ahead() -> None:
    assert cells.date("01/09/36", "dmy") == dt.date(2036, 9, 1)
    assert cells.date("01/09/37", "dmy") == dt.date(1937, 9, 1)


@pytest.mark.parametrize("text", ["9990042", "999/0042", "999 0042", "999-0042"])
def test_dfe_numbers(text) -> None:
    assert cells.dfe_number(text) == "9990042"


@pytest.fixture
def register(db_session):
    """Three settings; Oak with a DfE number."""
    made = make_settings(OAK, ELM, ASH)
    oak = session().query(Setting).filter_by(urn=OAK).one()
    oak.la_code, oak.estab_number = "941", "0001"
    session().flush()
    return made


def test_a_dfe_number_finds_the_setting_that_is_not_closed(register) -> None:
    assert settings_core.dfe_numbers(session().connection())["9410001"] == OAK


def test_accepted_places_become_expected_and_are_replaced_by_the_next_file(register) -> None:
    apply(csv_of([row(1), row(2, enrolment_status="accepted", start_date="2027-09-01")]))
    (found,) = session().query(ExpectedEnrolment).all()
    assert (found.certainty, found.source, found.start) == ("accepted", "roll", dt.date(2027, 9, 1))
    assert found.line == 3
    apply(csv_of([row(1), row(2, enrolment_status="proposed", start_date="2027-09-01")]))
    session().refresh(found)
    assert found.certainty == "proposed"
    run = apply(csv_of([row(1)]))
    session().refresh(found)
    assert found.withdrawn_at is not None
    assert run.columns["name"] == "default"
    assert run.counts["expected"] == 0


def test_a_night_in_which_little_changed_keeps_the_places_to_come(register) -> None:
    pupils = [row(serial) for serial in range(1, 21)]
    coming = row(30, enrolment_status="accepted", start_date="2027-09-01")
    nameless = row(31, upn="", enrolment_status="proposed", start_date="2027-09-01")
    apply(csv_of([*pupils, coming, nameless]))
    apply(csv_of([*pupils[1:], row(1, postcode="ZE1 1AA"), coming, nameless]))
    live = session().query(ExpectedEnrolment).filter_by(withdrawn_at=None)
    assert live.count() == 2
    apply(csv_of([*pupils, coming]), confirm=True)
    assert [found.certainty for found in live] == ["accepted"]
    apply(csv_of(pupils), confirm=True)
    assert live.count() == 0


# In the browser ------------------------------------------------------------------------------------


@pytest.fixture
def admin(client, register):
    session().commit()
    return client.sign_in(make_account(Role.ADMINISTRATOR))


def arbor_file(lines: int = 24) -> bytes:
    """Headings nobody knows, words nobody has met."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["No", "Family", "Given", "Born", "School", "Mode", "From", "Home"])
    for serial in range(1, lines + 1):
        found = row(serial, surname="Canaryname")
        mode = "Whole" if serial % 2 else "Half here"
        born = dt.date.fromisoformat(found["date_of_birth"]).strftime("%d/%m/%Y")
        writer.writerow(
            [found["upn"], found["surname"], found["forename"], born, OAK, mode, "01/09/2025", "EC3A 5DE"]
        )
    return out.getvalue().encode()


PICKS = {
    "col-upn": "No",
    "col-surname": "Family",
    "col-forename": "Given",
    "col-date_of_birth": "Born",
    "col-setting_urn": "School",
    "col-enrolment_status": "Mode",
    "col-start_date": "From",
    "dates": "dmy",
}


def test_a_profile_is_made_by_pointing_at_columns(client, admin) -> None:
    admin.get("/rolls/profiles")
    page = admin.submit("Go on", {"name": "our-mis", "file": (arbor_file(), "export.csv")})
    assert page.h1 == "Column profile"
    assert "Canaryname" not in page.text
    assert "Born – dates" in page
    page = admin.submit("Check against the sample", PICKS)
    assert "All 24 values in the sample can be read" in page
    assert "24 of 24 values cannot be read: must be one of C, M, S" in page
    assert "Half here" in page
    assert "Canaryname" not in page.text
    page = admin.submit("Save the profile", {"means-0": "S", "means-1": "C"})
    assert "saved as version 1" in page
    made = session().query(ColumnProfile).one()
    assert (made.version, made.sample, made.status) == (1, None, "in_use")
    known = saved_profiles.named("our-mis")
    assert set(known.statuses) >= {"whole", "half here"}
    found = read(arbor_file(), "export.csv", known)
    assert (len(found.rows), found.rejects) == (24, [])
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    officer.get(f"/rolls/profiles/{made.public_id}", status=403)
    officer.get(f"/rolls/profiles/{made.public_id}/sample", status=404)


def test_a_name_is_never_shown_as_a_word_for_a_status(admin) -> None:
    admin.get("/rolls/profiles")
    admin.submit("Go on", {"name": "our-mis", "file": (arbor_file(), "export.csv")})
    page = admin.submit("Check against the sample", {"col-enrolment_status": "Given"})
    assert "No words are shown" in page
    assert row(3)["forename"] not in page.text


def test_what_is_missing_is_named_and_nothing_chosen_is_lost(admin) -> None:
    admin.get("/rolls/profiles")
    admin.submit("Go on", {"name": "our-mis", "file": (arbor_file(), "export.csv")})
    page = admin.submit("Save the profile", {**PICKS, "col-start_date": ""}, status=422)
    assert "Point at the column with the start date" in page
    assert session().query(ColumnProfile).one().draft["columns"]["surname"] == "Family"
    page = admin.submit("Save the profile", {"col-start_date": "Born"}, status=422)
    assert "This column already stands for" in page


def test_a_title_that_is_too_long_is_refused_and_kept(admin) -> None:
    admin.get("/rolls/profiles")
    admin.submit("Go on", name="ours-too", after="default")
    page = admin.submit("Save the profile", title="T" * 2000, status=422)
    assert page.errors == ["A title must be 60 characters or fewer"]
    assert saved_profiles.offered().keys() == profiles.BUILT_IN.keys()


def test_a_copy_is_edited_and_the_version_in_use_stays_until_it_is_saved(admin) -> None:
    admin.get("/rolls/profiles")
    page = admin.submit("Go on", {"name": "our-sims", "after": "sims"})
    admin.submit("Save the profile", {"title": "Our SIMS"})
    made = session().query(ColumnProfile).one()
    admin.get(f"/rolls/profiles/{made.public_id}")
    page = admin.submit("Keep without saving", {"col-surname": "Chosen Surname"})
    assert "Version 1 stays in use" in page
    assert saved_profiles.named("our-sims").columns["surname"] == "Legal Surname"
    page = admin.submit("Save the profile")
    assert "version 2" in page
    session().expire_all()
    assert saved_profiles.named("our-sims").columns["surname"] == "Chosen Surname"
    assert "Our SIMS" in admin.get("/rolls")
    admin.get(f"/rolls/profiles/{made.public_id}")
    admin.submit("Offer it no longer")
    session().expire_all()
    assert "our-sims" not in saved_profiles.offered()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": "sims", "after": "wonde"}, "already a profile of this name"),
        ({"name": "Our Profile!", "after": "wonde"}, "small letters, figures and hyphens"),
        ({"name": "our-own"}, "Choose a file to point at"),
        ({"name": "our-own", "file": (b"PK\x03\x04x", "a.xlsx")}, "The spreadsheet cannot be read"),
    ],
)
def test_a_profile_that_cannot_be_begun(admin, fields, words) -> None:
    admin.get("/rolls/profiles")
    assert words in admin.submit("Go on", fields, status=422)


def test_the_officer_sees_lines_and_samples_go_after_a_day(client, admin, clock) -> None:
    admin.get("/rolls/profiles")
    admin.submit("Go on", {"name": "our-mis", "file": (arbor_file(), "export.csv")})
    made = session().query(ColumnProfile).one()
    admin.get(f"/rolls/profiles/{made.public_id}/sample", status=403)
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = officer.get("/rolls/profiles")
    assert "Canaryname" not in page.text
    page = officer.click("Look at the sample lines")
    assert page.h1 == "Sample lines"
    assert "Canaryname" in page
    assert number(1) in page
    clock.forward(days=2)
    session().expire_all()
    saved_profiles.forget_samples()
    session().commit()
    assert (made.sample, sample.lines_of(made)) == (None, [])


@pytest.mark.parametrize(
    "first", ["H801200001001,Okonkwo,900001", "Okonkwo,2012-03-04,900001", "Okonkwo,Amara,SW1A 1AA"]
)
def test_a_file_without_headings_puts_no_child_among_them(first):
    with pytest.raises(UnreadableFile, match="first line is a child"):
        sample.take(f"{first}\nBell,Tom,900001\n".encode(), "roll.csv")
    assert sample.take(f"UPN,Surname,URN\n{first}\n".encode(), "roll.csv")[0] == ["UPN", "Surname", "URN"]
