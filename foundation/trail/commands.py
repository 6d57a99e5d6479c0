"""`flask trail verify` and `flask trail seal`."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from foundation.store.session import independent_session
from foundation.trail import seal_core

group = AppGroup("trail", help="The trail: what happened, what changed, who looked.")


def seal_now() -> int:
    """Seal what is open, in a transaction of its own; returns the number of lines."""
    with independent_session() as own:
        return seal_core.seal(own.connection(), _key(), current_app.config.get("TRAIL_ANCHOR") or None)


def _key() -> bytes:
    return str(current_app.config["TRAIL_KEY"]).encode()


@group.command("seal")
def seal_command() -> None:
    """Seal every line that no seal covers yet."""
    click.echo(f"{seal_now()} lines sealed")


@group.command("verify")
def verify_command() -> None:
    """Check the whole chain; exit 1 and name the first broken record if it does not hold."""
    seal_now()
    with independent_session() as own:
        found = seal_core.verify(own.connection(), _key(), current_app.config.get("TRAIL_ANCHOR") or None)
    if found.broken:
        click.echo(f"broken: {found.broken} ({found.lines} lines before it hold)", err=True)
        sys.exit(1)
    click.echo(f"{found.lines} lines in {found.seals} seals hold")
