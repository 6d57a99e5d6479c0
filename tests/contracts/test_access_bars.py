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
from roll.actions import decide_identity, take_identity_back
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
    session().commit()
    assert actor_of(officer).barred == {one.id, other.id}, "while nobody has decided, too"
    decide_identity(current_actor(), question, same=True, reason="Both schools say so")
    session().commit()
    assert actor_of(officer).barred == {one.id, other.id}
    assert {bar.reason for bar in session().scalars(select(Bar))} == {"Family"}
    with acting_as(actor_of(officer)):
        session().expire_all()
        assert session().scalars(select(Child)).all() == []


def test_a_record_that_is_another_child_is_not_hidden_and_taking_that_back_hides_it_again(
    db_session: Any,
) -> None:
    one, other, third = make_child("Agnes"), make_child("Agness"), make_child("Agnesse")
    first = IdentityQuestion(child_id=one.id, candidate_id=other.id, reasons=["the same surname"])
    second = IdentityQuestion(child_id=other.id, candidate_id=third.id, reasons=["the same surname"])
    session().add_all([first, second])
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    access.set_bar(current_actor(), officer, one.id, "Family")
    session().commit()
    assert actor_of(officer).barred == {one.id, other.id, third.id}, "the third may be the first"
    decide_identity(current_actor(), first, same=False, reason="Twins")
    session().commit()
    assert actor_of(officer).barred == {one.id}
    take_identity_back(current_actor(), first, reason="The birth certificate says otherwise")
    session().commit()
    assert actor_of(officer).barred == {one.id, other.id, third.id}


def test_the_bars_of_a_joined_child_stand_on_its_page_whichever_record_they_were_set_on(
    db_session: Any,
) -> None:
    from roll.bars import bars_of, colleagues_not_barred

    one, other = make_child("Agnes"), make_child("Agness")
    question = IdentityQuestion(child_id=one.id, candidate_id=other.id, reasons=["the same surname"])
    session().add(question)
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    access.set_bar(current_actor(), officer, one.id, "Family")
    session().commit()
    assert not bars_of(other.id), "nobody has said that they are one child"
    decide_identity(current_actor(), question, same=True, reason="Both schools say so")
    session().commit()
    assert [found.bar.child_id for found in bars_of(other.id)] == [one.id]
    assert officer not in colleagues_not_barred(other.id)
