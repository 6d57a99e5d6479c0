"""Offers and transfer files: who is to come; six months early, whole or not at all, never ending a stay."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.store import session
from roll import ctf_file, import_coming, stays_core
from roll.models import Child, ChildAlias, Enrolment, ExpectedEnrolment, IdentityQuestion
from tests.people import make_account
from tests.transitions.conftest import UPNS

LEONA, DEVIN, THIRD = UPNS
SAMPLE = (Path(__file__).parent / "ctf-minimal.xml").read_bytes()


def offers(*lines: str, header: str = "upn,setting_urn,start_date,certainty") -> bytes:
    return "\n".join([header, *lines, ""]).encode()


def apply(data: bytes, **options):
    return import_coming.apply_offers(operator(), import_coming.read_offers(data, "offers.csv"), **options)


def live() -> list[ExpectedEnrolment]:
    session().flush()
    found = select(ExpectedEnrolment).where(ExpectedEnrolment.withdrawn_at.is_(None))
    return session().scalars(found.order_by(ExpectedEnrolment.id)).all()


BOTH = (f"{LEONA},900001,2027-09-01,accepted", f"{DEVIN},900001,01/09/2027,proposed")


def test_offers_show_six_months_early_who_would_meet(county) -> None:
    county.separate()
    run = apply(offers(*BOTH))
    assert (run.status, run.counts["new"], run.profile) == ("applied", 2, "offers")
    alert = county.alert(kind="same_setting_planned")
    assert (alert.overlap_from, alert.status) == (dt.date(2027, 9, 1), "raised")
    assert [(row.line, row.run_id, row.certainty) for row in live()] == [
        (2, run.id, "accepted"),
        (3, run.id, "proposed"),
    ]


def test_the_same_file_again_changes_nothing_and_a_new_one_takes_its_place(county) -> None:
    county.separate()
    apply(offers(*BOTH))
    again = apply(offers(*reversed(BOTH)))
    assert (again.counts["new"], again.counts["same"], again.counts["ended"]) == (0, 2, 0)
    run = apply(offers(BOTH[0]))
    assert (run.status, len(live())) == ("held", 2)
    assert run.counts["held"] == ["1 of the 2 offers of this round are not in the file any more"]
    assert apply(offers(BOTH[0]), confirm=True).status == "applied"
    assert len(live()) == 1
    assert county.alert(kind="same_setting_planned").status == "no_longer_applies"


def test_another_round_leaves_the_first_alone(county) -> None:
    apply(offers(*BOTH), round_name="secondary-2027")
    apply(offers(f"{THIRD},900002,2027-09-01,accepted"), round_name="post-16-2027")
    assert len(live()) == 3


def test_an_enrolment_within_thirty_days_fulfils_the_offer(county) -> None:
    apply(offers(BOTH[0]))
    leona = county.child("leona").id
    county.put("leona", "saltbeck", "2027-09-30")
    session().flush()
    assert [stay.expected for stay in stays_core.stays(session().connection(), [leona])] == [False]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("A801200005001,900001,2027-09-01,accepted", "upn"),
        (f"{LEONA},123,2027-09-01,accepted", "setting_urn"),
        (f"{LEONA},999999,2027-09-01,accepted", "setting_urn"),
        (f"{LEONA},900001,31/02/2027,accepted", "start_date"),
        (f"{LEONA},900001,2037-09-01,accepted", "start_date"),
        (f"{LEONA},900001,2027-09-01,perhaps", "certainty"),
        (f"{LEONA},900001", "start_date"),
    ],
)
def test_a_bad_line_refuses_the_file_unless_somebody_confirms(county, line, column) -> None:
    run = apply(offers(BOTH[1], line))
    assert (run.status, live()) == ("rejected", [])
    found = import_coming.read_offers(offers(BOTH[1], line), "o.csv")
    assert column in {reject.column for reject in found.rejects}
    assert column in found.rejected_file().decode("utf-8-sig")
    assert apply(offers(BOTH[1], line), confirm=True).status == "applied"
    assert len(live()) == 1


def test_lines_at_odds_are_rejected_and_repeated_ones_noted(county) -> None:
    odd = f"{LEONA},900001,2027-09-01,proposed"
    assert apply(offers(BOTH[0], odd)).counts["rejected"] == 2
    assert apply(offers(BOTH[0], BOTH[0])).status == "applied"


def test_an_offer_for_a_child_nobody_knows_is_left_out(county) -> None:
    run = apply(offers(BOTH[0], "B801200005001,900001,2027-09-01,accepted"))
    assert (run.status, run.counts["new"], run.counts["left_out"]) == ("applied", 1, 1)


# Transfer files ---------------------------------------------------------------------------------------


def ctf(*pupils: str, version: str = "25.0", dest: str = "<LEA>330</LEA><Estab>4001</Estab>") -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?><CTfile><Header><DocumentName>Common Transfer File
    </DocumentName><CTFversion>{version}</CTFversion><DateTime>2026-09-07T08:15:00</DateTime>
    <SourceSchool><LEA>330</LEA><Estab>2001</Estab></SourceSchool><DestSchool>{dest}</DestSchool></Header>
    <CTFpupilData>{"".join(pupils)}</CTFpupilData></CTfile>""".encode()


def pupil(upn: str = LEONA, surname: str = "Praed", sex: str = "<Sex>F</Sex>", more: str = "") -> str:
    return f"""<Pupil><UPN>{upn}</UPN><Surname>{surname}</Surname><Forename>Leona</Forename>
    <DOB>2012-01-05</DOB>{sex}{more}</Pupil>"""


def transfer(data: bytes, **options):
    return import_coming.apply_transfer(operator(), ctf_file.read(data, "x.xml"), **options)


@pytest.fixture
def dest(county):
    """Saltbeck has a DfE number."""
    found = county.setting("saltbeck")
    found.la_code, found.estab_number = "330", "4001"
    session().flush()
    return found


@pytest.mark.parametrize(
    ("version", "sex"),
    [("25.0", "<Sex>F</Sex>"), ("19.0", "<Gender>F</Gender>"), ("26.0", ""), ("", "<Sex>X</Sex>")],
)
def test_every_version_makes_an_expected_enrolment_and_ends_nothing(county, dest, version, sex) -> None:
    county.put("leona", "kiln", "2025-09-01")
    session().flush()
    run = transfer(ctf(pupil(sex=sex), version=version))
    assert (run.status, run.profile, run.as_of) == ("applied", version, dt.date(2026, 9, 7))
    (found,) = live()
    assert (found.child_id, found.setting_id) == (county.child("leona").id, dest.id)
    assert (found.start, found.certainty, found.source) == (dt.date(2026, 9, 7), "accepted", "ctf")
    assert session().scalars(select(Enrolment)).one().is_open


def test_the_same_file_again_changes_nothing(county, dest) -> None:
    transfer(ctf(pupil()))
    run = transfer(ctf(pupil()))
    assert (run.counts["new"], run.counts["same"], len(live())) == (0, 1, 1)


def test_the_first_day_is_the_one_after_the_last_at_the_school_before(county, dest) -> None:
    history = """<SchoolHistory><School><LEA>330</LEA><Estab>2001</Estab><EntryDate>2020-09-01</EntryDate>
    <LeavingDate>2026-07-21</LeavingDate></School></SchoolHistory>"""
    transfer(ctf(pupil(more=history)))
    assert live()[0].start == dt.date(2026, 7, 22)


def test_former_numbers_and_names_are_noted(county, dest) -> None:
    new = "P330200115001"
    details = (
        f"<BasicDetails><FormerUPN>{LEONA}</FormerUPN><FormerSurname>Praed</FormerSurname></BasicDetails>"
    )
    run = transfer(ctf(pupil(new, surname="Okafor", more=details)))
    assert run.counts["new_children"] == 0
    assert live()[0].child_id == county.child("leona").id
    names = {(alias.upn, alias.surname) for alias in session().scalars(select(ChildAlias))}
    assert names == {(new, None), (None, "Okafor")}


def test_a_former_number_that_is_another_childs_own_is_asked_about(county, dest) -> None:
    details = f"<BasicDetails><FormerUPN>{DEVIN}</FormerUPN></BasicDetails>"
    run = transfer(ctf(pupil(more=details)))
    assert run.counts["questions"] == 1
    assert session().scalars(select(IdentityQuestion)).one().candidate_id == county.child("devin").id


def test_an_unknown_pupil_becomes_a_child(county, dest) -> None:
    run = transfer(SAMPLE)
    assert run.counts["new_children"] == 1
    made = session().scalars(select(Child).where(Child.upn == "P330200115001")).one()
    assert (made.source, made.surname, live()[0].child_id) == ("ctf", "EXAMPLE", made.id)


@pytest.mark.parametrize(
    "dest_words", ["<LEA>XXX</LEA><Estab>XXXX</Estab>", "<LEA>999</LEA><Estab>0001</Estab>", ""]
)
def test_without_a_known_school_nobody_is_expected(county, dest_words) -> None:
    run = transfer(ctf(pupil(), dest=dest_words))
    assert (run.status, live()) == ("applied", [])


def test_a_bad_pupil_refuses_the_file_unless_somebody_confirms(county, dest) -> None:
    bad = pupil().replace("<DOB>2012-01-05</DOB>", "<DOB>31/02/2012</DOB>")
    assert transfer(ctf(pupil(), bad)).status == "rejected"
    assert live() == []
    assert transfer(ctf(pupil(), bad), confirm=True).counts["rejected"] == 1
    assert len(live()) == 1


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CTfile>&b;</CTfile>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><CTfile/>"""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"not xml", "not an XML file"),
        (b"<other/>", "no Common Transfer File"),
        (b"<CTfile/>", "no Header"),
        (BOMB.encode(), "document type or entities"),
        (OUTSIDE.encode(), "document type or entities"),
        (ctf(), "no pupil"),
    ],
)
def test_what_cannot_be_used_is_named_and_never_followed(data, words) -> None:
    assert words in ctf_file.read(data, "x.xml").problem.reason


def test_latin_letters_in_a_file_that_says_utf8_are_read() -> None:
    found = ctf_file.read(ctf(pupil(surname="Zoë")).decode().encode("cp1252"), "x.xml")
    assert found.pupils[0].surname == "Zoë"


# Command and pages --------------------------------------------------------------------------------------


def test_the_commands(app, county, dest, tmp_path) -> None:
    county.save()
    file = tmp_path / "offers.csv"
    file.write_bytes(offers(*BOTH))
    run = app.test_cli_runner().invoke
    found = run(args=["transitions", "offers", str(file), "--preview", "--format", "json"])
    assert (found.exit_code, json.loads(found.stdout)["new"]) == (0, 2)
    found = run(args=["transitions", "offers", str(file), "--format", "json"])
    assert (found.exit_code, json.loads(found.stdout)["state"]) == (0, "applied")
    good, bad = tmp_path / "a.xml", tmp_path / "b.xml"
    good.write_bytes(ctf(pupil()))
    bad.write_bytes(b"<other/>")
    found = run(args=["transitions", "ctf", str(good), str(bad)])
    assert found.exit_code == 1
    assert "a.xml: applied" in found.output
    assert "b.xml: rejected" in found.output


def test_the_pages(client, county, dest) -> None:
    county.save()
    admin = client.sign_in(make_account(Role.ADMINISTRATOR))
    admin.get("/rolls")
    admin.click("Offers and transfer files")
    wrong = offers(*BOTH, "A801200005001,900001,2027-09-01,accepted")
    page = admin.submit("Read the offers", {"round": "secondary-2027", "offers": (wrong, "offers.csv")})
    assert "1 rejected: nothing has been applied" in page
    assert "A801200005001" not in page.text
    page = admin.submit("Confirm and apply the file")
    assert "Tick the box" in page
    path = page.path
    page = admin.submit("Confirm and apply the file", {"confirm": ["yes"]})
    assert "Applied" in page
    admin.get(f"{path}/rejected.csv", status=403)
    admin.get("/rolls/coming")
    page = admin.submit("Take them in", {"transfers": (ctf(pupil()), "330_CTF.xml")})
    assert (page.h1, "Applied" in page) == ("Transfer file", True)
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    assert b"A801200005001" in officer.get(f"{path}/rejected.csv").data
    officer.get("/rolls/coming")
    assert "Read the offers" not in officer.page.buttons
    officer.post(f"{path}/apply", status=403)


def test_an_upload_without_a_file_or_with_a_strange_round_says_so(client, county) -> None:
    admin = client.sign_in(make_account(Role.ADMINISTRATOR))
    admin.get("/rolls/coming")
    page = admin.submit("Read the offers", {"round": "Round No. 1!"}, status=422)
    assert "Use small letters, figures and hyphens, such as secondary-2027" in page.errors
    page = admin.submit("Take them in", status=422)
    assert page.errors == ["Choose one or more transfer files"]
