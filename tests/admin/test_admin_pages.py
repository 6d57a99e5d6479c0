"""The administrator's pages: people, roles, imports, outbox; and that none of it leads to a child."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from admin import actions
from admin.actions import RoleValues
from admin.words import PERMISSIONS
from foundation import post
from foundation.access.lists import account_by_email, actor_of, assignments_in_force
from foundation.access.permissions import ROLE_WORDS, Permission, Role
from foundation.jobs.models import Job
from foundation.store import acting_as, now, session
from roll.models import Child, ImportReject, ImportRun, Setting
from tests.people import make_account

ADMIN = Role.ADMINISTRATOR


@pytest.fixture
def school(writable) -> Setting:
    found = Setting(urn="123456", name="Ridgemoor School")
    session().add(found)
    session().commit()
    return found


def invited(client, school, **more):
    client.get("/admin/accounts/new")
    fields = {"email": "Dana.Okafor@example.org", "name": "Dana Okafor", "role": "dsl", "setting": school.urn}
    return client.submit("Invite", {**fields, **more})


def test_inviting_shows_the_link_once_and_it_works(school, signed_in, client):
    administrator = signed_in(ADMIN)
    page = invited(administrator, school)
    address = page.root.find(".//code").text
    assert address.startswith("https://portal.test/invitation/")
    account = account_by_email("dana.okafor@example.org")
    assert account is not None
    (given,) = assignments_in_force(account.id)
    assert (given.role, given.setting_id, account.state) == ("dsl", school.id, "invited")
    token = address.rsplit("/", 1)[1]
    assert token not in administrator.get(f"/admin/accounts/{account.public_id}").text
    assert client.get(f"/invitation/{token}").status == 200


def test_an_address_that_is_known_gets_no_second_account(school, signed_in):
    client = signed_in(ADMIN)
    invited(client, school)
    client.get("/admin/accounts/new")
    fields = {"email": "dana.okafor@example.org", "name": "D", "role": "analyst"}
    page = client.submit("Invite", fields, status=422)
    assert page.errors == ["There is an account with this address. Give it another role on its page"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nobody", "name": "N", "role": "analyst"}, "Enter an e-mail address, like"),
        ({"email": "a@b.example", "name": "", "role": "analyst"}, "Enter the name"),
        ({"email": "a@b.example", "name": "N" * 2000, "role": "analyst"}, "120 characters or fewer"),
        ({"email": "a@b.example", "name": "N", "role": ""}, "Choose a role"),
        ({"email": "a@b.example", "name": "N", "role": "dsl"}, "Choose the school or college"),
        ({"email": "a@b.example", "name": "N", "role": "panel_chair"}, "Choose the panel"),
        ({"email": "a@b.example", "name": "N", "role": "analyst", "until-day": "1"}, "must include a month"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_invited(school, signed_in, fields, words):
    client = signed_in(ADMIN)
    client.get("/admin/accounts/new")
    page = client.submit("Invite", fields, status=422)
    assert any(words in error for error in page.errors), page.errors
    assert account_by_email("a@b.example") is None


def test_roles_are_given_for_a_time_ended_and_kept_as_history(school, signed_in, clock):
    account = make_account(Role.ANALYST, name="Sam Example")
    client = signed_in(ADMIN)
    client.get(f"/admin/accounts/{account.public_id}")
    until = {"until-day": "20", "until-month": "11", "until-year": "2026"}
    client.submit("Give the role", {"role": "dsl", "setting": school.urn, **until})
    assert actor_of(account).settings == {school.id}
    page = client.submit("End it role analyst")
    assert "was given the role safeguarding lead at Ridgemoor School" in page
    assert "no longer has the role analyst" in page
    assert actor_of(account).roles == {"dsl"}
    clock.move_to(dt.date(2026, 11, 21))
    assert actor_of(account).roles == set()


def test_a_disabled_account_is_out_at_the_next_request(signed_in, app, writable):
    from tests.client import CheckingClient

    account = make_account(Role.ANALYST)
    theirs = CheckingClient(app).sign_in(account)
    assert theirs.get("/").h1 == "Your work"
    client = signed_in(ADMIN)
    client.get(f"/admin/accounts/{account.public_id}")
    page = client.submit("Disable the account", {"reason": "left the council"})
    assert "was disabled: left the council" in page
    assert "Disable the account" not in page.buttons
    assert theirs.get("/").h1 == "Sign in"
    assert "This account is disabled" in client.post(f"/admin/accounts/{account.public_id}/link")


def test_nobody_changes_their_own_roles(school, app, writable):
    from tests.client import CheckingClient

    account = make_account(ADMIN)
    client = CheckingClient(app).sign_in(account)
    page = client.get(f"/admin/accounts/{account.public_id}")
    assert "Give the role" not in page.buttons
    page = client.post(f"/admin/accounts/{account.public_id}/role", {"role": "safeguarding_officer"})
    assert "This account cannot be changed by you" in page
    assert actor_of(account).roles == {"administrator"}


def test_the_actions_refuse_the_wrong_role(writable):
    account = make_account(Role.ANALYST)
    with acting_as(actor_of(make_account(Role.SAFEGUARDING_OFFICER))) as actor:
        with pytest.raises(actions.NotAllowed):
            actions.give_role(actor, account, RoleValues(Role.ADMINISTRATOR))
        with pytest.raises(actions.NotAllowed):
            actions.new_link(actor, account)
        with pytest.raises(actions.NotAllowed):
            actions.try_parked_again(actor)


def test_the_table_of_roles_is_the_codes_own(signed_in):
    page = signed_in(ADMIN).get("/admin/roles")
    for words in ROLE_WORDS.values():
        assert words.lower() in page.words.lower()
    assert set(PERMISSIONS) <= set(Permission)
    assert page.words.count("end a separation") == 1


def test_accounts_are_filtered_in_the_address(signed_in, writable):
    make_account(Role.ANALYST, name="Ana Lyst")
    client = signed_in(ADMIN)
    assert "Ana Lyst" in client.get("/admin/accounts?role=analyst")
    assert "Ana Lyst" not in client.get("/admin/accounts?role=dsl")
    assert "Ana Lyst" in client.get("/admin/accounts?state=nonsense&page=99999")
    assert "operator" not in client.get("/admin/accounts").words.lower()


def test_imports_say_line_column_and_reason(signed_in, writable):
    run = ImportRun(
        kind="roll", file_name="roll.csv", status="rejected", started_at=now(), counts={"rejected": 1}
    )
    session().add(run)
    session().flush()
    session().add(ImportReject(run_id=run.id, line=7, column="upn", reason="must be 13 characters long"))
    session().commit()
    client = signed_in(ADMIN)
    assert "roll.csv" in client.get("/")
    client.get("/admin/imports")
    page = client.click("roll.csv")
    assert page.rows()[1] == ["7", "Columnupn", "Reasonmust be 13 characters long"]
    client.get("/admin/imports/nothing", status=404)


def test_the_outbox_shows_no_text_and_parked_work_is_tried_again(signed_in, writable):
    reader = make_account(Role.SAFEGUARDING_OFFICER, name="Olu Officer")
    post.tell(account_id=reader.id, notice="alert_raised", path="/alerts/canary-path", key="canary-key")
    job = session().scalars(select(Job)).first()
    assert job is not None
    job.state, job.attempts, job.last_error = "parked", 6, "CarrierDown"
    session().commit()
    client = signed_in(ADMIN)
    assert "1 parked" in client.get("/")
    page = client.get("/admin/outbox")
    assert "Olu Officer" in page
    assert "CarrierDown" in page
    assert "canary" not in page.text
    assert "Nothing is parked" in client.submit("Try all of it again")
    session().expire_all()
    assert session().scalars(select(Job)).first().state == "waiting"


@pytest.mark.parametrize("role", [role for role in Role if role != ADMIN])
def test_only_the_administrator_comes_here(signed_in, writable, role):
    account = make_account(Role.ANALYST)
    client = signed_in(role)
    for path in ("accounts", "accounts/new", "roles", "imports", "outbox", f"accounts/{account.public_id}"):
        client.get(f"/admin/{path}", status=403)


def test_no_childs_name_stands_on_any_page_of_the_administrator(signed_in, school, writable):
    child = Child(forename="Canaryforename", surname="Canarysurname", date_of_birth=dt.date(2012, 1, 1))
    session().add(child)
    session().commit()
    client = signed_in(ADMIN)
    for path in (
        "/",
        "/admin/accounts",
        "/admin/accounts/new",
        "/admin/roles",
        "/admin/imports",
        "/admin/outbox",
    ):
        assert "canary" not in client.get(path).text.lower()
