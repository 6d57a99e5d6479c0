"""`python -m bench needs`: the matrix over 10,000 referrals, a figure's list, and the read model's rebuild.

The rebuild stands beside plain pandas over the same frozen answers in the same run: read, counted into one
table of settings and flags, nothing kept. On SQLite and, where `BENCH_POSTGRES` names an empty database, on
PostgreSQL. Cold is the first request of a process that has read nothing of the read model yet.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import referrals
from bench.pages import SEED, county, signed_in

COUNT, ROUNDS, REBUILDS = 10_000, 8, 2
MATRIX_MS, LIST_MS = 1000.0, 300.0
MATRIX = {
    "all figures, setting by flag": "/needs/all",
    "all figures, ward by part of life": "/needs/all?rows=ward&columns=domain",
    "all figures, one year, girls": "/needs/all?rows=year_group&sex=F&from=2026-01-01",
}
LISTS = {
    "list behind the first figure": "",
    "list behind a figure, by ward": "?rows=ward&columns=flag",
}


def with_forms(app: Any) -> None:
    """Give every referral without a form the answers of one of the county's own."""
    from sqlalchemy import insert, select, update

    from fap.models import Referral
    from foundation.access.lists import operator
    from foundation.answers.models import AnswerVersion
    from foundation.store import acting_as, session

    with app.app_context(), acting_as(operator()):
        own = session()
        known = select(AnswerVersion).where(AnswerVersion.record_type == "referral")
        forms = list(own.scalars(known))
        ids = list(
            own.scalars(select(Referral.id).where(Referral.version.is_(None), Referral.reference != ""))
        )
        rows = [
            {
                "record_type": "referral",
                "record_id": number,
                "number": 1,
                "form_version": forms[n % len(forms)].form_version,
                "answers": forms[n % len(forms)].answers,
                "frozen_by": forms[0].frozen_by,
                "frozen_at": dt.datetime.now(dt.UTC),
            }
            for n, number in enumerate(ids)
        ]
        for start in range(0, len(rows), 500):
            own.execute(insert(AnswerVersion), rows[start : start + 500])
        own.execute(update(Referral.__table__).where(Referral.__table__.c.id.in_(ids)).values(version=1))  # type: ignore[arg-type]
        own.commit()


def plain_pandas(app: Any) -> float:
    """Seconds to read the same answers and count flags by setting, as a script would."""
    import pandas as pd
    from sqlalchemy import select

    from fap.models import Referral
    from foundation.access.lists import operator
    from foundation.answers.models import AnswerVersion
    from foundation.store import acting_as, session

    answers, own = AnswerVersion.__table__, Referral.__table__
    with app.app_context(), acting_as(operator()):
        began = time.perf_counter()
        statement = (
            select(own.c.setting_id, own.c.child_id, answers.c.answers)
            .join(answers, answers.c.record_id == own.c.id)
            .where(answers.c.record_type == "referral", answers.c.number == own.c.version)
        )
        rows = session(writes=False).connection().execute(statement)
        frame = pd.DataFrame(
            [(row.setting_id, row.child_id, [*(row.answers.get("peer_flags") or {})]) for row in rows],
            columns=["setting", "child", "flag"],
        ).explode("flag")
        frame.groupby(["setting", "flag"])["child"].nunique().unstack(fill_value=0)
        return time.perf_counter() - began


def rebuilt(app: Any) -> tuple[float, str]:
    """Seconds of `flask needs rebuild`, and its digest."""
    began = time.perf_counter()
    done = app.test_cli_runner().invoke(args=["needs", "rebuild"])
    assert done.exit_code == 0, done.output
    return time.perf_counter() - began, done.stdout.strip()


def asked(client: Any, path: str) -> Callable[[], float]:
    """One page, in milliseconds."""

    def ask() -> float:
        began = time.perf_counter()
        status = client.get(path).status_code
        took = (time.perf_counter() - began) * 1000
        assert status == 200, f"{path} answered {status}"
        return took

    return ask


def lists(client: Any) -> dict[str, str]:
    """The addresses behind the first figure of each table."""
    import re

    found = {}
    for name, query in LISTS.items():
        page = client.get(f"/needs/all{query}").text
        match = re.search(r'href="(/needs/forms\?[^"]+)"', page)
        assert match, f"{query} shows no figure"
        found[name] = match.group(1).replace("&amp;", "&")
    return found


def measure(folder: Path, url: str = "") -> bool:
    """Fill, measure and print on one database; whether the goals are met."""
    from foundation.access.lists import operator
    from foundation.store import acting_as

    app = county(folder, url)
    logging.disable(logging.INFO)
    with app.app_context(), acting_as(operator()):
        referrals.fill(COUNT, SEED)
    with_forms(app)
    same = _rebuilds(app)
    client = signed_in(app, "safeguarding@marchland.example")
    cold = {name: asked(client, path)() for name, path in list(MATRIX.items())[:1]}
    times: dict[str, list[float]] = {name: [] for name in ("empty page", *MATRIX, *LISTS)}
    every = {"empty page": "/help", **MATRIX, **lists(client)}
    for _ in range(ROUNDS):
        for name, path in every.items():
            times[name].append(asked(client, path)())
    return _printed(cold, times) and same


def _rebuilds(app: Any) -> bool:
    """Measure and print the rebuild; whether it comes to the same each time."""
    runs = [(rebuilt(app), plain_pandas(app)) for _ in range(REBUILDS)]
    engine = app.extensions["store"].dialect.name
    print(f"{engine}, {COUNT} referrals, seed {SEED}, {ROUNDS} rounds; load {os.getloadavg()[0]:.1f}\n")
    rebuild = statistics.median(run[0][0] for run in runs)
    pandas = statistics.median(run[1] for run in runs)
    digests = {run[0][1] for run in runs}
    print(f"{'rebuild':38}{rebuild:8.2f} s, plain pandas {pandas:.2f} s: {rebuild / pandas:.1f} times")
    same = len(digests) == 1
    print(f"{'digests of the rebuilds':38}{'the same' if same else 'DIFFERENT'}\n", flush=True)
    return same


def _printed(cold: dict[str, float], times: dict[str, list[float]]) -> bool:
    print(f"{'':38}{'median':>9}{'slowest':>9}{'ratio':>8}")
    for name, took in cold.items():
        print(f"{'cold: ' + name:38}{took:7.0f}ms")
    base, good = statistics.median(times["empty page"]), max(cold.values()) <= MATRIX_MS
    for name, found in times.items():
        middle = statistics.median(found)
        good &= middle <= (LIST_MS if name in LISTS else MATRIX_MS)
        print(f"{name:38}{middle:7.0f}ms{max(found):7.0f}ms{middle / base:8.1f}")
    print()
    return good


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and print; 1 where a goal is missed."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    good = True
    for url in ("", *filter(None, [os.environ.get("BENCH_POSTGRES", "")])):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            good &= measure(Path(folder), url)
    print(f"goals: a table within {MATRIX_MS:.0f} ms, also cold; a list within {LIST_MS:.0f} ms")
    print("met" if good else "MISSED")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
