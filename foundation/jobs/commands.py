"""``flask jobs``: do background work, and say how it stands."""

from __future__ import annotations

import json
import signal
import sys
from types import FrameType

import click
from flask import current_app
from flask.cli import AppGroup

from foundation.jobs import lists
from foundation.jobs.actions import try_again
from foundation.jobs.worker import Worker
from foundation.store.session import session

EXTENSION = "jobs.who"

group = AppGroup("jobs", help="Background work: the outbox, the nightly list, and what pages asked for.")


@group.command("work", with_appcontext=True)
@click.option("--once", is_flag=True, help="Do what is due now and stop.")
def work(once: bool) -> None:
    """Do background work until told to stop."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    worker = Worker(app, **({"who": app.extensions[EXTENSION]} if EXTENSION in app.extensions else {}))
    session().rollback()
    if once:
        click.echo(f"{worker.once()} jobs done", err=True)
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    click.echo("working; Ctrl+C stops after the job at hand", err=True)
    worker.forever()


@group.command("status", with_appcontext=True)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def status(shape: str) -> None:
    """How many jobs wait, run, are done or are parked."""
    found = lists.counts()
    since = lists.waiting_since()
    if shape == "json":
        click.echo(json.dumps({**found, "waiting_since": since.isoformat() if since else None}))
    else:
        for state, number in found.items():
            click.echo(f"{state:8} {number}")
        click.echo(f"oldest   {since.isoformat() if since else '-'}")
    sys.exit(1 if found["parked"] else 0)


@group.command("again", with_appcontext=True)
def again() -> None:
    """Give every parked job its tries back."""
    jobs = lists.parked()
    for job in jobs:
        try_again(job)
    session().commit()
    click.echo(f"{len(jobs)} jobs wait again", err=True)
