"""A school with a child, the people around a referral, and a referral that is filled in."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import Actor, acting_as, session
from roll.models import Child, Enrolment, Setting
from roll.upn import check_letter
from tests.people import make_account
from tests.tried import refused

numbers = itertools.count(1)


def new_upn() -> str:
    digits = f"8239{next(numbers):08d}"
    return check_letter(digits) + digits


def make_setting(name: str, **values: Any) -> Setting:
    values = {"phase_code": "4", "low_age": 11, "high_age": 16, "type_name": "Academy converter", **values}
    found = Setting(urn=f"{200000 + next(numbers)}", name=name, **values)
    session().add(found)
    session().commit()
    return found


def make_child(setting: Setting | None = None, **values: Any) -> Child:
    number = next(numbers)
    values = {
        "upn": new_upn(),
        "forename": f"Forename{number}",
        "surname": f"Surname{number}",
        "date_of_birth": dt.date(2013, 3, 27),
        "sex": "F",
        "postcode": "LS1 4AP",
        **values,
    }
    found = Child(**values)
    session().add(found)
    session().flush()
    if setting is not None:
        session().add(Enrolment(child_id=found.id, setting_id=setting.id, start=dt.date(2025, 9, 1)))
    session().commit()
    return found


@pytest.fixture
def people(db_session) -> SimpleNamespace:
    """School and panel, and an account for everybody around a referral."""
    from fap.actions import make_panel
    from foundation.store import current_actor

    school, other = make_setting("Saltbeck High School"), make_setting("Aldermere School")
    panel = make_panel(current_actor(), name="Secondary, north")
    elsewhere = make_panel(current_actor(), name="Secondary, south")
    session().commit()
    return SimpleNamespace(
        school=school,
        other=other,
        panel=panel,
        child=make_child(school),
        dsl=make_account(Role.DSL, setting=school),
        foreign_dsl=make_account(Role.DSL, setting=other),
        coordinator=make_account(Role.FAP_COORDINATOR),
        chair=make_account(Role.PANEL_CHAIR, panel_id=panel.id),
        member=make_account(Role.PANEL_MEMBER, panel_id=panel.id),
        foreign_chair=make_account(Role.PANEL_CHAIR, panel_id=elsewhere.id),
        officer=make_account(Role.SAFEGUARDING_OFFICER),
    )


@pytest.fixture
def as_(db_session) -> Callable[[Any], Any]:
    """`with as_(account) as actor:` - act as somebody through the scoped session."""

    def enter(account: Any) -> Any:
        session().flush()
        session().expire_all()
        return acting_as(actor_of(account))

    return enter


def known_answers(child: Child | None, **more: Any) -> dict[str, Any]:
    """Answers about the child of a test, with nothing between children unless the test says so."""
    known: dict[str, Any] = {
        "incident": "no",
        "peer_flags": {"none_of_these": {"ticked": True}},
        "other_abuse": {"none_of_these": {"ticked": True}},
    }
    if child is not None:
        known |= {
            "surname": child.surname,
            "forename": child.forename,
            "upn": child.upn,
            "date_of_birth": child.date_of_birth.isoformat(),
        }
    return known | more


CSE = {
    "cse": {
        "ticked": True,
        "capacity": "experiences",
        "when_it_was": "current",
        "cse_by": "peers",
        "what_is_known": "Gifts from older pupils.",
        "school_did": "Spoke to her alone.",
    }
}


def linked(child: Child | None = None, words: str = "") -> list[dict[str, Any]]:
    """One row of the incident's linked children."""
    row: dict[str, Any] = {"_id": "r0123456789", "part": "alleged", "who_known": "yes" if child else "no"}
    if child is None:
        return [{**row, "who_words": words}]
    return [
        {
            **row,
            "surname": child.surname,
            "forename": child.forename,
            "upn": child.upn,
            "date_of_birth": child.date_of_birth.isoformat(),
        }
    ]


INCIDENT = {
    "incident": "yes",
    "incident_on": "2026-11-02",
    "incident_place": "Science corridor",
    "between_children": "yes",
    "who_moves": "The child who is alleged to have caused harm",
    "why_who_moves": "The other child stays with her friends.",
    "harmed_asked": "not_this",
    "instead_considered": "A change of teaching group.",
    "place_left": "Staff in the corridor at each change.",
}


@pytest.fixture
def make_referral(people, as_) -> Callable[..., Any]:
    """A referral of the school's child in a state: draft, submitted, accepted, on_agenda."""
    from fap import actions
    from fap.form import FORM
    from fap.form.invented import invented
    from fap.given import given
    from foundation.answers import write_answers

    def make(state: str = "draft", child: Any = None, meeting: Any = None, seed: int = 1, **more: Any) -> Any:
        child = child or people.child
        with as_(people.dsl) as actor:
            made = actions.start_referral(actor, setting_id=people.school.id, child=child)
            write_answers(actor, made, FORM, invented(given(), seed, known=known_answers(child, **more)))
            if state != "draft":
                actions.submit_referral(actor, made)
            session().flush()
        with as_(people.coordinator) as actor:
            if state in ("accepted", "on_agenda"):
                actions.accept(actor, made, "f", "One application was refused.", refused())
            if state == "on_agenda":
                actions.put_on_agenda(actor, made, meeting)
        session().commit()
        return made

    return make


@pytest.fixture
def meeting(people, as_) -> Any:
    """A planned meeting of the panel, in a week."""
    from fap import actions

    with as_(people.coordinator) as actor:
        made = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 11, 17), deadline=dt.date(2026, 11, 13)
        )
    session().commit()
    return made


def actor_for(account: Any) -> Actor:
    return actor_of(account)
