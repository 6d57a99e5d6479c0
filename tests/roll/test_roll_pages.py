"""The pages of the roll, as each person sees them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from foundation.access.permissions import Role
from foundation.store import current_actor, session
from foundation.trail.models import TrailChild, TrailEntry
from roll import actions
from roll.models import Child, ImportRun, Setting
from roll.pages.children import NOT_FOUND
from tests.people import make_account
from tests.roll.rolls import ELM, OAK, apply, csv_of, make_settings, number, row
from tests.roll.test_settings_import import file_of, line, named


@pytest.fixture
def places(db_session):
    return make_settings(OAK, ELM)


@pytest.fixture
def roll(places):
    lines = [row(serial) for serial in range(1, 61)]
    apply(csv_of([*lines, row(90, setting_urn=ELM, surname="Foreign", forename="Felix")]))
    return {child.upn: child for child in session().scalars(select(Child))}


@pytest.fixture
def dsl(places):
    return make_account(Role.DSL, setting=places[OAK])


@pytest.fixture
def officer(places):
    return make_account(Role.SAFEGUARDING_OFFICER)


@pytest.fixture
def administrator(places):
    return make_account(Role.ADMINISTRATOR)


def lines_of(kind: str) -> list[TrailEntry]:
    return list(session().scalars(select(TrailEntry).where(TrailEntry.kind == kind).order_by(TrailEntry.id)))


def test_a_dsl_sees_the_children_of_their_setting_a_page_at_a_time(client, dsl, roll):
    page = client.sign_in(dsl).get("/children")
    assert page.h1 == "Children"
    assert len(page.rows()) == 51
    assert "Foreign" not in page
    assert len(client.get("/children?page=2").rows()) == 11
    assert len(client.get("/children?page=99999999999").rows()) == 51
    assert client.get("/children?page=x").status == 200


def test_searching_by_name_is_posted_and_written_down(client, dsl, roll):
    client.sign_in(dsl).get("/children")
    page = client.submit("Search", name="surnameb1")
    assert page.path == "/children/by-name"
    assert {cells[0].split(",")[0].lower() for cells in page.rows()[1:]} == {"surnameb1"}
    found = lines_of("search")
    assert len(found) == 1
    assert len(session().scalars(select(TrailChild).where(TrailChild.entry_id == found[0].id)).all()) == 1
    assert "Nobody" in client.submit("Search", name="Foreign")
    assert len(lines_of("search")) == 2


def test_pages_of_a_search_are_posted_too(client, dsl, roll):
    client.sign_in(dsl).get("/children")
    page = client.submit("Search", name="surname")
    assert len(page.rows()) == 51
    assert "Page 1 of 2" in page
    assert len(client.submit("Next page").rows()) == 11


@pytest.mark.parametrize("typed", ["%", "_", "' OR 1=1 --", "🦊", "محمد", "x" * 3000, "<script>"])
def test_strange_names_find_nobody_or_everybody_and_break_nothing(client, dsl, roll, typed):
    client.sign_in(dsl).get("/children")
    assert client.submit("Search", name=typed).status == 200


def test_finding_one_child_by_number(client, dsl, roll):
    client.sign_in(dsl).get("/children/find")
    page = client.submit("Find the child", upn=number(7).lower())
    assert number(7) in page
    page = client.get(f"/children/{roll[number(7)].public_id}")
    assert page.h1 == "Child’s record"
    assert roll[number(7)].name in page
    assert "Oak Primary School" in page


def test_unknown_and_foreign_children_get_the_same_answer(client, dsl, roll):
    client.sign_in(dsl).get("/children/find")
    answers = []
    for upn in (number(90), number(555)):
        page = client.submit("Find the child", upn=upn)
        assert NOT_FOUND in page
        answers.append(page.words)
        client.get("/children/find")
    assert answers[0] == answers[1]
    assert [entry.children for entry in lines_of("search")] == ["", ""]


def test_finding_one_child_by_name_birth_and_postcode(client, dsl, roll):
    child = roll[number(7)]
    client.sign_in(dsl).get("/children/find")
    born = child.date_of_birth
    fields = {"born-day": str(born.day), "born-month": str(born.month), "born-year": str(born.year)}
    page = client.submit("Find the child", {"surname": child.surname, "postcode": "ec3a5de", **fields})
    assert number(7) in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"upn": "A801200005001"}, "The UPN the first letter does not fit"),
        ({"upn": "123"}, "The UPN must be 13 characters long"),
        ({"surname": "Only"}, "Enter the date of birth"),
        ({}, "Enter the UPN, or the surname, date of birth and postcode"),
        (
            {
                "surname": "A",
                "born-day": "31",
                "born-month": "2",
                "born-year": "2015",
                "postcode": "EC3A 5DE",
            },
            "The date of birth",
        ),
        (
            {"surname": "A", "born-day": "3", "born-month": "2", "born-year": "2015", "postcode": "nowhere"},
            "whole postcode",
        ),
    ],
)
def test_a_search_that_says_too_little_is_refused_and_nothing_is_lost(client, dsl, roll, fields, words):
    client.sign_in(dsl).get("/children/find")
    page = client.submit("Find the child", fields, status=422)
    assert any(words in error for error in page.errors), page.errors
    assert not lines_of("search") or page.status == 422


def test_a_foreign_child_is_as_absent(client, dsl, roll):
    client.sign_in(dsl)
    foreign = client.get(f"/children/{roll[number(90)].public_id}", status=404)
    absent = client.get("/children/AAAAAAAAAAAAAAAAAAAAAA", status=404)
    assert foreign.words == absent.words


def test_opening_a_record_is_written_down(client, dsl, roll):
    client.sign_in(dsl).get(f"/children/{roll[number(7)].public_id}")
    entry = lines_of("opening")[-1]
    assert (entry.subject_type, entry.subject_id) == ("child", roll[number(7)].id)


def test_who_may_not_search_is_led_to_no_search_from_a_child(client, dsl, roll):
    address = f"/children/{next(iter(roll.values())).public_id}"
    assert 'href="/children"' in client.sign_in(dsl).get(address).text
    page = client.sign_in(make_account(Role.MASH_OFFICER)).get(address)
    assert 'href="/children"' not in page.text
    assert "Your work" in page


def test_the_authoritys_roles_search_before_they_see_a_list(client, officer, roll):
    page = client.sign_in(officer).get("/children")
    assert "Search by name" in page
    assert "Felix" in client.submit("Search", name="felix foreign")


def test_the_officer_bars_a_colleague_and_lifts_the_bar(client, officer, dsl, roll):
    child = roll[number(7)]
    client.sign_in(officer).get(f"/children/{child.public_id}")
    client.click("Bar a colleague")
    assert client.submit("Bar from this child", status=422).errors
    page = client.submit("Bar from this child", colleague=dsl.public_id, reason="Her own niece")
    assert "Barred." in page.text
    assert dsl.name in page
    client.sign_in(dsl).get(f"/children/{child.public_id}", status=404)
    client.get("/children/find")
    assert NOT_FOUND in client.submit("Find the child", upn=number(7))
    client.sign_in(officer).get(f"/children/{child.public_id}/bars")
    client.click("Lift this bar")
    client.submit("Lift the bar", reason="She has left the setting")
    assert client.sign_in(dsl).get(f"/children/{child.public_id}").status == 200


def test_a_dsl_bars_nobody(client, dsl, roll):
    client.sign_in(dsl).get(f"/children/{roll[number(7)].public_id}/bars", status=403)


def test_the_officer_decides_an_identity(client, officer, roll):
    alike = {"forename": row(7)["forename"], "date_of_birth": row(7)["date_of_birth"], "surname": "Quite"}
    lines = [row(serial) for serial in range(1, 61) if serial != 7]
    apply(csv_of([*lines, row(700, setting_urn=ELM, **alike)]), confirm=True, as_of=dt.date(2026, 11, 10))
    client.sign_in(officer).get("/identities")
    client.click(next(words for words in client.page.links if " and " in words and "Forename" in words))
    assert "the same forename" in client.page.words.lower()
    assert client.submit("Record the decision", status=422).errors
    page = client.submit("Record the decision", answer="same", reason="Both schools confirmed it")
    assert "Nothing to decide" in page


def test_the_administrator_reaches_no_child(client, administrator, roll):
    client.sign_in(administrator)
    for path in ("/children", "/children/find", f"/children/{roll[number(7)].public_id}", "/identities"):
        client.get(path, status=403)


# Settings -----------------------------------------------------------------------------------------


def upload(client, data: bytes, name: str = "edubasealldata.csv", **fields):
    client.get("/settings/imports")
    return client.submit("Read the file", file=(data, name), **fields)


def test_the_administrator_imports_settings(client, administrator, db_session):
    client.sign_in(administrator).get("/settings")
    page = upload(client, file_of(line("100901", **named(name="Zinnia Primary"))))
    assert page.h1 == "Import of settings"
    assert "Nothing is applied yet" in page
    assert session().scalars(select(Setting).where(Setting.urn == "100901")).first() is None
    page = client.submit("Apply")
    assert "on the register" in page.text
    page = client.get("/settings?name=zinnia")
    assert page.rows()[1][:2] == ["Zinnia PrimaryMarchland", "URN100901"]


def test_rejected_lines_are_shown_without_their_values(client, administrator):
    client.sign_in(administrator)
    page = upload(client, file_of(line("100901"), line("100902", **named(high="Vandermeulen"))))
    assert page.rows()[1] == ["3", "ColumnStatutoryHighAge", "What is wrongmust be a whole number"]
    assert "Vandermeulen" not in page.text
    client.submit("Apply without the rejected lines")
    assert session().scalars(select(Setting.urn).where(Setting.urn.like("10090%"))).all() == ["100901"]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"name,place\nx,y\n", b"PK\x03\x04zip"])
def test_a_file_nobody_can_use_is_refused_in_words(client, administrator, data):
    page = upload(client.sign_in(administrator), data)
    assert "Nothing was applied" in page
    assert "Apply" not in page.buttons


def test_no_file_is_an_error_on_the_field(client, administrator):
    client.sign_in(administrator).get("/settings/imports")
    assert client.submit("Read the file", status=422).errors == [
        "Choose a file of the national register, CSV"
    ]


def test_an_import_can_be_cancelled_and_is_decided_once(client, administrator):
    client.sign_in(administrator)
    upload(client, file_of(line("100901")))
    path = client.page.path
    client.submit("Cancel the import")
    page = client.post(f"{path}/apply")
    assert "already decided" in page.text
    assert session().scalars(select(ImportRun)).one().state == "cancelled"


def test_a_roll_is_not_shown_among_settings(client, administrator, roll):
    run = session().scalars(select(ImportRun).where(ImportRun.kind == "roll")).one()
    client.sign_in(administrator).get(f"/settings/imports/{run.public_id}", status=404)


def test_site_groups(client, administrator, places):
    client.sign_in(administrator).get("/site-groups")
    page = client.submit("Make the group", name="Marchland campus", shares="A site")
    assert page.h1 == "Marchland campus"
    assert client.submit("Put into the group", urn="999999", status=422).errors
    assert "Oak Primary School" in client.submit("Put into the group", urn=OAK)
    page = client.submit("Take out Oak Primary School")
    assert "No setting is in this group yet" in page
    client.get("/site-groups")
    assert client.submit("Make the group", name="Marchland campus", status=422).errors
    client.get("/site-groups/AAAAAAAAAAAAAAAAAAAAAA", status=404)


def test_a_setting_without_a_urn_is_put_on_the_register(client, administrator, places):
    client.sign_in(administrator).get("/settings")
    client.click("Add one without a URN")
    assert len(client.submit("Put it on the register", code="12", low_age="old", status=422).errors) == 2
    fields = {"code": "x12", "name": "Hospital teaching", "low_age": "4", "high_age": "18"}
    assert client.submit("Put it on the register", {**fields, "code": "12"}, status=422).errors
    page = client.submit("Put it on the register", fields)
    assert "Hospital teaching" in page
    made = session().scalars(select(Setting).where(Setting.urn == "X12")).one()
    assert (made.high_age, made.la_code, made.source) == (18, "999", "person")
    client.get("/settings/add")
    assert client.submit("Put it on the register", fields, status=422).errors
    apply(csv_of([row(1, setting_urn="x12")]))


def test_others_reach_no_settings_page(client, dsl, officer, roll):
    for account in (dsl, officer):
        client.sign_in(account)
        for path in ("/settings", "/settings/imports", "/site-groups"):
            client.get(path, status=403)


def test_a_part_that_another_room_offers_stands_on_the_page(client, officer, roll, monkeypatch):
    from foundation.access.work import WorkRow
    from roll import child_page

    monkeypatch.setattr(child_page, "_offers", [])
    part = child_page.Part("Safety plans", [WorkRow("Plan of March", "/plans/x")])
    child_page.offer(lambda child: part)
    child_page.offer(lambda child: None)
    page = client.sign_in(officer).get(f"/children/{roll[number(7)].public_id}")
    assert page.links["Plan of March"] == "/plans/x"


def test_expected_places_stand_on_the_page(client, officer, places, roll):
    actions.expect(
        current_actor(),
        child_id=roll[number(7)].id,
        setting_id=places[ELM].id,
        start=dt.date(2027, 1, 4),
        certainty="accepted",
        source="panel",
    )
    page = client.sign_in(officer).get(f"/children/{roll[number(7)].public_id}")
    assert "place accepted, from the fair access panel" in page
