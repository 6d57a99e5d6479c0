"""`flask transitions offers FILE` and `flask transitions ctf FILE...`: who is to come to a setting."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from foundation.access.lists import operator
from foundation.store import acting_as, session
from roll import import_coming, runs
from roll.commands import line_of, vars_of
from roll.models import ImportRun
from roll.tables import Reject
from transitions.actions import coming

_file = click.Path(exists=True, dir_okay=False, path_type=Path)
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
FIGURES = ("lines", "rows", "new", "changed", "same", "ended", "left_out", "questions", "rejected")


@click.command("offers")
@click.argument("file", type=_file)
@click.option(
    "--round", "round_name", default=import_coming.DEFAULT_ROUND, help="Which offers it is the whole of."
)
@click.option("--preview", is_flag=True, help="Say what would change; write nothing.")
@click.option("--confirm", is_flag=True, help="Apply although the file is held or has rejected lines.")
@_format
def offers_command(file: Path, round_name: str, preview: bool, confirm: bool, form: str) -> None:
    """Let a file of offers (upn, setting_urn, start_date, certainty) stand for its round, and sweep."""
    if not import_coming.ROUND.fullmatch(round_name):
        raise click.BadParameter("use small letters, figures and hyphens", param_hint="--round")
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        data = file.read_bytes()
        run = coming.offers(actor, data, file.name, round_name=round_name, confirm=confirm, preview=preview)
        told = _told(run)
        if preview:
            session().rollback()
            told["state"] = "preview"
        else:
            session().commit()
    _say([told], form)
    good = told["state"] == "applied" or (preview and not (told["held"] or told["rejects"]))
    sys.exit(0 if good else 1)


@click.command("ctf")
@click.argument("files", type=_file, nargs=-1, required=True)
@click.option("--confirm", is_flag=True, help="Apply files although pupils in them are rejected.")
@_format
def ctf_command(files: tuple[Path, ...], confirm: bool, form: str) -> None:
    """Take in Common Transfer Files, each whole or not at all, and sweep."""
    told = []
    with acting_as(operator()) as actor:
        for file in files:
            click.echo(f"Reading {file.name}", err=True)
            run = coming.transfer(actor, file.read_bytes(), file.name, confirm=confirm)
            told.append(_told(run))
            session().commit()
    _say(told, form)
    sys.exit(0 if all(one["state"] == "applied" for one in told) else 1)


def _told(run: ImportRun) -> dict[str, Any]:
    figures = {name: run.counts[name] for name in FIGURES if name in run.counts}
    found = {"state": run.status, "run": run.public_id, "file": run.file_name, **figures}
    rejects = [vars_of(Reject(r.line, r.column, r.reason)) for r in runs.rejects_of(run)]
    notes = [vars_of(Reject(r.line, r.column, r.reason)) for r in runs.rejects_of(run, "note")]
    return {**found, "held": run.counts.get("held", []), "rejects": rejects, "notes": notes}


def _say(told: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        click.echo(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False))
        return
    for one in told:
        for reject in one["rejects"]:
            click.echo(line_of(Reject(**reject)))
        for reason in one["held"]:
            click.echo(f"held: {reason}")
        figures = ", ".join(f"{one[name]} {name.replace('_', ' ')}" for name in FIGURES if name in one)
        click.echo(f"{one['file']}: {one['state']}: {figures}")
