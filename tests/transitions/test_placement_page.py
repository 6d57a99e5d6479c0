"""The placement check in the browser: posted, logged, the colour for all, the reason for few."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role
from tests.people import make_account

ASKED = {"setting": "900003", "from-day": "23", "from-month": "11", "from-year": "2026"}


@pytest.fixture
def ask(client, county):
    """Sign a role in and ask about Devin at Corvin Hill, where Leona is."""
    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    county.save()

    def as_role(role: Role, status: int = 200, **changed: str):
        client.sign_in(make_account(role))
        client.get("/placement-check")
        return client.submit("Check", {"upn": county.child("devin").upn, **ASKED, **changed}, status=status)

    return as_role


def test_an_officer_sees_the_reason(ask) -> None:
    page = ask(Role.SAFEGUARDING_OFFICER)
    assert page.text.count("Conflict") == 1
    assert "CASE-2026-000001" in page
    assert page.response.request.query_string == b""


@pytest.mark.parametrize("role", [Role.FAP_COORDINATOR, Role.PANEL_CHAIR])
def test_coordinator_and_chair_see_the_colour_and_whom_to_speak_to(ask, role: Role) -> None:
    if role is Role.PANEL_CHAIR:
        page = ask(role, status=422)
        assert page.errors == ["No child you may see has this UPN. Check the number"]
        return
    page = ask(role)
    assert "Conflict" in page
    assert "Speak to the safeguarding officer" in page
    assert "CASE-2026" not in page
    assert "separation" not in page.words.lower()


def test_what_is_clear_says_what_it_cannot_know(ask) -> None:
    page = ask(Role.FAP_COORDINATOR, setting="900004")
    assert "Clear" in page
    assert "What nobody has disclosed cannot be seen here" in page


def test_bad_input_is_answered_field_by_field_and_nothing_is_lost(ask) -> None:
    wrong = {"upn": "  ", "setting": "", "from-day": "31", "from-month": "2"}
    page = ask(Role.FAP_COORDINATOR, status=422, **wrong)
    assert len(page.errors) == 3
    assert 'value="31"' in page.text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.PANEL_MEMBER])
def test_others_have_no_such_page(client, county, role: Role) -> None:
    client.sign_in(make_account(role)).get("/placement-check", status=403)


def test_a_barred_child_is_not_found(client, county) -> None:
    from foundation.access.actions import set_bar
    from foundation.store import current_actor

    account = make_account(Role.FAP_COORDINATOR)
    set_bar(current_actor(), account, county.child("devin").id, "family")
    county.save()
    client.sign_in(account).get("/placement-check")
    upn = county.child("devin").upn
    assert client.submit("Check", {"upn": upn, **ASKED}, status=422).errors
