"""`flask roll settings FILE` and `flask roll calendar FILE`.

Progress goes to standard error, results to standard output; exit 1 where a file was refused, with why.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import AppGroup

from foundation.access.lists import operator
from foundation.store import acting_as, session
from roll import import_calendar, import_settings
from roll.models import ImportRun
from roll.tables import Reject

group = AppGroup("roll", help="Settings and school days. Roll files: see `flask transitions roll`.")
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@group.command("settings")
@_file
@click.option("--all", "every", is_flag=True, help="Take the settings of every authority in the file.")
@click.option("--la", "la_codes", multiple=True, help="Take these LA codes instead of the configured ones.")
@click.option("--preview", is_flag=True, help="Say what would change; write nothing.")
@click.option("--confirm", is_flag=True, help="Apply the good lines although others are rejected.")
@_format
def settings_command(
    file: Path, every: bool, la_codes: tuple[str, ...], preview: bool, confirm: bool, form: str
) -> None:
    """Import settings from the national register's extract (GIAS, edubasealldata)."""
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        found = import_settings.read(file.read_bytes(), file.name, every=every, la_codes=la_codes)
        if preview:
            _tell_preview(import_settings.preview(found), form)
            return
        run = import_settings.apply(actor, found, confirm=confirm)
        session().commit()
        rejects = [found.problem] if found.problem else found.rejects
        tell(run, rejects, ("new", "changed", "same", "left_out", "rejected"), form)


@group.command("calendar")
@_file
@_format
def calendar_command(file: Path, form: str) -> None:
    """Import school days: setting_urn (blank for the authority), date_from, date_to, kind."""
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        run, rejects = import_calendar.apply_with_rejects(actor, file.read_bytes(), file.name)
        session().commit()
        tell(run, rejects, ("rows", "new", "rejected"), form)


def _tell_preview(found: import_settings.SettingsPreview, form: str) -> None:
    rejects = [found.problem] if found.problem else list(found.rejects)
    figures = {"new": found.new, "changed": found.changed, "same": found.same, "left_out": found.left_out}
    if form == "json":
        click.echo(json.dumps({"state": "preview", **figures, "rejects": [vars_of(r) for r in rejects]}))
    else:
        _lines(rejects)
        click.echo("Preview, nothing was written: " + _figures(figures))
    sys.exit(1 if rejects else 0)


def tell(run: ImportRun, rejects: Iterable[Reject], names: Iterable[str], form: str) -> None:
    """Print what became of a run and every reject; exit 1 unless it was applied."""
    rejects = list(rejects)
    figures = {name: run.counts.get(name, 0) for name in names}
    if form == "json":
        found = {
            "state": run.status,
            "file": run.file_name,
            **figures,
            "rejects": [vars_of(r) for r in rejects],
        }
        click.echo(json.dumps(found))
    else:
        _lines(rejects)
        applied = "Applied" if run.status == "applied" else "Refused, nothing was applied"
        click.echo(f"{applied}: {_figures(figures)}")
    sys.exit(0 if run.status == "applied" else 1)


def vars_of(reject: Reject) -> dict[str, object]:
    """A reject as JSON."""
    return {"line": reject.line, "column": reject.column, "reason": reject.reason}


def line_of(reject: Reject) -> str:
    """A reject as one line: where, and why."""
    place = f"line {reject.line}" if reject.line else "file"
    return f"{place}, {reject.column}: {reject.reason}" if reject.column else f"{place}: {reject.reason}"


def _lines(rejects: Iterable[Reject]) -> None:
    for reject in rejects:
        click.echo(line_of(reject))


def _figures(figures: dict[str, int]) -> str:
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in figures.items())


GROUPS = [group]
