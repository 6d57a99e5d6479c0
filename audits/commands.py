"""`flask audits sample`: the sample of a month, without opening the audit."""

from __future__ import annotations

import json
import sys

import click
from flask.cli import AppGroup

from audits import actions, population_core
from audits.periods import month
from audits.questions import ALWAYS
from audits.sampling import Drawn, draw
from foundation.access.lists import operator
from foundation.store import acting_as, session
from foundation.trail import opening

group = AppGroup("audits", help="The monthly audit.")
GROUPS = [group]


@group.command("sample")
@click.argument("month_", metavar="MONTH")
@click.option("--seed", default="", help="The seed of the draw; without one it is the month itself.")
@click.option("--size", default=actions.SIZE, show_default=True, help="How many records.")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def sample_command(month_: str, seed: str, size: int, shape: str) -> None:
    """The sample of MONTH (2026-10): references, why each is in, and which are marked twice.

    The same month, seed and records give the same sample. It is the draw that opening the audit in the
    browser makes with the same seed.
    """
    try:
        period = month(month_)
    except ValueError as refused:
        raise click.BadParameter(str(refused)) from refused
    if size < 1:
        raise click.BadParameter("the size must be at least 1")
    seed = seed or f"{period.first:%Y-%m}"
    session(writes=False)  # the line of the trail is written beside it, in a transaction of its own
    with acting_as(operator()) as actor:
        found = population_core.population(session().connection(), period.first, period.last)
        drawn = draw(found, seed, size)
        children = {child for one in drawn for child in one.candidate.children}
        opening(actor, "audits sample", kind="export", children=children)
    click.echo(f"{len(drawn)} of {len(found)} records, seed {seed}", err=True)
    rows = [_row(one) for one in drawn]
    if shape == "json":
        click.echo(json.dumps({"month": f"{period.first:%Y-%m}", "seed": seed, "sample": rows}, indent=2))
        return
    for row in rows:
        click.echo(
            "\t".join(str(row[key]) for key in ("subject", "reference", "stratum", "always", "second"))
        )
    sys.stdout.flush()


def _row(one: Drawn) -> dict[str, object]:
    found = one.candidate
    return {
        "subject": found.subject,
        "reference": found.reference,
        "known_as": found.known_as,
        "stratum": found.stratum,
        "always": ALWAYS.get(found.always, ""),
        "second": one.second,
    }
