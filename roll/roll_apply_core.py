"""Writing what a plan says, set by set, in the caller's transaction.

Core statements over many rows at once: 250,000 enrolments a night are no place for records. The run that
wrote a row stands in it; the run is the trail.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from foundation.store.types import new_public_id
from roll import roll_expected_core
from roll.identities import Question
from roll.models import Child, ChildAlias, Enrolment, IdentityQuestion
from roll.roll_diff import Difference
from roll.roll_plan_core import Plan, Progress

AT_ONCE = 10_000
WRITTEN = "Written"


def write(connection: Connection, plan: Plan, run_id: int, progress: Progress) -> dict[int, int]:
    """Children, then their other names, then where they are, then what a person has to decide.

    Answers with the row ids of new children, by their number in the plan.
    """
    steps = 3
    progress(0, steps, "Writing children")
    made = _children(connection, plan)
    _aliases(connection, plan.aliases, made, run_id)
    progress(1, steps, "Writing enrolments")
    _enrolments(connection, plan.difference, made, run_id)
    roll_expected_core.write(connection, plan.expected, plan.covered, made, run_id)
    progress(2, steps, "Writing what a person has to decide")
    _questions(connection, plan.matching.questions, made, run_id)
    progress(3, steps, WRITTEN)
    return made


def _children(connection: Connection, plan: Plan) -> dict[int, int]:
    """Write new and changed children; gives the negative numbers of the plan their row ids."""
    table = Child.__table__.c
    tokens = {new_public_id(): number for number in plan.new_children}
    rows = [{**plan.new_children[number], "public_id": token} for token, number in tokens.items()]
    _many(connection, insert(Child), rows)
    made: dict[int, int] = {}
    for part in _parts(list(tokens)):
        found = connection.execute(select(table.public_id, table.id).where(table.public_id.in_(part)))
        made.update((tokens[token], row) for token, row in found)
    changed = [{f"new_{name}": value for name, value in row.items()} for row in plan.changed_children]
    if changed:
        values: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in plan.changed_children[0] if name != "id"
        }
        statement = update(Child).where(table.id == bindparam("new_id")).values(values)
        _many(connection, statement, changed)
    return made


def _aliases(
    connection: Connection, aliases: Iterable[dict[str, Any]], made: dict[int, int], run_id: int
) -> None:
    rows = [{**alias, "child_id": _row(alias["child_id"], made), "run_id": run_id} for alias in aliases]
    _many(connection, insert(ChildAlias), rows)


def _enrolments(connection: Connection, found: Difference, made: dict[int, int], run_id: int) -> None:
    columns = Enrolment.__table__.c
    here = (
        (columns.child_id == bindparam("child"))
        & (columns.setting_id == bindparam("setting"))
        & (columns.start == bindparam("first"))
    )
    gone = [_where(key) for key in found.gone]
    _many(connection, delete(Enrolment).where(here), gone)
    ended = [{**_where(key), "last": day, "run": run_id} for key, day in found.ended.items()]
    _many(
        connection,
        update(Enrolment).where(here).values(leaving=bindparam("last"), run_id=bindparam("run"), line=None),
        ended,
    )
    changed = [
        {**_where(key), "last": said.leaving, "as": said.status, "run": run_id, "at": said.line}
        for key, said in found.changed.items()
    ]
    values: dict[str, Any] = {
        "leaving": bindparam("last"),
        "status": bindparam("as"),
        "run_id": bindparam("run"),
    }
    _many(connection, update(Enrolment).where(here).values(**values, line=bindparam("at")), changed)
    new = [
        {
            "child_id": _row(child, made),
            "setting_id": setting,
            "start": start,
            "leaving": said.leaving,
            "status": said.status,
            "run_id": run_id,
            "line": said.line,
        }
        for (child, setting, start), said in found.new.items()
    ]
    _many(connection, insert(Enrolment), new)


def _questions(
    connection: Connection, questions: Iterable[Question], made: dict[int, int], run_id: int
) -> None:
    rows = [
        {
            "public_id": new_public_id(),
            "child_id": _row(question.child, made),
            "candidate_id": _row(question.candidate, made),
            "run_id": run_id,
            "line": question.line,
            "reasons": list(question.reasons),
            "score": question.score,
            "status": "open",
        }
        for question in questions
    ]
    _many(connection, insert(IdentityQuestion), rows)


def _where(key: tuple[int, int, dt.date]) -> dict[str, Any]:
    return {"child": key[0], "setting": key[1], "first": key[2]}


def _row(child: int, made: dict[int, int]) -> int:
    return made[child] if child < 0 else child


def _many(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]]) -> None:
    for part in _parts(rows):
        connection.execute(statement, part)


def _parts(rows: Sequence[Any]) -> Iterable[Any]:
    for begin in range(0, len(rows), AT_ONCE):
        yield rows[begin : begin + AT_ONCE]
