"""What the council decides: dated values, entered by the administrator, read by those who work with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select

from admin import deciding
from admin.actions import NotAllowed
from foundation.access.lists import operator
from foundation.access.permissions import ROLES, Permission, Role
from foundation.store import session, today
from foundation.store.decided import declared
from foundation.store.decided_models import DecidedValue
from foundation.trail import history
from tests.people import make_account

NEXT_WEEK = {"from-day": "17", "from-month": "11", "from-year": "2026"}
KEY = "contact-answer"


@pytest.fixture
def deciding_page(client: Any, db_session: Any) -> Any:
    """The administrator on the page of one setting."""
    client.sign_in(make_account(Role.ADMINISTRATOR, name="Ada Dmin")).get("/admin/decided")
    client.click("A contact is answered within")
    return client


def count() -> int:
    return session().scalar(select(func.count(DecidedValue.id))) or 0


def test_a_change_applies_from_its_day_and_stays_in_the_history(deciding_page: Any, clock: Any) -> None:
    assert "48 hours" in deciding_page.page
    page = deciding_page.submit("Decide", value="24", reason="Board of 5 November", **NEXT_WEEK)
    assert "Clocks that have started keep their dates" in page
    assert "24 hours from Tue 17 Nov 2026" in page
    setting = declared()[KEY]
    assert [setting.value(today() + dt.timedelta(days=n)) for n in (0, 6, 7, 300)] == [48, 48, 24, 24]
    row = session().scalars(select(DecidedValue)).one()
    assert [line.words for line in history(row)] == [
        "decided “A contact is answered within”: 24 hours from Tue 17 Nov 2026"
    ]
    clock.forward(days=8)
    page = deciding_page.sign_in(make_account(Role.ADMINISTRATOR)).get("/admin/decided")
    rows = [row for table, _ in enumerate(page.root.iter("table")) for row in page.rows(table)]
    [line] = [" ".join(row) for row in rows if "A contact is answered within" in row[0]]
    assert [words for words in ("24 hours", "Tue 17 Nov 2026", "Ada Dmin", "none") if words in line] == [
        "24 hours",
        "Tue 17 Nov 2026",
        "Ada Dmin",
        "none",
    ]


def test_a_plan_is_taken_back_by_the_old_value_from_the_same_day(deciding_page: Any) -> None:
    deciding_page.submit("Decide", value="24", reason="Board of 5 November", **NEXT_WEEK)
    page = deciding_page.submit("Decide", value="48", reason="Taken back", **NEXT_WEEK)
    states = [row[2].removeprefix("State") for row in page.rows()[1:]]
    assert states == ["Begins later", "Superseded"]
    assert count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"value": "0"}, "Enter a number of hours from 1 to 168"),
        ({"value": "2 days"}, "Enter a whole number of hours"),
        ({"value": ""}, "Enter the new value"),
        ({"value": "48"}, "It is 48 hours on that day already"),
        ({"from-day": "9"}, "The first day must be today or later: what was so is not changed"),
        ({"from-day": "31"}, "The first day must be a real date"),
        ({"reason": ""}, "Enter the reason"),
        ({"reason": "", "value": "999"}, "Enter a number of hours from 1 to 168"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(deciding_page: Any, changed: Any, words: str) -> None:
    typed = {"value": "24", "reason": "Board of 5 November", **NEXT_WEEK, **changed}
    page = deciding_page.submit("Decide", typed, status=422)
    assert [error for error in page.errors if error.startswith(words)]
    kept = {field.get("name"): field.get("value", "") for field in page.root.iter() if field.get("name")}
    assert {name: kept[name] for name in typed} == typed
    assert count() == 0


def test_a_colour_that_cannot_be_read_is_refused_and_a_good_one_changes_the_pages(
    client: Any, db_session: Any
) -> None:
    client.sign_in(make_account(Role.ADMINISTRATOR)).get("/admin/decided/colour")
    page = client.submit("Decide", value="#ffcc00", reason="New house style", status=422)
    assert "to 1 on white" in page
    client.submit("Decide", value="#123a5a", reason="New house style")
    assert b"--accent:#123a5a" in client.get("/theme.css").data


def test_what_is_law_has_no_form(client: Any, db_session: Any) -> None:
    page = client.sign_in(make_account(Role.ADMINISTRATOR)).get("/admin/decided/place-allocated")
    assert "20 school days" in page
    assert "Decide" not in page.buttons
    with pytest.raises(deciding.Refused, match="not for the council"):
        deciding.decide(
            operator(), declared()["smallest-figure"], value="3", from_date=today(), reason="To see more"
        )


def test_coordinators_and_safeguarding_officers_read_and_only_the_administrator_decides(
    signed_in: Any, db_session: Any
) -> None:
    for role in (Role.FAP_COORDINATOR, Role.SAFEGUARDING_OFFICER):
        person = signed_in(role)
        page = person.get("/referrals/why")
        page = person.click("What the council decides")
        page = person.click("A contact is answered within")
        assert "Decide" not in page.buttons
        person.post(f"/admin/decided/{KEY}/decide", {"value": "1"}, status=403)
    assert {role for role in Role if Permission.DECIDE in ROLES[role]} == {Role.ADMINISTRATOR}
    person = signed_in(Role.ANALYST)
    person.get("/admin/decided", status=403)


def test_the_action_asks_again_who_may(as_actor: Any) -> None:
    with pytest.raises(NotAllowed):
        deciding.decide(as_actor, declared()[KEY], value="1", from_date=today(), reason="Because")
    assert count() == 0


@pytest.fixture
def as_actor(db_session: Any) -> Any:
    """A coordinator."""
    from foundation.access.lists import actor_of

    return actor_of(make_account(Role.FAP_COORDINATOR))


def test_every_setting_says_what_it_does_and_holds_its_own_default() -> None:
    for setting in declared().values():
        assert setting.rule.endswith(".")
        assert setting.source
        assert setting.parse(str(setting.default())) == setting.default()
