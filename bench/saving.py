"""`python -m bench saving`: saving one section of a referral while it is typed, revision and trail included.

Every save posts the whole form of the section's page as a browser does, with one text changed, and is
answered when it is committed. Beside it an empty page of the same person, in the same run: read the ratios,
and on a busy machine how long this process itself worked. On PostgreSQL too where `BENCH_POSTGRES` names an
empty database.
"""

from __future__ import annotations

import logging
import os
import platform
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from bench.desk import Times
from bench.desk import asked as one_page
from bench.pages import CHILDREN, SEED, county, signed_in

ROUNDS, EACH = 5, 8
GOAL_MS = 60.0
PLACES = {
    "reason": ("reason", "", "reason_text"),
    "child": ("child", "", "preferred_type"),
    "context, home": ("context", "context/home", "response"),
    "harm between children": ("harm", "", "peer_flags-gangs-what_is_known"),
    "education": ("education", "", "internal_support"),
}
"""Name -> (section, page inside it, the text that is changed)."""


class Fields(HTMLParser):
    """What a browser would post of a page's form, by name."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.text = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note inputs and options; remember where a text begins."""
        known = dict(attrs)
        name, value = known.get("name") or "", known.get("value") or ""
        if tag == "input" and name and known.get("type") not in ("submit", "file"):
            if known.get("type") not in ("radio", "checkbox") or "checked" in known:
                self.found.append((name, value))
        elif tag == "textarea":
            self.text = name
            self.found.append((name, ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in known and self.select:
            self.found.append((self.select, value))

    def handle_data(self, data: str) -> None:
        """The words of a text."""
        if self.text:
            self.found[-1] = (self.text, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        """The end of a text or of a list."""
        if tag == "textarea":
            self.text = ""
        elif tag == "select":
            self.select = ""


def draft_of(app: Any) -> str:
    """The address of the form of a draft at the safeguarding lead's school."""
    from sqlalchemy import select

    from fap.models import Referral
    from foundation.access.lists import account_by_email, actor_of
    from foundation.store import acting_as, session

    with app.app_context():
        account = account_by_email("dsl@saltbeck.example")
        assert account is not None
        with acting_as(actor_of(account)):
            draft = session().scalars(select(Referral).where(Referral.status == "draft")).first()
            assert draft is not None, "the county has no draft"
            return f"/referrals/{draft.public_id}/form"


def saving(client: Any, form: str, place: str) -> Callable[[], Times]:
    """One save of a page: milliseconds on the wall's clock, and of this process alone."""
    section, path, key = PLACES[place]
    page = f"{form}/{section}" + (f"/at/{path}" if path else "")
    address = f"{form}/{section}/autosave" + (f"?at={path}" if path else "")

    def save() -> Times:
        fields = Fields()
        fields.feed(client.get(page).text)
        data: dict[str, list[str]] = {}
        for name, value in fields.found:
            data.setdefault(name, []).append(value)
        assert key in data, f"{place}: the page has no {key}"
        data[key] = [f"Changed once more: {secrets.token_hex(8)}"]
        began, worked = time.perf_counter(), time.process_time()
        answer = client.post(address, data=data)
        took = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
        assert answer.status_code == 200, f"{place}: answered {answer.status_code}"
        return took

    return save


def measure(folder: Path, url: str = "") -> float:
    """Measure and print on one database; the slowest 95th percentile of a save."""
    app = county(folder, url)
    logging.disable(logging.INFO)
    client = signed_in(app, "dsl@saltbeck.example")
    form = draft_of(app)
    asked: dict[str, Callable[[], Times]] = {"empty page": one_page(client, "/help")}
    asked |= {place: saving(client, form, place) for place in PLACES}
    times: dict[str, list[Times]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, ask in asked.items():
            ask()
            times[name] += [ask() for _ in range(EACH)]
    engine, load = app.extensions["store"].dialect.name, os.getloadavg()[0]
    print(f"{engine}, {CHILDREN} children, {ROUNDS} interleaved rounds of {EACH}; load {load:.1f}\n")
    print(f"{'':34}{'median':>9}{'p95':>9}{'ratio':>8}{'work, p95':>12}")
    base, worst = statistics.median(wall for wall, _work in times["empty page"]), 0.0
    for name, found in times.items():
        walls, works = zip(*found, strict=True)
        middle, high = statistics.median(walls), statistics.quantiles(walls, n=20)[18]
        work = statistics.quantiles(works, n=20)[18]
        worst = max(worst, high if name in PLACES else 0.0)
        print(f"{name:34}{middle:7.1f}ms{high:7.1f}ms{middle / base:8.1f}{work:10.1f}ms")
    print()
    return worst


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and print; 1 where a section takes longer than the goal."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, seed {SEED}\n")
    worst = 0.0
    for url in ("", os.environ.get("BENCH_POSTGRES", "")):
        if url or not worst:
            with tempfile.TemporaryDirectory(prefix="bench-") as folder:
                worst = max(worst, measure(Path(folder), url))
    print(f"goal: every section within {GOAL_MS:.0f} ms at the 95th percentile; slowest {worst:.1f} ms")
    return int(worst > GOAL_MS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
