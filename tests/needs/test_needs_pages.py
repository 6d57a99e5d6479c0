"""The pages: what the analyst sees, what the officer opens, what is written down, what leaves the house."""

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from foundation.access.actions import set_bar
from foundation.access.permissions import Role
from foundation.store import current_actor, session
from foundation.trail.models import TrailChild, TrailEntry
from tests.client import CheckingClient
from tests.fap.conftest import CSE, make_setting
from tests.needs.conftest import publish
from tests.people import make_account

ANALYST, OFFICER = Role.ANALYST, Role.SAFEGUARDING_OFFICER


@pytest.fixture
def schools(county):
    first, second = make_setting("Aldermere School"), make_setting("Eldon Park Academy")
    county(
        (first, ("cse",), 3),
        (first, ("gangs",), 12),
        (second, ("cse",), 8),
        (second, ("gangs", "cse"), 9),
        (second, ("missing_home",), 6),
        (first, ("missing_home",), 7),
    )
    return first, second


def lines(name: str, kind: str) -> list[TrailEntry]:
    session().expire_all()
    return list(session().scalars(select(TrailEntry).where(TrailEntry.name == name, TrailEntry.kind == kind)))


def cells(page) -> list[list[str]]:
    table = next(e for e in page.root.iter("table") if "app-heat" in (e.get("class") or ""))
    return [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


def test_the_analyst_sees_published_figures_and_opens_none(schools, signed_in, clock) -> None:
    assert "Nothing has been published yet." in signed_in(ANALYST).get("/needs")
    publish(clock, "2026-1")
    client = signed_in(ANALYST)
    page = client.get("/needs")
    assert page.h1 == "Needs across settings"
    assert "Shown as shared: small numbers hidden" in page
    assert "Autumn term 2026/27, as counted on Fri 1 Jan 2027" in page
    rows = {row[0]: row[1:] for row in cells(page)}
    assert rows["Aldermere School"][0] == "c"
    assert rows["All settings"][-1] == "45"
    assert "3" not in rows["Aldermere School"]
    assert not [href for href in page.links.values() if href.startswith(("/needs/forms", "/needs/all"))]
    for path in ("/needs/all", "/needs/forms?row=Aldermere School", "/needs/all/export.csv", "/needs/change"):
        assert client.get(path, status=403).status == 403
    assert client.post("/needs/periods", {"period": "2026"}, status=403).status == 403


def test_rows_by_ward_and_by_setting_are_one_click_apart(schools, signed_in, clock) -> None:
    publish(clock, "2026-1")
    client = signed_in(ANALYST)
    client.get("/needs")
    page = client.click("Rows by ward")
    assert cells(page)[1][0] == "Eldon"
    page = client.click("Rows by setting")
    assert cells(page)[1][0] == "Aldermere School"


def test_what_is_published_does_not_change_whatever_is_asked(schools, county, signed_in, clock) -> None:
    """No filter, no other period, no later day and no other count makes a second table to subtract."""
    publish(clock, "2026-1")
    client = signed_in(ANALYST)
    first = cells(client.get("/needs"))
    county((schools[0], ("cse",), 1), first=1000)
    asked = (
        "",
        "sex=F",
        "kind=referral",
        "unit=forms",
        "from=2026-10-01&to=2026-10-01",
        "columns=sex",
        "flag=cse",
    )
    for query in asked:
        assert cells(client.get(f"/needs?{query}")) == first, query
    clock.forward(days=30)
    client = signed_in(ANALYST)
    assert cells(client.get("/needs?period=2026")) == first
    csv = client.get("/needs/export.csv?unit=forms&sex=F").data.decode("utf-8-sig")
    assert "Aldermere School,c,12,c,22" in csv


def test_all_figures_can_be_changed_without_a_script(schools, signed_in) -> None:
    client = signed_in(OFFICER)
    client.get("/needs/all")
    client.click("Change what is shown")
    page = client.submit("Show the table", rows="term", unit="forms", **{"from": "1/9/2026"})
    assert "Showing forms in referrals and safety plans from Tue 1 Sep 2026 to today" in page
    assert cells(page)[1][0] == "Autumn term 2026/27"


@pytest.mark.parametrize("typed", ["yesterday", "31/2/2026", "\U0001f525", "1" * 2000, "0/0/0000"])
def test_a_wrong_day_is_said_and_kept(schools, signed_in, typed) -> None:
    client = signed_in(OFFICER)
    client.get("/needs/change")
    page = client.submit("Show the table", **{"from": typed})
    assert page.errors == ["Enter the first day as day, month and year, like 1/9/2025"]


def test_an_address_that_makes_no_sense_still_answers(schools, signed_in) -> None:
    client = signed_in(OFFICER)
    for query in (
        "rows=x&columns=flag",
        "rows=flag&columns=flag",
        "unit=9&kind=z&sex=%C3%A9",
        "rows=term&columns=month",
    ):
        assert client.get(f"/needs/all?{query}").status == 200
    for query in (
        "row=nobody&column=nothing",
        "gap=nothing",
        "rows=term&row=9999-9",
        "rows=month&row=x",
        "rows=term&row=y",
    ):
        assert "no form behind this figure" in client.get(f"/needs/forms?{query}")


def test_the_officer_sees_all_figures_and_it_is_written_down(schools, signed_in, clock) -> None:
    publish(clock, "2026-1")
    client = signed_in(OFFICER)
    client.get("/needs")
    page = client.click("Show all figures, for you only")
    rows = {row[0]: row[1:] for row in cells(page)}
    assert rows["Aldermere School"] == ["3", "12", "7", "22"]
    assert "All figures, for you only" in page
    assert len(lines("needs.all_figures", "opening")) == 1


def test_a_figure_opens_to_its_forms_and_the_opening_is_written_down(
    make_referral, people, signed_in
) -> None:
    made = make_referral("submitted", peer_flags=CSE)
    client = signed_in(OFFICER)
    client.get("/needs/all")
    page = client.click("1")
    assert page.h1 == "The forms behind a figure"
    assert made.reference in page
    assert people.child.surname in page
    (line,) = lines("needs.forms", "opening")
    about = session().scalars(select(TrailChild.child_id).where(TrailChild.entry_id == line.id)).all()
    assert list(about) == [made.child_id]
    assert made.reference in client.click(f"Referral {made.reference}")


def test_a_bar_hides_the_form_behind_the_figure(app, make_referral, people) -> None:
    made = make_referral("submitted", peer_flags=CSE)
    account = make_account(OFFICER)
    set_bar(current_actor(), account, made.child_id, "A relative of the family")
    session().commit()
    page = CheckingClient(app).sign_in(account).get("/needs/forms?row=*&column=cse")
    assert "no form behind this figure that you may read" in page
    assert made.reference not in page.text


def test_what_is_missing_is_hidden_from_the_analyst_where_it_is_small(
    make_referral, signed_in, clock
) -> None:
    silent = {"cse": CSE["cse"] | {"school_did": "Nothing yet"}}
    make_referral("submitted", peer_flags=silent)
    page = signed_in(OFFICER).get("/needs/all")
    assert "1flag without any school response" in page
    assert "100%of 1 fair access referrals are about harm between children (1)." in page
    publish(clock, "2026-1")
    page = signed_in(ANALYST).get("/needs")
    assert "cflags without any school response" in page
    assert "Fewer than five children stand in the forms of this period." in page


def test_a_shared_file_says_what_it_is_and_is_written_down(schools, signed_in, clock) -> None:
    publish(clock, "2026-1")
    client = signed_in(ANALYST)
    text = client.get("/needs/export.csv").data.decode("utf-8-sig")
    assert "Showing children in referrals and safety plans from Tue 1 Sep 2026 to Thu 31 Dec 2026" in text
    assert 'Small numbers,"Shared: figures under 5' in text
    assert "Form versions,referral form 1" in text
    assert "Aldermere School,c,12,c,22" in text
    assert "All,20,21,13,45" in text
    found = client.get("/needs/export.xlsx")
    with ZipFile(io.BytesIO(found.data)) as book:
        assert "Aldermere School" in book.read("xl/sharedStrings.xml").decode()
    assert client.get("/needs/export.pdf").data.startswith(b"%PDF")
    drawing = client.get("/needs/export.svg").data.decode()
    assert "Aldermere School: Child sexual exploitation c, " in drawing
    assert ">3</text>" not in drawing
    assert len(lines("needs.export", "export")) == 4
    for shape in ("exe", "json"):
        assert client.get(f"/needs/export.{shape}", status=404).status == 404


def test_a_file_of_all_figures_asks_for_proof_first(schools, signed_in, clock) -> None:
    client = signed_in(OFFICER)
    client.get("/needs/all")
    clock.forward(minutes=6)
    page = client.get("/needs/all/export.csv")
    assert page.is_html
    assert lines("needs.export_all", "export") == []
    clock.forward(minutes=-6)
    found = client.post("/needs/all/export.csv?rows=ward")
    assert "All figures, not to be shared" in found
    assert b"Ward,Child sexual exploitation" in found.data
    assert len(lines("needs.export_all", "export")) == 1


def test_what_is_new_since_you_last_looked(schools, signed_in, clock) -> None:
    publish(clock, "2026-1")
    client = signed_in(ANALYST)
    assert "Published so far: autumn term 2026/27" in client.get("/")
    client.get("/needs")
    clock.forward(minutes=5)
    assert "Nothing new was published since you last looked" in client.get("/")


def test_others_have_no_way_in(schools, signed_in) -> None:
    for role in (Role.FAP_COORDINATOR, Role.ADMINISTRATOR, Role.MASH_OFFICER, Role.PANEL_CHAIR):
        client = signed_in(role)
        assert client.get("/needs", status=403).status == 403
        assert client.get("/needs/export.csv", status=403).status == 403


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1/1/0001"])
def test_a_year_that_no_form_can_be_of_is_named_and_breaks_nothing(schools, signed_in, day) -> None:
    page = signed_in(OFFICER).get(f"/needs/all?rows=setting&columns=flag&from={day}&to={day}")
    assert "Enter the first day as day, month and year" in page
