"""`python -m bench desk`: the desk with 10,000 referrals, beside an empty page of the same person.

Each view of the desk is asked in interleaved rounds, on SQLite and, where `BENCH_POSTGRES` names an empty
database, on PostgreSQL. Prints the number of statements too, which must not grow with the referrals, and how
long this process itself worked (a database server's work left out): a busy machine stretches that less.
"""

from __future__ import annotations

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

ROUNDS, EACH, COUNT = 5, 8, 10_000
Times = tuple[float, float]
GOAL_MS = 150.0
VIEWS = {
    "desk": "/fair-access",
    "desk, danger first": "/fair-access?sort=danger",
    "desk, by school": "/fair-access?sort=school",
    "desk, kept apart": "/fair-access?danger=apart",
    "desk, one flag, incomplete": "/fair-access?danger=gangs&incomplete=yes",
    "desk, everything, page 40": "/fair-access?state=all&sort=date&page=40",
}


def asked(client: Any, path: str) -> Callable[[], Times]:
    """One page: milliseconds on the wall's clock, and of this process alone."""

    def ask() -> Times:
        began, worked = time.perf_counter(), time.process_time()
        status = client.get(path).status_code
        took = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
        assert status == 200, f"{path} answered {status}"
        return took

    return ask


def statements(app: Any, ask: Callable[[], Times]) -> int:
    """How many statements one page runs."""
    from sqlalchemy import event

    engine, seen = app.extensions["store"], []

    def note(*words: Any) -> None:
        seen.append(words[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def measure(folder: Path, url: str = "") -> float:
    """Fill, measure and print on one database; the slowest 95th percentile of the desk."""
    from foundation.access.lists import operator
    from foundation.store import acting_as

    app = county(folder, url)
    logging.disable(logging.INFO)
    client = signed_in(app, "coordinator@marchland.example")
    views = {name: asked(client, path) for name, path in VIEWS.items()}
    few = {name: statements(app, ask) for name, ask in views.items()}
    with app.app_context(), acting_as(operator()):
        referrals.fill(COUNT, SEED)
    times: dict[str, list[Times]] = {name: [] for name in ("empty page", *views)}
    every = {"empty page": asked(client, "/help"), **views}
    for _ in range(ROUNDS):
        for name, ask in every.items():
            ask()
            times[name] += [ask() for _ in range(EACH)]
    return _printed(app, times, few, views)


def _printed(
    app: Any, times: dict[str, list[Times]], few: dict[str, int], views: dict[str, Callable[[], Times]]
) -> float:
    base, worst = statistics.median(wall for wall, _work in times["empty page"]), 0.0
    engine = app.extensions["store"].dialect.name
    print(f"{engine}, {COUNT} referrals, {ROUNDS} rounds of {EACH}; load {os.getloadavg()[0]:.1f}\n")
    print(f"{'':34}{'median':>9}{'p95':>9}{'ratio':>8}{'work, p95':>12}{'statements (before)':>22}")
    for name, found in times.items():
        walls, works = zip(*found, strict=True)
        middle, high = statistics.median(walls), statistics.quantiles(walls, n=20)[18]
        work = statistics.quantiles(works, n=20)[18]
        count = f"{statements(app, views[name])} ({few[name]})" if name in views else ""
        worst = max(worst, high if name in views else 0.0)
        print(f"{name:34}{middle:7.1f}ms{high:7.1f}ms{middle / base:8.1f}{work:10.1f}ms{count:>22}")
    print()
    return worst


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and print; 1 where a view takes longer than the goal."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, seed {SEED}\n")
    worst = 0.0
    for url in ("", os.environ.get("BENCH_POSTGRES", "")):
        if url or not worst:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                worst = max(worst, measure(Path(folder), url))
    print(f"goal: every view within {GOAL_MS:.0f} ms at the 95th percentile; slowest {worst:.1f} ms")
    return int(worst > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
