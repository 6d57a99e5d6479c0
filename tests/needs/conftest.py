"""Frames for counting, and forms of the read model without the long way through a whole referral."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from needs.gathering import FactValue, FormValue
from tests.fap.conftest import as_, make_child, make_referral, make_setting, people  # noqa: F401 - fixtures


def flag(code: str, capacity: str = "experiences", source: str = "form", responded: bool = True) -> FactValue:
    """One flag."""
    return FactValue("flag", code, capacity=capacity, current="current", source=source, responded=responded)


def form(number: int, child: int, *facts: FactValue, **values: Any) -> FormValue:
    """One form; a day in the autumn unless the test says when."""
    day = values.pop("day", dt.date(2026, 10, 1))
    at = dt.datetime.combine(day, dt.time(9), dt.UTC)
    usual = {
        "kind": "referral",
        "record_id": number,
        "reference": f"FAP-2026-{number:06d}",
        "version": 1,
        "form_version": 1,
        "child_id": child,
        "setting_id": None,
        "setting_type": "mainstream",
        "submitted_on": day,
        "submitted_at": at,
        "ward": "Eldon",
        "year_group": "9",
        "sex": "F",
        "ethnicity": "WBRI",
        "category": "",
    }
    return FormValue(**(usual | values), facts=facts)


def frames(*forms: FormValue, settings: dict[int, str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The read model as frames, as the system reads it."""
    rows = [
        {**{k: v for k, v in one.__dict__.items() if k != "facts"}, "id": n} for n, one in enumerate(forms, 1)
    ]
    facts = [{"form_id": n, **fact.__dict__} for n, one in enumerate(forms, 1) for fact in one.facts]
    made = pd.DataFrame(rows)
    made["setting"] = [(settings or {}).get(number, "") for number in made["setting_id"]]
    columns = ["form_id", *FactValue.__dataclass_fields__]
    return made, pd.DataFrame(facts, columns=columns)


@pytest.fixture
def county(db_session) -> Callable[..., Any]:
    """Write a small read model: (setting, flags) for each of many children."""
    from foundation.store import session
    from needs import writing_core

    def fill(*rows: tuple[Any, tuple[str, ...], int], **values: Any) -> list[int]:
        forms, children, number = [], [], values.pop("first", 0)
        for setting, flags, count in rows:
            for _ in range(count):
                number += 1
                child = make_child(None)
                children.append(child.id)
                facts = tuple(flag(code) for code in flags)
                forms.append(form(number, child.id, *facts, setting_id=setting.id, **values))
        writing_core.write(session().connection(), forms)
        session().commit()
        return children

    return fill


def publish(clock: Any, code: str) -> Any:
    """Publish a period on the day after its end."""
    from foundation.access.lists import operator
    from foundation.store import acting_as, session
    from needs.published import actions, periods

    period = periods.named(code)
    clock.move_to(dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(9), dt.UTC))
    with acting_as(operator()) as actor:
        made = actions.publish(actor, period)
        session().commit()
    return made
