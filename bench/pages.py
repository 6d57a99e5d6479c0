"""`python -m bench pages`: pages of the invented county beside an empty page of the same person, in one run.

Prints medians and 95th percentiles in milliseconds over interleaved rounds, and the ratio of each to the
empty page. The machine is shared and noisy: read the ratios, not the milliseconds.
"""

from __future__ import annotations

import os
import platform
import re
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.asking import asking

ROUNDS, EACH, SEED, CHILDREN = 5, 8, 7, 2000


def county(folder: Path, url: str = "") -> Any:
    """The application on a fresh invented county; on SQLite unless an empty database is named."""
    os.environ.update(PORTAL_MODE="demo", FLASK_APP="wsgi")
    from portal import create_app

    app = create_app(
        {
            "PORTAL_MODE": "demo",
            "DATABASE_URL": url or f"sqlite:///{folder / 'bench.sqlite'}",
            "DATA_DIR": str(folder / "data"),
            "MAIL_URL": f"file:{folder / 'mail'}",
        }
    )
    run = app.test_cli_runner().invoke
    for words in (["db", "upgrade"], ["demo", "load", "--children", str(CHILDREN), "--seed", str(SEED)]):
        done = run(args=words)
        if done.exit_code:
            sys.exit(done.output)
    return app


def signed_in(app: Any, email: str) -> Any:
    """A browser of one of the county's people."""
    from portal.demo.people import PASSWORD

    client = app.test_client()
    token = _token(client.get("/sign-in").text)
    client.post("/sign-in", data={"csrf_token": token, "email": email, "password": PASSWORD})
    return client


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "the page has no form"
    return found.group(1)


def pages(app: Any) -> dict[str, Callable[[], int]]:
    """What is measured: a name, and what asks for it and answers with the status."""
    people = {
        who: signed_in(app, f"{who}@{where}.example")
        for who, where in (("dsl", "saltbeck"), ("coordinator", "marchland"), ("safeguarding", "marchland"))
    }

    def get(who: str, path: str) -> Callable[[], int]:
        return lambda: int(people[who].get(path).status_code)

    found = {
        "empty page": get("dsl", "/help"),
        "home, safeguarding lead": get("dsl", "/"),
        "home, safeguarding officer": get("safeguarding", "/"),
        "home, coordinator": get("coordinator", "/"),
        "alerts": get("safeguarding", "/alerts"),
        "needs matrix": get("safeguarding", "/needs"),
        "placement check, by key": asking(app),
    }
    return {**found, "save one section of a referral": saving(app, people["dsl"])}


def saving(app: Any, client: Any) -> Callable[[], int]:
    """Save the first section of a draft with a changed answer, with its trail."""
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
            path = f"/referrals/{draft.public_id}/form/reason"

    def save() -> int:
        page = client.get(path).text
        revision = re.search(r'name="revision"[^>]*value="(\d+)"', page)
        data = {"csrf_token": _token(page), "revision": revision.group(1) if revision else "0"}
        data["reason_text"] = f"What led to this referral: {secrets.token_hex(8)}"
        began = time.perf_counter()
        status = client.post(path, data=data).status_code
        save.took = (time.perf_counter() - began) * 1000  # type: ignore[attr-defined]
        return int(status)

    return save


def measured(ask: Callable[[], int]) -> float:
    """Milliseconds of one request; where the request itself is only a part, the part's own time."""
    began = time.perf_counter()
    status = ask()
    took = (time.perf_counter() - began) * 1000
    assert status < 400, f"answered {status}"
    return float(getattr(ask, "took", took))


def main(_arguments: Sequence[str] = ()) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        app = county(Path(folder))
        asked = pages(app)
        times: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(ROUNDS):
            for name, ask in asked.items():
                measured(ask)
                times[name] += [measured(ask) for _ in range(EACH)]
    base = statistics.median(times["empty page"])
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite")
    print(f"{CHILDREN} children, seed {SEED}, {ROUNDS} interleaved rounds of {EACH}\n")
    print(f"{'':34}{'median':>9}{'p95':>9}{'ratio':>8}")
    for name, found in times.items():
        middle, high = statistics.median(found), statistics.quantiles(found, n=20)[18]
        print(f"{name:34}{middle:7.1f}ms{high:7.1f}ms{middle / base:8.1f}")
    return 0
