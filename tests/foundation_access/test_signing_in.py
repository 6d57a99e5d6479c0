"""Signing in: the second factor, lock-out, sessions that end, proving oneself again, hiding the screen."""

from __future__ import annotations

import datetime as dt

import pyotp
import pytest
import time_machine
from sqlalchemy import select

from foundation.access import actions
from foundation.access.models import Account
from foundation.access.permissions import Role
from foundation.store import current_actor, now, session
from tests.people import PASSWORD, make_account


@pytest.fixture
def analyst(db_session) -> Account:
    return make_account(Role.ANALYST, password=PASSWORD, email="analyst@example.org")


def code_of(account: Account) -> str:
    return pyotp.TOTP(account.totp_secret).at(now())


def sign_in(client, account, *, password=PASSWORD, code=None, status=200):
    client.get("/sign-in")
    return client.submit(
        "Sign in", email=account.email, password=password, code=code or code_of(account), status=status
    )


def test_password_and_code_lead_home(client, analyst):
    page = sign_in(client, analyst)
    assert page.path == "/"
    assert page.h1 == "Your work"


def test_the_same_code_is_refused_the_second_time(client, analyst):
    code = code_of(analyst)
    sign_in(client, analyst, code=code)
    client.submit("Sign out")
    page = sign_in(client, analyst, code=code, status=422)
    assert "not right" in page.words


@pytest.mark.parametrize("wrong", ["000000", "", "12345", "१२३४५६", "abcdef"])
def test_without_the_right_code_nobody_comes_in(client, analyst, wrong):
    client.get("/sign-in")
    page = client.submit("Sign in", email=analyst.email, password=PASSWORD, code=wrong, status=422)
    assert "not right" in page.words
    assert client.get("/", status=None, follow=False).status == 302


def test_unknown_wrong_and_disabled_get_the_same_answer(client, analyst, db_session):
    gone = make_account(Role.ANALYST, password=PASSWORD, email="gone@example.org")
    actions.disable(current_actor(), gone, "left")
    session().commit()
    bodies = []
    for email, password in [
        ("nobody@example.org", PASSWORD),
        (analyst.email, "wrong password 123"),
        (gone.email, PASSWORD),
    ]:
        client.get("/sign-in")
        page = client.submit("Sign in", email=email, password=password, code="123456", status=422)
        bodies.append(page.words.replace(email, ""))
    assert len(set(bodies)) == 1


def test_ten_wrong_tries_lock_the_account_for_fifteen_minutes(client, analyst):
    for _ in range(10):
        sign_in(client, analyst, password="wrong password 123", status=422)
    assert "not right" in sign_in(client, analyst, status=422).words
    with time_machine.travel(now() + dt.timedelta(minutes=16), tick=False):
        assert sign_in(client, analyst).path == "/"


def test_a_session_ends_after_fifteen_idle_minutes_and_not_before(client, analyst):
    sign_in(client, analyst)
    start = now()
    with time_machine.travel(start + dt.timedelta(minutes=15, seconds=-1), tick=False):
        assert client.get("/", follow=False).status == 200
    with time_machine.travel(start + dt.timedelta(minutes=30, seconds=2), tick=False):
        assert client.get("/", status=None, follow=False).status == 302


def test_a_session_ends_after_eight_hours_however_busy(client, analyst):
    sign_in(client, analyst)
    start = now()
    for minutes in range(10, 480, 10):
        with time_machine.travel(start + dt.timedelta(minutes=minutes), tick=False):
            client.get("/", follow=False)
    with time_machine.travel(start + dt.timedelta(hours=8, seconds=1), tick=False):
        assert client.get("/", status=None, follow=False).status == 302


def test_the_next_request_of_a_disabled_account_is_refused(client, analyst):
    sign_in(client, analyst)
    actions.disable(current_actor(), session().get(Account, analyst.id), "left the council")
    session().commit()
    assert client.get("/", status=None, follow=False).status == 302


def test_an_ended_assignment_no_longer_counts_on_the_next_request(client, analyst):
    sign_in(client, analyst)
    held = session().scalars(select(Account).where(Account.id == analyst.id)).one().assignments[0]
    actions.end_assignment(current_actor(), held)
    session().commit()
    assert client.get("/", status=None, follow=False).status == 403


def test_a_hidden_screen_shows_nothing_until_the_password_is_given(client, analyst):
    sign_in(client, analyst)
    page = client.submit("Hide page")
    assert page.path == "/today"
    page = client.get("/")
    assert page.path == "/unlock"
    with time_machine.travel(now() + dt.timedelta(seconds=60), tick=False):
        client.get("/")
        page = client.submit("Continue", {"_password": PASSWORD, "_code": code_of(analyst)})
    assert page.path == "/"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "\t//evil.example",
        "/%0d%0aX: y",
        "evil",
        "",
        "///evil.example",
        "/a\\b",
    ],
)
def test_a_target_elsewhere_is_never_followed(client, analyst, target):
    client.get("/sign-in?next=" + target.replace("\t", "%09").replace("\\", "%5C"))
    page = client.submit(
        "Sign in", email=analyst.email, password=PASSWORD, code=code_of(analyst), status=None, follow=False
    )
    assert page.headers["Location"].startswith("/")
    assert not page.headers["Location"].startswith(("//", "/\\"))
    assert "evil.example" not in page.headers["Location"]


def test_an_invitation_sets_password_and_second_factor_once(client, db_session):
    account = actions.open_account(current_actor(), email="new@example.org", name="New Person")
    actions.assign(current_actor(), account, Role.ANALYST)
    token = actions.invite(current_actor(), account)
    session().commit()
    invitation, _ = actions.invitation_behind(token)
    client.get(f"/invitation/{token}")
    good = "four random words together"
    page = client.submit("Set up the account", password="short", again="short", code="123456", status=422)
    assert "at least 15" in page.words
    page = client.submit(
        "Set up the account", password=good, again="another one that differs", code="1", status=422
    )
    assert "not the same" in page.words
    page = client.submit("Set up the account", password=good, again=good, code="000000", status=422)
    assert "code is not right" in page.words
    code = pyotp.TOTP(invitation.totp_secret).at(now())
    page = client.submit("Set up the account", password=good, again=good, code=code)
    assert page.path == "/sign-in"
    assert client.get(f"/invitation/{token}").path == "/sign-in"


def test_invite_command_prints_a_one_time_link_and_refuses_what_is_missing(app):
    run = app.test_cli_runner().invoke
    done = run(args=["accounts", "invite", "first@example.org", "--role", "administrator"])
    assert done.exit_code == 0, done.output
    assert "/invitation/" in done.output
    assert run(args=["accounts", "invite", "dsl@example.org", "--role", "dsl"]).exit_code == 2
    assert (
        run(args=["accounts", "invite", "dsl@example.org", "--role", "dsl", "--setting", "999999"]).exit_code
        == 1
    )
    assert run(args=["accounts", "invite", "x@example.org", "--role", "emperor"]).exit_code == 2


def test_a_post_without_its_token_is_refused_and_changes_nothing(client, analyst):
    sign_in(client, analyst)
    page = client._send("POST", "/sign-out", data={}, status=400, follow=False)
    assert page.status == 400
    assert client.get("/", follow=False).status == 200
