"""`flask roll settings FILE`, `links FILE`, `calendar FILE`, `postcodes FILE` and `wards FILE`.

Progress goes to standard error, results to standard output; exit 1 where a file was refused, with why.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click
from flask.cli import AppGroup

from foundation.access.lists import operator
from foundation.store import acting_as, session
from roll import import_calendar, import_links, import_places, import_settings
from roll.models import ImportRun
from roll.tables import Reject

group = AppGroup(
    "roll", help="Settings, school days, postcodes, wards. Roll files: see `flask transitions roll`."
)
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_OUTCOMES = {
    "applied": "Applied",
    "held": "Held, nothing was applied (--confirm applies it)",
    "rejected": "Refused, nothing was applied",
}
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


@group.command("links")
@_file
@click.option("--confirm", is_flag=True, help="Apply the file although links that stood are no longer in it.")
@_format
def links_command(file: Path, confirm: bool, form: str) -> None:
    """Import links between settings from the national register (GIAS, links_edubasealldata)."""
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        found = import_links.read(file.read_bytes(), file.name)
        run = import_links.apply(actor, found, confirm=confirm)
        session().commit()
        rejects = [found.problem] if found.problem else found.rejects
        tell(run, rejects, ("new", "same", "ended", "left_out", "rejected"), form)


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


@group.command("postcodes")
@_file
@click.option("--area", "areas", multiple=True, help="Take only this postcode area (HR); may be repeated.")
@click.option("--confirm", is_flag=True, help="Load a file with far fewer postcodes than stand.")
@_format
def postcodes_command(file: Path, areas: tuple[str, ...], confirm: bool, form: str) -> None:
    """Load the national postcode directory (ONSPD or NSPL, the one large CSV) in the place of the last."""
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        session().rollback()  # nothing is locked while the file is looked through
        run, rejects = import_places.postcodes(actor, file, areas=areas, confirm=confirm, told=_told())
        session().commit()
        tell(run, rejects, ("lines", "new", "left_out", "rejected", "children"), form)


@group.command("wards")
@_file
@click.option("--confirm", is_flag=True, help="Load a file with far fewer wards than stand.")
@_format
def wards_command(file: Path, confirm: bool, form: str) -> None:
    """Load the names of wards (code and name) in the place of those before."""
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        session().rollback()  # nothing is locked while the file is looked through
        run, rejects = import_places.wards(actor, file, confirm=confirm)
        session().commit()
        tell(run, rejects, ("lines", "new", "rejected"), form)


def _told() -> Callable[[int, int], None]:
    """Say how far a large file has been read, at every tenth of it."""
    said: list[int] = []

    def told(done: int, total: int) -> None:
        tenth = 10 * done // max(1, total)
        if not said or said[-1] != tenth:
            said.append(tenth)
            click.echo(f"{10 * tenth} % read", err=True)

    return told


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
        for reason in run.counts.get("held", ()):
            click.echo(f"held: {reason}")
        click.echo(f"{_OUTCOMES.get(run.status, _OUTCOMES['rejected'])}: {_figures(figures)}")
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
