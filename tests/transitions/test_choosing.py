"""One child against every setting: the answers of the single check, in a number of questions that stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from foundation.access.permissions import Role
from foundation.store import current_actor, session
from roll.models import IdentityQuestion, Postcode, Setting
from tests.people import make_account
from tests.transitions.conftest import UPNS
from transitions import choosing, placement

DAY = dt.date(2026, 11, 16)


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []
    engine = session().get_bind()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def apart(county: Any) -> Any:
    """Leona may not meet Devin, who is at Saltbeck; and Imogen at the unit may be Devin."""
    county.put("leona", "corvin", "2025-09-02")
    county.put("devin", "saltbeck", "2025-09-02")
    county.put("third", "kiln", "2026-11-02")
    county.separate()
    ids = {"child_id": county.child("third").id, "candidate_id": county.child("devin").id}
    session().add(IdentityQuestion(**ids, reasons=["the same date of birth"], score=75))
    county.save()
    return county


def test_the_answers_are_those_of_the_check_one_by_one(apart: Any) -> None:
    child, settings = apart.child("leona"), list(apart.settings.values())
    many = placement.check_many(child.id, [setting.id for setting in settings], DAY)
    assert many == {setting.id: placement.check(child.id, setting.id, DAY) for setting in settings}
    assert {answer.result for answer in many.values()} == {"conflict", "linked_site", "possible", "clear"}


def test_the_number_of_questions_does_not_grow_with_the_settings(apart: Any) -> None:
    child = apart.child("leona")
    with counted() as few:
        choosing.choices(current_actor(), child, DAY)
    session().add_all(Setting(urn=f"8{n:05}", name=f"School {n}", low_age=4, high_age=16) for n in range(150))
    apart.save()
    session().expunge_all()
    child = session().get_one(type(child), child.id)
    with counted() as many:
        found = choosing.choices(current_actor(), child, DAY)
    assert len(found) == 154
    assert len(many) <= len(few) + 1, "and no more than once to read the child again"


def test_the_nearest_come_first_and_far_ones_are_left_out(apart: Any) -> None:
    child = apart.child("leona")
    child.postcode = "ZE1 1AB"
    session().add(Postcode(postcode="ZE1 1AB", easting=400_000, northing=300_000))
    for name, miles in (("saltbeck", 1), ("corvin", 4), ("kiln", 12)):
        setting = apart.setting(name)
        setting.easting, setting.northing = 400_000 + round(miles * choosing.METRES), 300_000
    apart.save()
    found = choosing.choices(current_actor(), child, DAY)
    assert [one.distance.replace("\xa0", " ") for one in found] == [
        "1.0 miles",
        "4.0 miles",
        "12.0 miles",
        "Not known",
    ]
    near = choosing.choices(current_actor(), child, DAY, within="5")
    assert [one.setting.name for one in near] == ["Saltbeck High School", "Corvin Hill Academy"]
    assert near[1].here


@pytest.mark.parametrize(
    ("role", "reason"),
    [(Role.FAP_COORDINATOR, False), (Role.MASH_OFFICER, True), (Role.SAFEGUARDING_OFFICER, True)],
)
def test_each_role_sees_the_colours_and_only_some_the_reasons(
    apart: Any, client: Any, role: Role, reason: bool
) -> None:
    client.sign_in(make_account(role)).get("/placement-check")
    client.click("All settings at once")
    page = client.submit("Compare", upn=UPNS[0])
    assert "1 conflict, 1 linked site, 1 possible, 1 clear" in page
    assert ("A separation is in force" in page) is reason
    assert "Devin" not in page.text
    assert client.submit("Compare", upn="A", status=422).errors
    assert client.submit("Compare", upn=UPNS[0], phase="primary").words.count("No open setting fits") == 1


def test_the_chair_checks_one_setting_at_a_time(apart: Any, client: Any) -> None:
    page = client.sign_in(make_account(Role.PANEL_CHAIR, panel_id=None)).get("/placement-check")
    assert "All settings at once" not in page.text
    client.get("/placement-check/settings", status=403)
