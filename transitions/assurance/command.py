"""`flask transitions assurance`: the statement as text or JSON."""

from __future__ import annotations

import datetime as dt
import json

import click

from foundation.access.lists import operator
from foundation.store import acting_as, today
from foundation.store.clock import day_words
from transitions.assurance.statement import statement
from transitions.assurance.telling import as_document, in_one_sentence, lines

_day = click.DateTime(formats=["%Y-%m-%d"])


@click.command("assurance")
@click.option("--as-of", type=_day, default=None, help="The day to speak of (today); also one in the past.")
@click.option("--since", type=_day, default=None, help="Where the period of the moves begins.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def assurance_command(as_of: dt.datetime | None, since: dt.datetime | None, form: str) -> None:
    """Can we give an assurance? Separations in force and where their children are, moves, what is overdue."""
    with acting_as(operator()):
        try:
            found = statement(as_of.date() if as_of else today(), since.date() if since else None)
        except ValueError as refused:
            raise click.UsageError(str(refused)) from refused
    if form == "json":
        click.echo(json.dumps(as_document(found), ensure_ascii=False))
        return
    click.echo(in_one_sentence(found))
    click.echo(f"Moves from {day_words(found.period.since)} to {day_words(found.as_of)}.")
    for words, _, number, is_sum in lines(found):
        click.echo(f"{'' if is_sum else '  '}{words}: {number}")
    for limit in found.limits:
        click.echo(f"Note: {limit}")
