"""The administrator makes keys for other systems: shown once, kept as a hash, ended before their time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from foundation.access.models import Account, ApiKey
from foundation.access.permissions import Role
from foundation.store import session
from tests.people import make_account

UNTIL = {"until-day": "1", "until-month": "3", "until-year": "2027"}


@pytest.fixture
def systems(client: Any, db_session: Any) -> Any:
    """The administrator's page of one system."""
    client.sign_in(make_account(Role.ADMINISTRATOR)).get("/admin/accounts")
    client.click("Other systems")
    assert "No other system has a key yet" in client.page
    client.submit("Add the system", name="Admissions")
    assert client.page.h1 == "A system and its keys"
    return client


def test_a_key_is_shown_once_and_revoked(systems: Any) -> None:
    page = systems.submit("Make the key", label="Checks of offers", scopes=["placement_checks"], **UNTIL)
    text = next(word for word in page.words.split() if word.startswith("fasp_"))
    page = systems.click("To the system")
    assert text not in page.text
    assert "Checks of offers" in page
    assert "In force" in page
    assert "made the key fasp_" in page
    systems.click("Revoke this key")
    assert systems.submit("Revoke the key", status=422).errors == ["Enter the reason"]
    page = systems.submit("Revoke the key", reason="It stood in a mail")
    assert "Revoked" in page
    assert "It stood in a mail" in page
    assert session().scalars(select(ApiKey)).one().revoked_at is not None


def test_nothing_typed_is_lost_and_each_refusal_says_why(systems: Any) -> None:
    page = systems.submit("Make the key", label="Checks", scopes=["placement_reasons"], **UNTIL, status=422)
    assert page.errors == ["Choose what the key may do"]
    page = systems.submit(
        "Make the key", scopes=["placement_checks"], **{**UNTIL, "until-year": "2029"}, status=422
    )
    assert page.errors == ["A key ends after today, and within a year"]
    assert 'value="Checks"' in page.text
    assert session().scalars(select(ApiKey)).all() == []


def test_two_systems_have_two_names(systems: Any) -> None:
    systems.get("/admin/systems")
    page = systems.submit("Add the system", name=" admissions ", status=422)
    assert page.errors == ["There is already a system account with this name"]


def test_a_person_and_the_portal_itself_are_no_systems(systems: Any) -> None:
    person = make_account(Role.ANALYST)
    systems.get(f"/admin/systems/{person.public_id}", status=404)
    for account in session().scalars(select(Account).where(Account.email == "operator")):
        systems.get(f"/admin/systems/{account.public_id}", status=404)


def test_the_proof_is_asked_again_after_five_minutes(systems: Any, clock: Any) -> None:
    clock.forward(minutes=6)
    assert "Prove" in systems.get("/admin/systems").h1 or "password" in systems.page.words.lower()


def test_only_the_administrator_sees_systems(client: Any, db_session: Any) -> None:
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER)).get("/admin/systems", status=403)


def test_a_day_without_a_key_in_force_is_said(systems: Any, clock: Any) -> None:
    systems.submit("Make the key", label="Checks", scopes=["placement_checks"], **UNTIL)
    assert "1 in force" in systems.get("/admin/systems")
    session().scalars(select(ApiKey)).one().expires_on = dt.date(2026, 11, 9)
    assert "None in force" in systems.get("/admin/systems")
