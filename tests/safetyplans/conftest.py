"""A school with a pupil, another school, children elsewhere, and plans in any state."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from foundation.access.permissions import ROLES, Role
from foundation.store import Actor, acting_as, session, today
from roll.models import Child, Enrolment, Setting
from roll.upn import check_letter

numbers = itertools.count(1)


def new_upn() -> str:
    """A valid invented number."""
    digits = f"8233{next(numbers):08d}"
    return check_letter(digits) + digits


@pytest.fixture
def new_setting(db_session) -> Callable[..., Setting]:
    def make(name: str = "") -> Setting:
        number = next(numbers)
        found = Setting(urn=f"{200000 + number}", name=name or f"Setting {number}")
        session().add(found)
        session().commit()
        return found

    return make


@pytest.fixture
def new_child(db_session) -> Callable[..., Child]:
    def make(name: str = "", setting: Setting | None = None, **values: Any) -> Child:
        number = next(numbers)
        forename, _, surname = (name or f"Forename{number} Surname{number}").partition(" ")
        values.setdefault("upn", new_upn())
        values.setdefault("date_of_birth", dt.date(2012, 3, 27))
        values.setdefault("source", "roll")
        found = Child(forename=forename, surname=surname, **values)
        session().add(found)
        session().flush()
        if setting is not None:
            session().add(Enrolment(child_id=found.id, setting_id=setting.id, start=dt.date(2025, 9, 1)))
        session().commit()
        return found

    return make


@pytest.fixture
def school(new_setting) -> Setting:
    return new_setting("Saltbeck High School")


@pytest.fixture
def pupil(new_child, school) -> Child:
    return new_child("Mira Castell", school)


@pytest.fixture
def dsl(signed_in, school):
    """The safeguarding lead's browser."""
    return signed_in(Role.DSL, setting=school, name="R. Haddow")


@pytest.fixture
def mash(signed_in):
    """The Education MASH officer's browser."""
    return signed_in(Role.MASH_OFFICER, name="D. Osei")


def actor_of(role: Role, *settings: Setting, barred: tuple[int, ...] = (), account_id: int = 0) -> Actor:
    """An actor with the permissions of one role."""
    return Actor(
        account_id,
        str(role),
        frozenset(str(permission) for permission in ROLES[role]),
        settings=frozenset(setting.id for setting in settings),
        barred=frozenset(barred),
        roles=frozenset({str(role)}),
    )


@pytest.fixture
def lead(db_session, school) -> Actor:
    """The safeguarding lead as an actor, with an account."""
    from tests.people import make_account

    account = make_account(Role.DSL, setting=school)
    return actor_of(Role.DSL, school, account_id=account.id)


@pytest.fixture
def officer(db_session) -> Actor:
    """The Education MASH officer as an actor, with an account."""
    from tests.people import make_account

    return actor_of(Role.MASH_OFFICER, account_id=make_account(Role.MASH_OFFICER).id)


def whole_answers(seed: int = 1, **answers: Any) -> dict[str, Any]:
    """A complete, invented plan; `answers` overrule."""
    from safetyplans.form.invented import invented
    from safetyplans.long_form import given

    made = invented(given(), seed, full=1.0)
    made |= {"child_role": "witness", "other_children": None}
    made |= {"incident_on": "2026-11-02", "reported_on": "2026-11-03"}
    made["review_on"] = (today() + dt.timedelta(days=14)).isoformat()
    return {key: value for key, value in {**made, **answers}.items() if value is not None}


def described(child: Child, role: str = "alleged_perpetrator", row: str = "r0000000001", **more: Any) -> Any:
    """A row of the other children, as the form keeps it."""
    return {
        "_id": row,
        "role": role,
        "forename": child.forename,
        "surname": child.surname,
        "date_of_birth": child.date_of_birth.isoformat(),
        "at_this_setting": "no",
        **({"upn": child.upn} if child.upn else {}),
        **more,
    }


def _end(plan: Any, lead: Actor) -> None:
    from safetyplans import actions

    ending = actions.Ending("The family moved away.", "The school keeps an eye on both.", "F. Oyelaran")
    proposed = actions.propose_end(lead, plan, ending)
    officer = actor_of(Role.MASH_OFFICER, account_id=lead.account_id)
    with acting_as(officer):
        actions.agree_end(officer, proposed, "It stays: the safeguarding officer decides in June.")


@pytest.fixture
def new_plan(db_session, school, pupil, lead) -> Callable[..., Any]:
    """A plan of the pupil's, in a state, with whole answers (some of them overruled)."""
    from foundation.answers import write_answers
    from safetyplans import actions
    from safetyplans.form import FORM

    def make(state: str = "draft", child: Child | None = None, **answers: Any) -> Any:
        child = child or pupil
        with acting_as(lead):
            plan = actions.start_plan(lead, child_id=child.id, setting_id=school.id, prefill={})
            write_answers(lead, plan, FORM, whole_answers(**answers))
            actions.keep_others_in_view(lead, plan)
            if state != "draft":
                actions.sign_plan(lead, plan)
            if state == "submitted":
                actions.submit_plan(lead, plan)
            if state == "ended":
                _end(plan, lead)
        session().commit()
        return plan

    return make
