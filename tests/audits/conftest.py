"""A small month: cases of two children each, at two schools, told through the actions of the rooms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from audits import actions
from audits.models import Audit
from audits.periods import month
from cases import actions as cases
from cases.models import Case
from foundation.access.permissions import Role
from foundation.store import acting_as, session
from tests.cases.conftest import actor_of, new_child, new_setting

__all__ = ["new_child", "new_setting"]
OCTOBER = month("2026-10")


@pytest.fixture
def month_of_cases(writable, new_child, new_setting) -> Callable[[int], list[Case]]:
    """Open a number of cases in October, by turns at two schools and severe or not."""

    def tell(number: int) -> list[Case]:
        schools = [new_setting("Ridgemoor School"), new_setting("Saltmarsh School")]
        made = []
        for at in range(number):
            child, other = new_child(f"Oswynqa{at}", "Quillerby"), new_child(f"Peregrisa{at}", "Quennerley")
            school = schools[at % 2].id
            parties = [(child.id, "alleged_victim", school), (other.id, "alleged_perpetrator", school)]
            natures = ("sexual_violence",) if at % 3 == 0 else ("physical",)
            with acting_as(actor_of(Role.MASH_OFFICER)) as actor:
                incident = cases.IncidentValues(natures=natures, words="Told in the office.")
                found = cases.open_case(
                    actor, parties=parties, incident=incident, opened_on=dt.date(2026, 10, 5 + at % 20)
                )
            made.append(found)
        session().commit()
        return made

    return tell


@pytest.fixture
def opened(month_of_cases) -> Callable[..., Audit]:
    """The audit of October over a number of cases."""

    def make(number: int = 12, **values: Any) -> Audit:
        month_of_cases(number)
        with acting_as(actor_of(Role.SAFEGUARDING_OFFICER)) as officer:
            found = actions.open_audit(officer, OCTOBER, seed="seed-1", **values)
        session().commit()
        return found

    return make
