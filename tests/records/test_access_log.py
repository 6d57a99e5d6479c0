"""The data protection officer sees who looked at what, and nothing of what stood there."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from cases import actions as case_actions
from cases.models import Case
from foundation.access.permissions import Role
from foundation.store import acting_as, independent_session, session
from foundation.trail.commands import seal_now
from roll.models import Child
from roll.upn import check_letter
from tests.client import CheckingClient
from tests.people import make_account

DPO = Role.DATA_PROTECTION_OFFICER
UPN = check_letter("823200000777") + "823200000777"


@pytest.fixture
def children(writable) -> tuple[Child, Child]:
    born = dt.date(2012, 3, 27)
    found = (
        Child(forename="Canaryforename", surname="Canarysurname", upn=UPN, date_of_birth=born),
        Child(forename="Otherforename", surname="Othersurname", date_of_birth=born),
    )
    session().add_all(found)
    session().commit()
    return found


@pytest.fixture
def case(children) -> Case:
    parties = [(children[0].id, "alleged_victim", None), (children[1].id, "alleged_perpetrator", None)]
    from foundation.access.lists import operator

    with acting_as(operator()) as actor:
        found = case_actions.open_case(actor, parties=parties, how_known="Canary words of the case")
    session().commit()
    return found


@pytest.fixture
def mash(app, writable, case):
    """Somebody who has looked at the case."""
    account = make_account(Role.MASH_OFFICER, name="Mary Mash")
    client = CheckingClient(app).sign_in(account)
    client.get(f"/cases/{case.reference}")
    return account


def clean(page) -> bool:
    return not any(word in page.text for word in ("Canary", "Othersurname", UPN))


def test_who_opened_what_in_words_without_content(mash, children, signed_in):
    page = signed_in(DPO).get("/records")
    row = next(row for row in page.rows() if "Mary Mash" in row[1])
    assert "opened a case" in row[2]
    assert all(f"child {child.public_id}" in row[3] for child in children)
    assert clean(page)


def test_who_looked_at_this_child_by_posted_number(mash, children, signed_in):
    client = signed_in(DPO)
    client.get("/records")
    page = client.submit("Show who looked", {"upn": UPN.lower()})
    assert any("Mary Mash" in row[1] for row in page.rows())
    assert children[0].public_id in page
    assert UPN not in page.response.request.url
    assert clean(page)
    page = client.get(f"/records/children/{children[0].public_id}")
    assert any("searched: who looked" in row[2] for row in page.rows())


def test_a_number_nobody_has_and_an_id_nobody_has_answer_alike(mash, signed_in):
    other = check_letter("823200000888") + "823200000888"
    client = signed_in(DPO)
    client.get("/records")
    page = client.submit("Show who looked", {"upn": other})
    assert "no line about such a child" in page
    assert client.get("/records/children/nothing").words == page.words
    client.get("/records")
    page = client.submit("Show who looked", {"upn": "123"}, status=422)
    assert page.errors == ["The UPN must be 13 characters long"]
    client.submit("Show who looked", {"upn": ""}, status=422)


def test_the_officers_own_look_is_a_line_too(mash, signed_in):
    client = signed_in(DPO, name="Dita Dpo")
    client.get("/records")
    assert any("Dita Dpo" in row[1] for row in client.get("/records").rows()[1:])


def test_the_log_narrows_to_person_kind_and_days(mash, signed_in, clock):
    client = signed_in(DPO)
    assert "Mary Mash" in str(client.get(f"/records?person={mash.public_id}").rows())
    assert "opened a case" in client.get("/records?from=10/11/2026")
    assert "opened a case" not in client.get("/records?kind=export")
    assert "opened a case" not in client.get("/records?until=9/11/2026")
    assert "opened a case" not in client.get("/records?from=2026-11-11")
    assert "real date" in client.get("/records?from=31/2/2026")
    assert "opened a case" in client.get("/records?person=nobody&kind=nonsense&page=0")


def test_a_long_log_has_pages(mash, case, app, signed_in):
    reader = CheckingClient(app).sign_in(mash)
    for _ in range(52):
        reader.get(f"/cases/{case.reference}")
    client = signed_in(DPO)
    assert len(client.get("/records").rows()) == 51
    page = client.click("Older")
    assert "Newer" in page.links
    assert 1 < len(page.rows()) < 51


def test_sign_ins_and_refusals(app, writable, signed_in, client):
    account = make_account(Role.ANALYST, name="Ana Lyst", password="correct horse battery staple 7")
    client.get("/sign-in")
    client.submit("Sign in", {"email": account.email, "password": "wrong", "code": "1"}, status=422)
    officer = signed_in(DPO)
    page = officer.get("/records/sign-ins?show=refusals")
    assert any(row[1].endswith("Ana Lyst") and "was refused at sign-in" in row[2] for row in page.rows())
    assert "Somebody was refused once since yesterday" in officer.get("/")
    page = officer.get(f"/records/sign-ins?person={account.public_id}")
    assert "was given a role" in page


def test_the_log_holds_until_somebody_changes_it(mash, app, signed_in):
    client = signed_in(DPO)
    seal_now()
    client.get("/records/verify")
    assert "The log holds" in client.submit("Check every sealed line")
    with independent_session() as own:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if own.get_bind().dialect.name == "sqlite":
            for (name,) in own.execute(text(triggers)).all():
                own.execute(text(f'DROP TRIGGER "{name}"'))
        else:
            own.execute(text("ALTER TABLE trail_entry DISABLE TRIGGER ALL"))
        own.execute(text("UPDATE trail_entry SET name = 'nothing.happened' WHERE id = 3"))
    page = client.submit("Check every sealed line")
    assert "The log does not hold" in page
    assert "line 3 was changed" in page


@pytest.mark.parametrize("role", [role for role in Role if role != DPO])
def test_nobody_else_reads_the_log(children, signed_in, role):
    client = signed_in(role)
    for path in ("", "/sign-ins", "/verify", f"/children/{children[0].public_id}"):
        client.get(f"/records{path}", status=403)


def test_the_officer_reaches_no_content(case, children, signed_in):
    client = signed_in(DPO)
    for path in (f"/cases/{case.reference}", "/cases", "/mash", "/separations", "/admin/accounts"):
        client.get(path, status=403)
    assert clean(client.get("/"))
