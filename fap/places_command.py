"""`flask fap places FILE`."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from fap.actions.school_places import load_places, said_of
from foundation.access.lists import operator
from foundation.store import acting_as, session


@click.command("places")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="The day of the figures; today.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_appcontext
def places(file: Path, as_of: dt.datetime | None, shape: str) -> None:
    """Load places of schools: setting_urn, year_group, places, on_roll (CSV or XLSX).

    Good lines are stored. Each bad line is refused with its reason, and the exit code is 1.
    """
    with acting_as(operator()) as actor:
        try:
            run, rejects = load_places(actor, file.read_bytes(), file.name, as_of.date() if as_of else None)
        except ValueError as refused:
            raise click.ClickException(str(refused)) from None
        session().commit()
        said, day = said_of(run), run.as_of
        counts = {name: run.counts.get(name, 0) for name in ("rows", "new", "changed", "rejected")}
    if shape == "json":
        lines = [{"line": r.line, "column": r.column, "reason": r.reason} for r in rejects]
        click.echo(json.dumps({"as_of": day.isoformat() if day else None, **counts, "rejects": lines}))
    else:
        for r in rejects:
            where = f"line {r.line}" if r.line else "the file"
            click.echo(f"{where}{', ' + r.column if r.column else ''}: {r.reason}", err=True)
        click.echo(said)
    sys.exit(1 if rejects else 0)
