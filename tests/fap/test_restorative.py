"""Restorative work: each child's free choice, a specialist where it is sexual, a no that stops it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fap.restorative import actions
from fap.restorative.actions import WorkValues
from fap.rights import NotAllowed
from foundation.store import session
from tests.client import CheckingClient
from tests.fap.conftest import INCIDENT, linked, make_child
from tests.fap.places import decide

TODAY = dt.date(2026, 11, 10)
VALUES = WorkValues("To sit in one room.", "Both understand it.", "When one says so.", "A. Mediator")


@pytest.fixture
def considered(make_referral, people, as_) -> Any:
    def make(values: WorkValues = VALUES, **more: Any) -> Any:
        made = make_referral("submitted", **more)
        with as_(people.dsl) as actor:
            work = actions.consider(actor, made, values)
        session().commit()
        return made, work

    return make


def asked(actor: Any, work: Any, made: Any, who: str, choice: str) -> None:
    actions.record_choice(
        actor, work, made, who=who, choice=choice, asked_on=TODAY, asked_by="The school counsellor"
    )


def test_it_is_agreed_only_when_each_child_said_yes_and_a_no_stops_it(considered, people, as_) -> None:
    made, work = considered()
    with as_(people.dsl) as actor:
        asked(actor, work, made, "own", "yes")
        with pytest.raises(ValueError, match="the other child has not said yes"):
            actions.agree_work(actor, work, made)
        asked(actor, work, made, "other", "yes")
        actions.agree_work(actor, work, made)
        actions.begin_work(actor, work, made)
        asked(actor, work, made, "other", "no")
    assert (work.status, work.ended_on) == ("stopped", TODAY)


def test_where_it_is_sexual_a_specialist_advises_first(considered, people, as_) -> None:
    made, work = considered(WorkValues("Purpose", "Suitable", "At once", "A. Mediator", sexual=True))
    with as_(people.coordinator) as actor:
        asked(actor, work, made, "own", "yes")
        asked(actor, work, made, "other", "yes")
        with pytest.raises(ValueError, match="specialist"):
            actions.agree_work(actor, work, made)
        advised = WorkValues(
            "Purpose", "Suitable", "At once", "A. Mediator", sexual=True, advice="CAMHS: yes"
        )
        actions.change(actor, work, made, advised)
        actions.agree_work(actor, work, made)
    assert work.status == "agreed"


def test_it_is_never_a_condition_of_a_place(make_referral, meeting, people, as_) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    decide(people, made, conditions="Takes part in Restorative work first.")
    with as_(people.coordinator) as actor:
        work = actions.consider(actor, made, VALUES)
        asked(actor, work, made, "own", "yes")
        asked(actor, work, made, "other", "yes")
        with pytest.raises(ValueError, match="condition"):
            actions.agree_work(actor, work, made)


def test_it_names_no_other_child_and_another_school_reads_nothing(considered, people, as_) -> None:
    other = make_child(people.other, forename="Quentin", surname="Ostrowell")
    made, work = considered(**INCIDENT, linked_children=linked(other))
    with as_(people.dsl) as actor, pytest.raises(ValueError, match="another child"):
        actions.change(actor, work, made, WorkValues("With Quentin", "Suitable", "At once", "A. M."))
    with as_(people.foreign_dsl) as actor, pytest.raises(NotAllowed):
        asked(actor, work, made, "own", "yes")


def test_the_pages_from_the_referral_to_the_end(app, make_referral, people) -> None:
    made = make_referral("submitted")
    school = CheckingClient(app).sign_in(people.dsl)
    school.get(f"/referrals/{made.public_id}")
    school.click("Consider it")
    written = {
        "purpose": "To sit in one room.",
        "suitability": "Both understand it.",
        "sexual": "no",
        "stop_rule": "When one says so.",
        "led_by": "A. Mediator",
    }
    page = school.submit("Consider restorative work", written)
    assert page.h1 == "Restorative work"
    assert "It cannot be agreed yet" in page
    for who in ("own", "other"):
        school.click("Record what a child said")
        page = school.submit("What a child said", {"who": who, "choice": "yes", "asked_by": "Counsellor"})
    page = school.submit("It is agreed", {})
    page = school.submit("It began", {})
    school.click("Record how it ended")
    page = school.submit("Record how it ended", {"how": "done", "outcome": "They greet each other."})
    assert "They greet each other." in page
