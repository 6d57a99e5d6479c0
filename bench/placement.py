"""The placement check's question to the database, timed by itself: is another child of a separation there?

The page and the function ask more (merged records, expectations, doubts); this is the part whose cost could
grow with the roll.
"""

from __future__ import annotations

import statistics
import time
from typing import Any

HALF = """
    SELECT p.id, e.start, e.leaving FROM separation p JOIN enrolment e ON e.child_id = p.{other}
     WHERE p.{own} = {{child}} AND e.setting_id = {{setting}} AND p.status = 'in_force'
"""
HALVES = "UNION ALL".join(
    HALF.format(own=own, other=other)
    for own, other in (("child_a_id", "child_b_id"), ("child_b_id", "child_a_id"))
)
STATEMENTS = {
    "sqlite": HALVES.format(child=":child", setting=":setting"),
    "postgresql": HALVES.format(child="%(child)s", setting="%(setting)s"),
}


def statement_times(app: Any, rounds: int) -> tuple[float, float]:
    """Microseconds (median, p99) for the others of a child's separations and their stays at a setting.

    Two halves joined by UNION ALL, each on its own index, then the enrolment's key; prepared once.
    """
    from sqlalchemy import select

    from cases.models import Separation
    from foundation.store import engine
    from roll.models import Setting

    with app.app_context(), engine().connect() as connection:
        pair, setting = Separation.__table__.c, Setting.__table__.c
        children = connection.execute(select(pair.child_a_id).limit(500)).scalars().all()
        settings = connection.execute(select(setting.id).limit(50)).scalars().all()
        raw = connection.connection.cursor()
        statement = STATEMENTS[connection.dialect.name]
        took = []
        for number in range(rounds):
            asked = {"child": children[number % len(children)], "setting": settings[number % len(settings)]}
            began = time.perf_counter()
            raw.execute(statement, asked)
            raw.fetchall()
            if number >= 100:  # PostgreSQL prepares a statement that it has seen some times
                took.append((time.perf_counter() - began) * 1e6)
    return statistics.median(took), statistics.quantiles(took, n=100)[98]
