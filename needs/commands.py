"""`flask needs rebuild` and `flask needs matrix`."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from foundation.access.lists import operator
from foundation.store import acting_as, session
from foundation.trail import opening
from needs import actions, answering, exports
from needs.asking import KINDS, read_day
from needs.dimensions import DIMENSIONS
from needs.matrix import CHILDREN, UNITS, Ask

group = AppGroup("needs", help="The needs data matrix.")
GROUPS = [group]
KEYS = click.Choice(list(DIMENSIONS))


class Day(click.ParamType[dt.date]):
    """A day: 2025-09-01 or 1/9/2025."""

    name = "day"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Text into a date; wrong usage otherwise."""
        if isinstance(value, dt.date):
            return value
        try:
            return read_day(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2025-09-01", param, ctx)


@group.command("rebuild")
def rebuild_command() -> None:
    """Make the read model from the records again; prints its digest."""
    with acting_as(operator()) as actor:
        count, digest = actions.rebuild(actor)
        session().commit()
    click.echo(f"{count} forms", err=True)
    click.echo(digest)


@group.command("matrix")
@click.option("--rows", type=KEYS, help="The key of the rows.")
@click.option("--columns", type=KEYS, help="The key of the columns.")
@click.option("--count", "unit", type=click.Choice(UNITS), default=CHILDREN, help="Children or forms.")
@click.option("--forms", "kind", type=click.Choice([kind for kind in KINDS if kind]), default=None)
@click.option("--from", "from_", type=Day(), help="The first day of submission.")
@click.option("--to", type=Day(), help="The last day of submission.")
@click.option(
    "--suppressed", is_flag=True, help="As shared: figures under 5, and what would tell them, hidden."
)
@click.option("--format", "shape", type=click.Choice(["csv", "json", "xlsx"]), default="csv")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the output."
)
@click.option("--list", "listing", is_flag=True, help="The keys of rows and columns.")
def matrix_command(
    rows: str | None,
    columns: str | None,
    unit: str,
    kind: str | None,
    from_: dt.date | None,
    to: dt.date | None,
    suppressed: bool,
    shape: str,
    output: Path | None,
    listing: bool,
) -> None:
    """Count children or forms by two keys."""
    if listing:
        for key, found in DIMENSIONS.items():
            click.echo(f"{key}\t{found.title}")
        return
    if not rows or not columns or rows == columns:
        raise click.UsageError("give two different keys: --rows and --columns (--list names them)")
    if from_ and to and from_ > to:
        raise click.UsageError("--to must not come before --from")
    ask = Ask(rows, columns, unit, from_, to, kind or "")
    session(writes=False)  # the line of the trail is written beside it, in a transaction of its own
    with acting_as(operator()) as actor:
        table = answering.counted(ask, shared=suppressed)
        made = exports.MAKERS[shape](table, actor.name)
        opening(actor, "needs matrix", kind="export")
    _put(made, output)


def _put(made: str | bytes, output: Path | None) -> None:
    data = made.encode() if isinstance(made, str) else made
    if output is not None:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data if data.endswith(b"\n") or isinstance(made, bytes) else data + b"\n")
        sys.stdout.buffer.flush()
