"""`flask backup` and `flask restore`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from foundation.store import documents, engine
from foundation.store.session import independent_session
from foundation.trail import seal_core
from foundation.trail.commands import seal_now
from portal import backup_core
from portal.backup_core import BackupError, Contents


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write everything to FILE, encrypted with DATA_KEYS (which are not in it: keep them elsewhere)."""
    seal_now()
    try:
        contents = backup_core.write(file, engine(), documents.current(), _say)
    except BackupError as refused:
        _refuse(refused)
    click.echo(f"{file}: {_words(contents)}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(file: Path) -> None:
    """Put FILE into a new, migrated database of either kind: all of it or nothing."""
    try:
        contents = backup_core.restore(file, engine(), documents.current(), _say)
    except BackupError as refused:
        _refuse(refused)
    with independent_session() as own:
        key = str(current_app.config["TRAIL_KEY"]).encode()
        found = seal_core.verify(own.connection(), key, None)
    if found.broken:
        click.echo(
            f"everything is restored, but the trail does not hold: {found.broken}. Is it the same TRAIL_KEY?",
            err=True,
        )
        sys.exit(1)
    click.echo(f"restored {_words(contents)}; the trail holds ({found.lines} lines)")


def _words(contents: Contents) -> str:
    return (
        f"{contents.rows} rows of {len(contents.tables)} tables and {contents.documents} documents, as of "
        f"{contents.made_at} ({contents.engine}, revision {contents.revision})"
    )


def _say(words: str) -> None:
    click.echo(words, err=True)


def _refuse(refused: BackupError) -> None:
    click.echo(f"refused: {refused}", err=True)
    sys.exit(1)
