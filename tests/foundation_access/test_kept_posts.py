"""A session that ends while somebody types: what was typed waits for its writer, and for nobody else."""

from __future__ import annotations

import re

import pyotp
import pytest

from foundation.access import kept
from foundation.access.permissions import Role
from foundation.store import now, session
from roll.models import SiteGroup
from tests.client import BASE_URL
from tests.people import PASSWORD, make_account

TYPED = {"name": "Canary-Group at Elm Lane", "shares": "the dining hall"}


@pytest.fixture
def writer(db_session):
    return make_account(Role.ADMINISTRATOR, password=PASSWORD, email="writer@example.org")


@pytest.fixture
def expired(client, writer, clock):
    """The page that answers a form posted after the session ended."""
    client.sign_in(writer).get("/site-groups")
    clock.forward(minutes=16)
    return client.post("/site-groups", TYPED, status=401)


def enter(client, account):
    code = pyotp.TOTP(account.totp_secret).at(now())
    return client.submit("Sign in", email=account.email, password=PASSWORD, code=code)


def groups() -> list[str]:
    session().expire_all()
    return [found.name for found in session().query(SiteGroup)]


def test_what_was_typed_is_sent_after_signing_in_again(client, writer, expired):
    assert expired.h1 == "Sign in"
    assert "Sign in to send what you typed" in expired
    assert "Canary" not in expired.text, "nobody reads it from the page"
    page = enter(client, writer)
    assert page.h1 == "Go on where you were"
    assert groups() == []
    client.submit("Send what I typed")
    assert groups() == ["Canary-Group at Elm Lane"]


def test_a_wrong_password_loses_nothing(client, writer, expired):
    client.submit("Sign in", email=writer.email, password="wrong", code="000000", status=422)
    assert enter(client, writer).h1 == "Go on where you were"


def test_somebody_else_who_signs_in_gets_nothing_of_it(client, expired):
    other = make_account(Role.ADMINISTRATOR, password=PASSWORD, email="other@example.org")
    page = enter(client, other)
    assert page.h1 == "Your work"
    assert "Canary" not in page.text
    assert groups() == []


def test_another_tab_that_noticed_the_end_first_loses_nothing(client, writer, clock):
    client.sign_in(writer).get("/site-groups")
    token = client.token()
    clock.forward(minutes=16)
    assert client.get("/settings").h1 == "Sign in"
    page = client.post("/site-groups", TYPED | {"csrf_token": token}, status=401)
    assert "Sign in to send what you typed" in page
    assert enter(client, writer).h1 == "Go on where you were"


def test_whoever_signed_out_left_nothing_behind(client, writer):
    client.sign_in(writer).get("/site-groups")
    token = client.token()
    client.submit("Sign out")
    page = client.post("/site-groups", TYPED | {"csrf_token": token}, status=None, follow=False)
    assert page.status in (302, 400)
    assert "_kept" not in page.text


def test_after_a_working_day_it_is_no_longer_kept(client, writer, expired, clock):
    (sealed,) = re.findall(r'name="_kept" value="([^"]+)"', expired.text)
    assert kept.kept_for(writer, sealed).path == "/site-groups"
    clock.forward(hours=9)
    assert kept.kept_for(writer, sealed) is None


def test_a_post_from_elsewhere_is_not_kept(client, writer, clock):
    client.sign_in(writer).get("/site-groups")
    clock.forward(minutes=16)
    page = client.post("/site-groups", TYPED | {"csrf_token": "made up"}, status=None, follow=False)
    assert page.status == 302


@pytest.mark.parametrize("sealed", ["", "x", "AAAA", "é", "A" * 400])
def test_what_was_not_sealed_here_is_nothing(client, writer, sealed):
    assert kept.kept_for(writer, sealed) is None
    assert re.fullmatch(r"[\w]+", kept.FIELD)


# A screen that was hidden in another tab, and the saving while somebody types ---------------------------


def asks(client):
    """What the page's script asks while somebody types."""
    headers = {"Accept": "application/json"}
    return client.browser.get("/token", base_url=BASE_URL, headers=headers)


def unlock(client, account, page=None):
    code = pyotp.TOTP(account.totp_secret).at(now())
    return client.submit("Continue", _password=PASSWORD, _code=code)


def test_a_post_while_the_screen_is_hidden_waits_for_the_password(client, writer):
    client.sign_in(writer).get("/site-groups")
    client.post("/hide")
    page = client.post("/site-groups", TYPED, status=401)
    assert "Unlock it to send what you typed" in page
    assert "Canary" not in page.text
    client.submit("Continue", _password="wrong", _code="000000", status=422)
    page = unlock(client, writer)
    assert page.h1 == "Go on where you were"
    client.submit("Send what I typed")
    assert groups() == ["Canary-Group at Elm Lane"]


def test_a_script_is_told_that_the_session_ended_and_is_led_nowhere(client, writer, clock):
    client.sign_in(writer).get("/site-groups")
    answer = asks(client)
    assert answer.get_json()["person"] == writer.public_id
    client.post("/hide")
    hidden = asks(client)
    assert (hidden.status_code, hidden.get_json()["signed_out"]) == (401, True)


def test_a_script_is_told_that_the_session_is_over(client, writer, clock):
    client.sign_in(writer).get("/site-groups")
    clock.forward(minutes=16)
    ended = asks(client)
    assert ended.status_code == 401
    assert "new tab" in ended.get_json()["message"]
