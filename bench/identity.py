"""`python -m bench identity [CHILDREN] [SEED]`: who is who on one night, against a truth that is known.

The county and its errors come from `bench.identity_people` and `bench.identity_errors`, which know nothing of
the matcher. Printed: precision of what links by itself, recall of links and questions together, the questions
that a person gets, what was missed and why, and the time of the search beside the whole comparison.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import platform
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.identity_errors import Nights, nights
from bench.identity_people import TONIGHT, Pupil

ROUNDS, CHILDREN, SEED = 5, 25_000, 7
PRECISION, RECALL = 0.999, 0.985
BY_NUMBER = {"upn", "alias", "former"}


@dataclass
class Outcome:
    """What became of the rows that no number leads home."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what linked by itself, how much is right."""
        linked = self.counts["linked, right"] + self.counts["linked, wrong"]
        return self.counts["linked, right"] / linked if linked else 1.0

    @property
    def recall(self) -> float:
        """Of the children we knew, how many were linked or asked about."""
        found = self.counts["linked, right"] + self.counts["asked, the right child among them"]
        return found / self.counts["children known under another number"]


def file_of(pupils: Sequence[Pupil]) -> bytes:
    """A roll file in our own columns."""
    from roll.roll_rows import COLUMNS

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for p in pupils:
        name = (p.upn, p.former_upn, p.surname, p.forename, p.preferred, p.born, p.sex, p.postcode)
        writer.writerow([value or "" for value in (*name, p.urn, p.status, p.start, "")])
    return out.getvalue().encode()


def make_application(folder: Path) -> Any:
    """An empty installation."""
    os.environ.update(PORTAL_MODE="demo", FLASK_APP="wsgi")
    from portal import create_app

    given = {"PORTAL_MODE": "demo", "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite'}"}
    app = create_app({**given, "DATA_DIR": str(folder / "data"), "MAIL_URL": f"file:{folder / 'mail'}"})
    done = app.test_cli_runner().invoke(args=["db", "upgrade"])
    if done.exit_code:
        sys.exit(done.output)
    return app


def tell(found: Nights) -> None:
    """What the county knows before tonight: everybody who left before, and last night's roll."""
    from foundation.store import current_actor, session
    from roll import roll_file
    from roll.models import Setting

    for urn in sorted({p.urn for p in (*found.before, *found.gone, *found.tonight)}):
        session().add(Setting(urn=urn, name=f"School {urn}", low_age=4, high_age=18))
    session().commit()
    for pupils, days in (([*found.before, *found.gone], 30), (found.before, 1)):
        read = roll_file.read(file_of(pupils), "roll.csv")
        done = roll_file.apply(current_actor(), read, as_of=TONIGHT - dt.timedelta(days=days), confirm=True)
        assert done.status == "applied", done.counts
        session().commit()


@contextmanager
def stopwatch(times: list[float]) -> Any:
    """Time every search for those whom no number leads home."""
    from roll import candidates_core

    real = candidates_core.decide

    def timed(*arguments: Any) -> None:
        began = time.perf_counter()
        real(*arguments)
        times.append(time.perf_counter() - began)

    candidates_core.decide = timed
    try:
        yield
    finally:
        candidates_core.decide = real


def judge(found: Nights, plan: Any, known: dict[str, int]) -> Outcome:
    """Compare what was decided with the truth. `known`: number to row id, before tonight."""
    from bench.identity_people import lasting

    row_of = {key: known[lasting(key)] for key in found.truth.values() if key is not None}
    asked: dict[int, set[int]] = {}
    for question in plan.matching.questions:
        asked.setdefault(question.child, set()).add(question.candidate)
    result = Outcome()
    for person in plan.people:
        for line in {row.line - 2 for row in person.rows} & set(found.truth):
            _judge(result, person, found.truth[line], row_of, asked, found.marks.get(line, ()))
    result.counts["questions"] = len(plan.matching.questions)
    return result


def _judge(
    result: Outcome,
    person: Any,
    key: int | None,
    row_of: dict[int, int],
    asked: dict[int, set[int]],
    marks: tuple[str, ...],
) -> None:
    counts, true = result.counts, None if key is None else row_of[key]
    counts["children known under another number" if key is not None else "children who are new"] += 1
    if person.by != "new":
        right = person.child == true
        counts["linked, right" if right else "linked, wrong"] += 1
        if not right:
            result.wrong.append(f"{person.by}: {', '.join(marks) or 'a new child'}")
    elif true is not None and true in asked.get(person.child, ()):
        counts["asked, the right child among them"] += 1
        counts["questions about another child"] += len(asked[person.child]) - 1
    elif true is not None:
        counts["missed"] += 1
        result.missed.update([", ".join(marks)])
        counts["questions about another child"] += len(asked.get(person.child, ()))
    else:
        counts["questions about another child"] += len(asked.get(person.child, ()))


def measure(children: int, seed: int) -> tuple[Outcome, list[float], list[float]]:
    """One county, one night, several rounds of the comparison."""
    from sqlalchemy import select

    from foundation.access.lists import operator
    from foundation.store import acting_as, session
    from roll import roll_file, roll_plan_core
    from roll.models import Child

    found = nights(children, seed)
    whole: list[float] = []
    search: list[float] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = make_application(Path(folder))
        with app.app_context(), acting_as(operator()):
            tell(found)
            known = {upn: row for upn, row in session().execute(select(Child.upn, Child.id)).all() if upn}
            data = file_of(found.tonight)
            with stopwatch(search):
                for _ in range(ROUNDS):
                    began = time.perf_counter()
                    read = roll_file.read(data, "roll.csv")
                    plan = roll_plan_core.plan(session().connection(), read, TONIGHT, partial=False)
                    whole.append(time.perf_counter() - began)
            assert not plan.rejects, plan.rejects[:3]
            return judge(found, plan, known), search, whole


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print; 1 where a goal is missed."""
    children = int(arguments[0]) if arguments else CHILDREN
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    result, search, whole = measure(children, seed)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite")
    print(f"{children} children, seed {seed}, {ROUNDS} rounds\n")
    for name, number in result.counts.items():
        print(f"{name:44}{number:8}")
    middle = statistics.median(search), statistics.median(whole)
    print(f"\nprecision of links    {result.precision:8.4f}  (goal {PRECISION})")
    print(f"recall, linked + asked{result.recall:8.4f}  (goal {RECALL})")
    print(f"search {middle[0]:.2f} s of {middle[1]:.2f} s for reading and comparing the file", end=" ")
    print(f"(ratio {middle[0] / middle[1]:.2f})")
    for words, lines in (("missed", result.missed), ("wrong", Counter(result.wrong))):
        for line, number in lines.most_common(12):
            print(f"  {words}: {number} x {line}")
    return 0 if result.precision >= PRECISION and result.recall >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
