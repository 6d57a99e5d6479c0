"""How many children were on roll on a day, by what a rate can be asked for. It reads numbers alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from fap.form.rules import usual_year
from needs.reading_core import setting_names
from needs.surroundings_core import surroundings
from roll.models import Child, Enrolment

C, E = Child.__table__, Enrolment.__table__
EXPECTED = "P"
"""Enrolment status of children who have left, or have not come yet."""
WITH_ROLL = ("setting", "setting_type", "ward", "year_group", "sex")
"""The keys that rolls know too. Ethnicity, special educational needs and the rest stand on forms alone."""


def on_roll(connection: Connection, day: dt.date, key: str) -> dict[str, int]:
    """Code of a key -> children on roll on a day. A child at two settings counts in each, once otherwise."""
    if key == "year_group":
        born = _count(connection, day, C.c.date_of_birth)
        years: Counter[str] = Counter()
        for date, number in born.items():
            years[usual_year(date, day)] += number
        return dict(years)
    if key in ("setting", "setting_type"):
        return _by_setting(connection, day, key)
    column = {"ward": C.c.ward_code, "sex": C.c.sex}[key]
    wards = surroundings(connection).wards
    found: Counter[str] = Counter()
    for code, number in _count(connection, day, column).items():
        found[wards(code or "") if key == "ward" else code or ""] += number
    return dict(found)


def _by_setting(connection: Connection, day: dt.date, key: str) -> dict[str, int]:
    around, names = surroundings(connection), setting_names(connection)
    found: Counter[str] = Counter()
    for number, children in _count(connection, day, E.c.setting_id).items():
        code = names.get(number, "") if key == "setting" else around.setting_type(number)
        found[code] += children
    return dict(found)


def _count(connection: Connection, day: dt.date, column: Any) -> dict[Any, int]:
    there = (E.c.start <= day) & (E.c.leaving >= day) & (E.c.status != EXPECTED)
    statement = select(column, func.count(E.c.child_id.distinct())).where(there).group_by(column)
    if column.table is not E:
        statement = statement.join(C, C.c.id == E.c.child_id)
    return {code: int(number) for code, number in connection.execute(statement)}
