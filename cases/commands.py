"""`flask cases load`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from cases import actions
from foundation.access.lists import operator
from foundation.store import acting_as, session

group = AppGroup("cases", help="Cases and separations.")
GROUPS = [group]


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def load_command(file: Path, shape: str) -> None:
    """Load known cases from a CSV file, one line for each party. All of it or nothing."""
    with acting_as(operator()) as actor:
        result = actions.load_cases(actor, file.read_bytes(), file.name)
        session().commit()
    if shape == "json":
        _print_json(result)
    else:
        _print(result)
    sys.exit(1 if result.refused else 0)


def _print(result: actions.LoadResult) -> None:
    for reject in result.rejects:
        where = f"line {reject.line}" if reject.line else "the file"
        column = f", {reject.column}" if reject.column else ""
        click.echo(f"{where}{column}: {reject.reason}", err=True)
    if result.refused:
        click.echo("nothing was loaded", err=True)
    else:
        click.echo(f"{result.loaded} cases loaded, {result.parties} parties, {result.known} known already")


def _print_json(result: actions.LoadResult) -> None:
    rejects = [{"line": r.line, "column": r.column, "reason": r.reason} for r in result.rejects]
    found = {"loaded": result.loaded, "parties": result.parties, "known": result.known, "rejects": rejects}
    click.echo(json.dumps(found))
