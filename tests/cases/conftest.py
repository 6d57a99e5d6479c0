"""Children, settings and actors for the tests of cases."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from foundation.access.permissions import ROLES, Role
from foundation.store import Actor, session
from roll.models import Child, Setting
from roll.upn import check_letter

numbers = itertools.count(1)


def new_upn() -> str:
    """A valid invented number."""
    digits = f"8232{next(numbers):08d}"
    return check_letter(digits) + digits


@pytest.fixture
def new_setting(db_session) -> Callable[..., Setting]:
    def make(name: str = "") -> Setting:
        number = next(numbers)
        found = Setting(urn=f"{100000 + number}", name=name or f"Setting {number}")
        session().add(found)
        session().commit()
        return found

    return make


@pytest.fixture
def new_child(db_session) -> Callable[..., Child]:
    def make(forename: str = "", surname: str = "", **values: Any) -> Child:
        number = next(numbers)
        values.setdefault("upn", new_upn())
        values.setdefault("date_of_birth", dt.date(2012, 3, 27))
        found = Child(
            forename=forename or f"Forename{number}", surname=surname or f"Surname{number}", **values
        )
        session().add(found)
        session().commit()
        return found

    return make


def actor_of(role: Role, *, barred: tuple[int, ...] = (), account_id: int = 0) -> Actor:
    """An actor with the permissions of one role."""
    permissions = frozenset(str(permission) for permission in ROLES[role])
    return Actor(account_id, str(role), permissions, barred=frozenset(barred), roles=frozenset({str(role)}))
