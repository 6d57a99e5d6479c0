"""`flask doctor`: what is wrong with this installation, and how to mend it (interfaces)."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from heapq import nlargest
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from fap.uploads import scanner
from foundation.access.lists import accounts_with, operator
from foundation.access.permissions import Role
from foundation.jobs import lists as jobs
from foundation.post.carriers import BadMailUrl, CarrierDown, carrier
from foundation.store import acting_as, documents, engine, now, session, today
from foundation.store.calendar_models import CalendarEntry
from foundation.store.clock import day_words
from foundation.store.crypto import CannotDecryptError
from foundation.trail.models import TrailEntry
from portal.config import MEANINGS, UnsafeConfiguration, default_of
from portal.readiness import readiness
from roll import runs
from roll.decided import ROLL_OLD_AFTER
from roll.lists import open_settings
from transitions.self_check import last_check

OK, LOOK, WRONG = "ok", "look", "wrong"
LEAST_FREE = 1024**3
JOB_LATE = dt.timedelta(minutes=15)
CALENDAR_AHEAD = dt.timedelta(days=180)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `state` ok, look (works, and a person should look) or wrong; how to mend it."""

    name: str
    state: str
    words: str
    mend: str = ""


def findings() -> Iterator[Finding]:
    """Everything that can be looked at; the database first, and nothing else of it when it cannot be read."""
    yield Finding("configuration", OK, f"{current_app.config['PORTAL_MODE']} mode")
    yield from (_disk(), _pages(), _mail(), _scanner())
    try:
        ready = readiness()
        if not ready["database"]:
            yield Finding("database", WRONG, "cannot be reached", "look at DATABASE_URL and the server")
        elif not ready["migrations"]:
            yield Finding("database", WRONG, "is not at the code's revision", "flask --app wsgi db upgrade")
        else:
            yield Finding("database", OK, f"{engine().dialect.name}, at the code's revision")
            with acting_as(operator()):
                yield from (look() for look in IN_THE_DATABASE)
    except SQLAlchemyError as broken:
        yield Finding("database", WRONG, f"cannot be read ({type(broken).__name__})", "look at DATABASE_URL")


def _disk() -> Finding:
    folder = documents.current().root
    if not os.access(folder, os.W_OK):
        return Finding(
            "DATA_DIR", WRONG, "cannot be written", "give the portal's user the right to write there"
        )
    free = shutil.disk_usage(folder).free
    words = f"{free // 1024**2} MB free"
    if free < LEAST_FREE:
        return Finding("DATA_DIR", LOOK, words, "make room: uploads fail when the disk is full")
    return Finding("DATA_DIR", OK, words)


def _pages() -> Finding:
    if (Path(str(current_app.static_folder)) / "app.css").exists():
        return Finding("pages", OK, "styles and scripts are built")
    return Finding("pages", LOOK, "styles and scripts are not built: pages work and look plain", "make setup")


def _mail() -> Finding:
    try:
        carrier(current_app.config["MAIL_URL"]).ping()
    except (BadMailUrl, CarrierDown, OSError) as broken:
        return Finding(
            "MAIL_URL", WRONG, f"mail does not go out: {broken}", "look at MAIL_URL and the server"
        )
    return Finding("MAIL_URL", OK, "the carrier answers")


def _scanner() -> Finding:
    if not scanner.address():
        return Finding(
            "CLAMD_ADDRESS", LOOK, "no virus scanner: uploads are not scanned", "set CLAMD_ADDRESS"
        )
    try:
        scanner.verdict(b"doctor")
    except scanner.ScannerDown:
        return Finding("CLAMD_ADDRESS", WRONG, "the scanner does not answer: uploads wait", "start clamd")
    return Finding("CLAMD_ADDRESS", OK, "the scanner answers")


def _keys() -> Finding:
    """The newest lines of the trail and documents open with DATA_KEYS."""
    try:
        session().scalars(select(TrailEntry).order_by(TrailEntry.id.desc()).limit(20)).all()
        there = documents.current().root.glob("??/*")
        for path in nlargest(5, there, key=lambda found: found.stat().st_mtime_ns):
            documents.get(path.name)
    except CannotDecryptError as locked:
        return Finding(
            "DATA_KEYS",
            WRONG,
            f"what was written does not open: {locked}",
            "put the old key back, after the new one",
        )
    return Finding("DATA_KEYS", OK, "what was written opens")


def _people() -> Finding:
    if accounts_with(Role.ADMINISTRATOR):
        return Finding("administrator", OK, "there is one")
    mend = "flask --app wsgi accounts invite EMAIL --role administrator"
    return Finding("administrator", WRONG, "nobody can administer the portal", mend)


def _worker() -> Finding:
    parked, since = jobs.counts()["parked"], jobs.waiting_since()
    if since is not None and now() - since > JOB_LATE:
        return Finding(
            "worker", WRONG, f"work waits since {since.isoformat()}", "start `flask --app wsgi jobs work`"
        )
    if parked:
        return Finding(
            "worker", LOOK, f"{parked} jobs failed and wait", "flask --app wsgi jobs status, then again"
        )
    return Finding("worker", OK, "nothing waits")


def _roll() -> Finding:
    if not open_settings():
        return Finding("settings", WRONG, "no setting is known", "flask --app wsgi roll settings FILE")
    run = runs.last_applied("roll")
    if run is None or run.as_of is None:
        return Finding(
            "roll",
            LOOK,
            "no roll was ever applied: moves cannot be seen",
            "flask --app wsgi transitions roll FILE",
        )
    words = f"the newest is as of {day_words(run.as_of)}"
    old = (today() - run.as_of).days > ROLL_OLD_AFTER.value(run.as_of)
    return Finding("roll", LOOK if old else OK, words, "take in a newer roll" if old else "")


def _watch() -> Finding:
    check = last_check()
    if check is None:
        return Finding("self-check", LOOK, "has never run", "the worker runs it at night; is it running?")
    if check.status != "agrees":
        return Finding("self-check", WRONG, f"says: {check.status}", "open the differences as the officer")
    return Finding("self-check", OK, "alerts agree with the records")


def _calendar() -> Finding:
    last = (
        session().scalars(select(CalendarEntry.date_until).order_by(CalendarEntry.date_until.desc())).first()
    )
    if last is None or last < today() + CALENDAR_AHEAD:
        words = f"school days are known until {day_words(last)}" if last else "no school day is known"
        return Finding("calendar", LOOK, words, "flask --app wsgi roll calendar FILE")
    return Finding("calendar", OK, f"until {day_words(last)}")


IN_THE_DATABASE: tuple[Callable[[], Finding], ...] = (_keys, _people, _worker, _roll, _watch, _calendar)


@click.command("doctor")
@click.option(
    "--config", "settings", is_flag=True, help="Every variable: meaning, default, whether it is set."
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
@with_appcontext
def doctor(settings: bool, shape: str) -> None:
    """Say what is wrong with this installation and how to mend it; exit 1 when something is."""
    _config(shape) if settings else _report(list(findings()), shape)


def instead(refused: UnsafeConfiguration) -> Flask:
    """What `flask doctor` runs in when the portal itself does not start: it says why."""
    app = Flask("portal")
    wrong = [Finding("configuration", WRONG, line.strip()) for line in str(refused).splitlines()[1:]]

    @app.cli.command("doctor")
    @click.option("--config", "settings", is_flag=True)
    @click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
    def command(settings: bool, shape: str) -> None:
        _config(shape) if settings else _report(wrong, shape)

    return app


def _report(found: list[Finding], shape: str) -> None:
    if shape == "json":
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
    else:
        for one in found:
            click.echo(
                f"{one.state:6}{one.name}: {one.words}" + (f"\n      mend: {one.mend}" if one.mend else "")
            )
    sys.exit(1 if any(one.state == WRONG for one in found) else 0)


def _config(shape: str) -> None:
    rows = [
        {"name": name, "meaning": words, "default": default_of(name), "set": bool(os.environ.get(name))}
        for name, words in MEANINGS.items()
    ]
    if shape == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        state = "set" if row["set"] else f"not set, default {row['default'] or 'none'}"
        click.echo(f"{row['name']} ({state})\n    {row['meaning']}")
