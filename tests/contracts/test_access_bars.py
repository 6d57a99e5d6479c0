"""A bar holds for a child, not for one record of the child."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from foundation.access import actions as access
from foundation.access.lists import actor_of
from foundation.access.models import Bar
from foundation.access.permissions import Role
from foundation.store import acting_as, current_actor, session
from roll.actions import decide_identity
from roll.models import Child, IdentityQuestion
from tests.people import make_account


def make_child(forename: str) -> Child:
    child = Child(forename=forename, surname="Bramall", date_of_birth=dt.date(2012, 3, 27), source="form")
    session().add(child)
    session().flush()
    return child


@pytest.mark.parametrize("on", ["record of the roll", "record it may be"])
def test_a_bar_on_one_record_holds_for_both_once_they_are_joined(db_session: Any, on: str) -> None:
    from flask import g

    session().rollback()
    g.writes = True
    one, other = make_child("Agnes"), make_child("Agness")
    question = IdentityQuestion(child_id=one.id, candidate_id=other.id, reasons=["the same surname"])
    session().add(question)
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    access.set_bar(current_actor(), officer, (one if on == "record of the roll" else other).id, "Family")
    session().flush()
    decide_identity(current_actor(), question, same=True, reason="Both schools say so")
    session().commit()
    assert actor_of(officer).barred == {one.id, other.id}
    assert {bar.reason for bar in session().scalars(select(Bar))} == {"Family"}
    with acting_as(actor_of(officer)):
        session().expire_all()
        assert session().scalars(select(Child)).all() == []
